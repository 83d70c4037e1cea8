using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

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

    private async Task<HttpResponseMessage> AskAsync(string? key, string address = Address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return await app.Browser().SendAsync(request, Cancellation);
    }
}
