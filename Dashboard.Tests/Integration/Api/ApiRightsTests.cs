using System.Net;
using System.Text.Json;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration.Api;

[Collection<SharedApi>]
public sealed class ApiRightsTests(ApiApp app)
{
    private static readonly string[] Addresses = ["/api/v1/metrics", "/api/v1/metrics/petitions.resolved/records", "/api/v1/communities"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutKeyOrCookie_NothingIsAnswered_AndNoPageShown()
    {
        foreach (var address in Addresses)
        {
            await app.RefusedAsync(HttpStatusCode.Unauthorized, address, null);
            await app.RefusedAsync(HttpStatusCode.Unauthorized, address, null, ("Accept", "text/html"));
            await app.RefusedAsync(HttpStatusCode.Unauthorized, address, "cck_wrong");
        }
    }

    [Fact]
    public async Task RevokedKey_IsRefusedAtOnce()
    {
        var keys = app.Get<ApiKeyCommands>();
        var key = await keys.MakeAsync(CurrentUser.System, "short-lived", Role.Leader, null, Cancellation);
        await app.ReadAsync("/api/v1/metrics", key);
        await keys.RevokeAsync(CurrentUser.System, (await app.Get<AccountQueries>().ListKeysAsync(Cancellation))
            .Single(row => row.Name == "short-lived").Id, Cancellation);
        foreach (var address in Addresses) await app.RefusedAsync(HttpStatusCode.Unauthorized, address, key);
    }

    [Theory]
    [InlineData(Role.Leader)]
    [InlineData(Role.Panel)]
    public async Task Cookie_OpensTheApi(Role role)
    {
        var browser = await app.BrowserOfAsync($"api-{role}".ToLowerInvariant(), role);
        foreach (var address in Addresses) Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Worker_SeesOwnCommunities_AndTheirFiguresOnly()
    {
        var communities = await app.ReadAsync("/api/v1/communities", app.Worker);
        Assert.Equal("""{"communities":[{"code":"xinsheng","name":"Xinsheng Garden","households":2100,"householdCounts":[{"holdsFrom":"2020-01-01","households":2100}]}]}""", communities.GetRawText());
        Assert.Equal(3, (await app.ReadAsync("/api/v1/communities")).GetProperty("communities").GetArrayLength());

        var own = await app.ReadAsync($"/api/v1/metrics?{ApiApp.Slice}", app.Worker);
        var chosen = await app.ReadAsync($"/api/v1/metrics?{ApiApp.Slice}&communities=xinsheng");
        Assert.Equal(chosen.GetProperty("metrics").GetRawText(), own.GetProperty("metrics").GetRawText());
        Assert.Equal(chosen.GetProperty("communities").GetRawText(), own.GetProperty("communities").GetRawText());

        var records = await app.ReadAsync("/api/v1/metrics/petitions.received/records?from=2025-01-01&to=2026-03-18", app.Worker);
        Assert.All(records.GetProperty("records").EnumerateArray(), record =>
            Assert.Equal("xinsheng", record.GetProperty("values").GetProperty("community").GetProperty("key").GetString()));
        Assert.NotEqual(0, records.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task AnotherCommunity_IsAsUnknownToAWorkerAsOneThatDoesNotExist()
    {
        foreach (var address in Addresses[..2])
        {
            var other = await app.RefusedAsync(HttpStatusCode.BadRequest, address + "?communities=xinshun", app.Worker);
            var none = await app.RefusedAsync(HttpStatusCode.BadRequest, address + "?communities=xinhuai", app.Worker);
            Assert.Equal(Without("xinhuai", none), Without("xinshun", other));
        }

        static string Without(string code, JsonElement problem) =>
            problem.GetProperty("detail").GetString() + problem.GetProperty("errors").GetRawText().Replace(code, "…");
    }

    [Fact]
    public async Task WorkerByCookie_IsLimitedAsByKey()
    {
        var browser = await app.BrowserOfAsync("api-worker", Role.Worker, TestStore.Xinshun);
        var answer = await ApiApp.JsonOf(await browser.GetAsync("/api/v1/metrics", Cancellation));
        Assert.Equal("xinshun", answer.GetProperty("communities").EnumerateArray().Single().GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/api/v1/metrics?communities=xinsheng", Cancellation)).StatusCode);
    }
}
