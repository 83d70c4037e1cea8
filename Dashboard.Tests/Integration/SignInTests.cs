using System.Net;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

public sealed class SignInTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PageWithoutSignIn_LeadsToSignIn_AndBack()
    {
        await app.AddAccountAsync("back", Role.Leader);
        var browser = app.Browser();
        var refused = await browser.GetAsync("/account/password?x=1", Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        var signIn = refused.Headers.Location!.ToString();
        Assert.Equal("/account/sign-in?returnUrl=%2Faccount%2Fpassword%3Fx%3D1", signIn);

        var answer = await DashboardApp.SignInAsync(browser, "BACK ", DashboardApp.Password, signIn);
        Assert.Equal("/account/password?x=1", answer.Headers.Location!.PathAndQuery());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData(Role.Worker, "", "/work")]
    [InlineData(Role.Worker, "?returnUrl=%2F", "/work")]
    [InlineData(Role.Worker, "?returnUrl=%2Fhazards", "/hazards")]
    [InlineData(Role.Leader, "", "/")]
    public async Task SignIn_LeadsAWorkerToWork_UnlessAnAddressWasAskedFor(Role role, string query, string expected)
    {
        var name = "lands" + Guid.NewGuid().ToString("N")[..8];
        int[] communities = role == Role.Worker ? [await CommunityAsync()] : [];
        await app.AddAccountAsync(name, role, communities);
        var answer = await DashboardApp.SignInAsync(app.Browser(), name, DashboardApp.Password, "/account/sign-in" + query);
        Assert.Equal(expected, answer.Headers.Location!.PathAndQuery());
    }

    private async Task<int> CommunityAsync()
    {
        await using var db = app.Factory.CreateDbContext();
        var added = new Community { Code = Guid.NewGuid().ToString("N"), Name = "馨盛园", NameEn = "Xinsheng Garden" };
        db.Communities.Add(added);
        await db.SaveChangesAsync(Cancellation);
        return added.Id;
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task ReturnAddressElsewhere_IsNotFollowed(string address)
    {
        var name = "away" + Guid.NewGuid().ToString("N")[..8];
        await app.AddAccountAsync(name, Role.Leader);
        var answer = await DashboardApp.SignInAsync(app.Browser(), name, DashboardApp.Password,
            "/account/sign-in?returnUrl=" + Uri.EscapeDataString(address));
        Assert.Equal("/", answer.Headers.Location!.PathAndQuery());
    }

    [Fact]
    public async Task UnknownName_AndWrongPassword_AreAnsweredAlike_AndTheNameIsKept()
    {
        await app.AddAccountAsync("known", Role.Leader);
        var wrong = await DashboardApp.PageAsync(await DashboardApp.SignInAsync(app.Browser(), "known", "wrong password"));
        var unknown = await DashboardApp.PageAsync(await DashboardApp.SignInAsync(app.Browser(), "unknown", "wrong password"));
        Assert.Equal(unknown.QuerySelector("[role=alert]")!.TextContent, wrong.QuerySelector("[role=alert]")!.TextContent);
        Assert.Equal("known", wrong.QuerySelector("#user-name")!.GetAttribute("value"));
        Assert.DoesNotContain("wrong password", wrong.DocumentElement.InnerHtml);
    }

    [Fact]
    public async Task FiveFailures_LockTheAccount_ForAWhile()
    {
        await app.AddAccountAsync("locked", Role.Leader);
        var browser = app.Browser();
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await DashboardApp.SignInAsync(browser, "locked", "wrong password")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await DashboardApp.SignInAsync(browser, "locked", DashboardApp.Password)).StatusCode);
        app.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(HttpStatusCode.Redirect, (await DashboardApp.SignInAsync(browser, "locked", DashboardApp.Password)).StatusCode);
    }

    [Fact]
    public async Task ChangedPassword_EndsTheOtherSignInsWithinAMinute_NotThisOne()
    {
        var here = await app.BrowserOfAsync("mover", Role.Leader);
        var there = app.Browser();
        await DashboardApp.SignInAsync(there, "mover", DashboardApp.Password);
        var answer = await DashboardApp.SubmitAsync(here, "/account/password", new()
        {
            ["Form.Present"] = DashboardApp.Password,
            ["Form.Wanted"] = "another long sentence",
            ["Form.Again"] = "another long sentence",
        });
        Assert.NotNull((await DashboardApp.PageAsync(answer)).QuerySelector("[role=status]"));

        app.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await DashboardApp.SignInAsync(there, "mover", DashboardApp.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await DashboardApp.SignInAsync(there, "mover", "another long sentence")).StatusCode);
    }

    [Fact]
    public async Task ChangedRole_AndDisabling_EndTheSignInWithinAMinute()
    {
        var accounts = app.Get<AccountCommands>();
        var promoted = await app.BrowserOfAsync("promoted", Role.Leader);
        var dismissed = await app.BrowserOfAsync("dismissed", Role.Leader);
        var untouched = await app.BrowserOfAsync("untouched", Role.Leader);
        var all = await app.Get<AccountQueries>().ListAsync(Cancellation);
        await accounts.ChangeAsync(CurrentUser.System, all.Single(row => row.UserName == "promoted").Id,
            new AccountDetails("promoted", Role.Analyst, []), Cancellation);
        await accounts.SetDisabledAsync(CurrentUser.System, all.Single(row => row.UserName == "dismissed").Id, true, Cancellation);

        app.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.Redirect, (await promoted.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await dismissed.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await untouched.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await DashboardApp.SignInAsync(dismissed, "dismissed", DashboardApp.Password)).StatusCode);
    }

    [Fact]
    public async Task SignOut_NeedsTheTokenOfTheForm()
    {
        var browser = await app.BrowserOfAsync("leaver", Role.Leader);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/account/sign-out", null, Cancellation)).StatusCode);
        var page = await DashboardApp.PageAsync(await browser.GetAsync("/account/password", Cancellation));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.PostAsync("/account/sign-out", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
            Cancellation);
        Assert.Equal("/account/sign-in", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefused()
    {
        var content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("Form.UserName", "a"), new("Form.Password", "b")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Browser().PostAsync("/account/sign-in", content, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Cookie_IsOutOfReachOfScriptsAndOtherSites(string scheme, bool secure)
    {
        var name = "cookie-" + scheme;
        await app.AddAccountAsync(name, Role.Leader);
        var answer = await DashboardApp.SignInAsync(app.Browser(scheme), name, DashboardApp.Password);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("concentric=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Equal(secure, cookie.Contains("secure"));
        Assert.DoesNotContain("expires", cookie);
    }
}

internal static class UriExtensions
{
    /// <summary>Whether the address came with the host or without it.</summary>
    public static string PathAndQuery(this Uri uri) => uri.IsAbsoluteUri ? uri.PathAndQuery : uri.OriginalString;
}
