using System.Net;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>A password that an administrator made opens nothing but the page on which to choose another.</summary>
public sealed class TemporaryPasswordTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Given = "given by somebody else";
    private const string Own = "known to nobody else";

    private static readonly CurrentUser Administrator = new("孙磊", Role.Administrator, null, 4_711);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("new", false)]
    [InlineData("reset", true)]
    public async Task MustBeChanged_BeforeAnythingElse(string user, bool isReset)
    {
        var accounts = app.Get<AccountCommands>();
        var id = isReset
            ? await app.AddAccountAsync(user, Role.Leader)
            : await accounts.AddAsync(Administrator, user, new(user, Role.Leader, []), Given, Cancellation);
        if (isReset) await accounts.ResetPasswordAsync(Administrator, id, Given, Cancellation);
        var browser = app.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await TestApp.SignInAsync(browser, user, Given)).StatusCode);
        foreach (var page in new[] { "/", "/exports", "/petitions" })
            Assert.Equal("/account/password", (await browser.GetAsync(page, Cancellation)).Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/v1/metrics", Cancellation)).StatusCode);
        using var nothing = new StringContent("");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync("/_blazor/negotiate", nothing, Cancellation)).StatusCode);
        Assert.Contains("Choose one that only you know",
            await (await browser.GetAsync("/account/password", Cancellation)).Content.ReadAsStringAsync(Cancellation));

        Assert.Contains("must differ", await (await ChangeAsync(browser, Given)).Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("/account/password", (await browser.GetAsync("/", Cancellation)).Headers.Location?.ToString());
        await ChangeAsync(browser, Own);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancellation)).StatusCode);
        Assert.False((await app.Get<AccountQueries>().ListAsync(Cancellation)).Single(row => row.Id == id).PasswordIsTemporary);
    }

    [Fact]
    public async Task OneThatThePersonChose_IsNot()
    {
        var browser = await app.BrowserOfAsync("own", Role.Leader);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/", Cancellation)).StatusCode);
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient browser, string wanted) =>
        TestApp.SubmitAsync(browser, "/account/password",
            new() { ["Form.Present"] = Given, ["Form.Wanted"] = wanted, ["Form.Again"] = wanted });
}
