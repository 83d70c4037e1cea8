using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Concentric.Dashboard.Api;
using Concentric.Data;
using Concentric.Nodes;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>Calls by machines. An address of the API that does not exist is "not found" only for those who may ask.</summary>
public sealed class ApiKeyAndHealthTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private const string Address = "/api/v1/there-is-no-such-thing";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutKey_OrWithAWrongOne_TheAnswerIs401_AsProblemDetails_AndNoPage()
    {
        foreach (var key in new[] { null, "", "cck_wrong", "cck_wrong and more" })
        {
            var answer = await AskAsync(key);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal(401, problem.GetProperty("status").GetInt32());
        }
    }

    [Fact]
    public async Task Key_OpensTheApi_UntilItIsRevoked_AndNoPage()
    {
        var keys = app.Get<ApiKeyCommands>();
        var secret = await keys.MakeAsync(CurrentUser.System, "BI", Role.Analyst, null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(secret)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await AskAsync(secret, "/account/password")).StatusCode);
        await keys.RevokeAsync(CurrentUser.System, (await app.Get<AccountQueries>().ListKeysAsync(Cancellation))
            .Single(key => key.Name == "BI").Id, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(secret)).StatusCode);
    }

    [Fact]
    public async Task WrongKeyBesideACookie_IsRefused()
    {
        var browser = await app.BrowserOfAsync("both", Role.Analyst);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(Address, Cancellation)).StatusCode);
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "cck_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(Address, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Health_IsOpenToAll_AndSaysLittle()
    {
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().GetAsync("/health/live", Cancellation)).StatusCode);
        var ready = await app.Browser().GetAsync("/health/ready", Cancellation);
        var checks = JsonSerializer.Deserialize<JsonElement>(await ready.Content.ReadAsStringAsync(Cancellation)).GetProperty("checks");
        Assert.Equal("ok", checks.GetProperty("store").GetString());
        Assert.Equal(["cube", "store"], checks.EnumerateObject().Select(check => check.Name).Order());
    }

    /// <summary>What was used on another node counts here.</summary>
    [Fact]
    public async Task CallsUsedUpOnAnotherNode_AreRefusedHere_UntilTheMinuteIsOver()
    {
        var secret = await app.Get<ApiKeyCommands>().MakeAsync(CurrentUser.System, "greedy", Role.Analyst, null, Cancellation);
        const string Limited = "/api/v1/metrics";
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(secret, Limited)).StatusCode);
        var (register, limit) = (app.Get<NodeRegister>(), app.Get<ApiOptions>().CallsPerMinute);
        var other = Another(register);
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            var key = await db.ApiKeys.SingleAsync(one => one.Name == "greedy", Cancellation);
            var minute = register.StoreNow.Ticks - (register.StoreNow.Ticks % TimeSpan.TicksPerMinute);
            db.Nodes.Add(other);
            // This minute and the next, should it begin meanwhile.
            foreach (var at in new[] { minute, minute + TimeSpan.TicksPerMinute })
                db.RateCounts.Add(new() { Minute = new(at, DateTimeKind.Utc), Key = $"key {key.Id}", NodeId = other.Id, Count = limit });
            await db.SaveChangesAsync(Cancellation);
        }

        await register.BeatAsync(Cancellation);
        await app.Get<SharedRates>().ShareAsync(Cancellation);
        var refused = await AskAsync(secret, Limited);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 0, 60);
    }

    [Fact]
    public async Task TheStatusPage_ShowsTheNodes_AndWhatDiffersBetweenThem()
    {
        var register = app.Get<NodeRegister>();
        var other = Another(register);
        (other.Zone, other.Version, other.ClockOffset, other.HasFolder) = ("Europe/Berlin", "9.9", -61_000, false);
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            db.Nodes.Add(other);
            await db.SaveChangesAsync(Cancellation);
        }

        await register.BeatAsync(Cancellation);
        var browser = await app.BrowserOfAsync("nodes", Role.Administrator);
        var page = await DashboardApp.PageAsync(await browser.GetAsync("/admin/system", Cancellation));
        var card = page.QuerySelector("[data-card=nodes]")!;
        Assert.Contains("-61.0", card.QuerySelector($"[data-node='{other.Id}']")!.TextContent);
        Assert.NotNull(card.QuerySelector($"[data-node='{register.Id}']"));
        foreach (var aspect in new[] { NodeAspect.Version, NodeAspect.Zone, NodeAspect.ClockBehind, NodeAspect.Folder })
            Assert.Contains(card.QuerySelectorAll($"[data-aspect={aspect}]"), notice => notice.TextContent.Contains(other.Name));
        Assert.Contains("Europe/Berlin", card.QuerySelector("[data-aspect=Zone]")!.TextContent);
    }

    private static Node Another(NodeRegister register) => new()
    {
        Id = Guid.NewGuid(),
        Name = $"another {Guid.NewGuid():N}",
        Version = ProgramVersion.Current,
        Schema = StorePreparation.KnownMigrations(StoreProvider.Sqlite)[^1],
        Zone = "Asia/Shanghai",
        Settings = "",
        HasFolder = true,
        StartedAt = register.StoreNow,
        SeenAt = register.StoreNow,
    };

    private async Task<HttpResponseMessage> AskAsync(string? key, string address = Address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return await app.Browser().SendAsync(request, Cancellation);
    }
}
