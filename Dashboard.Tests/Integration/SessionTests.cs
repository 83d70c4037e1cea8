using System.Net;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>A session ends everywhere its cookie is, on time, and whatever the clock does.</summary>
public sealed class SessionTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignOut_EndsACopyOfTheCookie_AtPagesApiAndCircuit_NotTheOtherDevices()
    {
        var (browser, copy) = await SignedInAsync("copied");
        var phone = await AgainAsync("copied");
        foreach (var path in new[] { "/account/password", "/api/v1/communities" })
            Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync(path, Cancellation)).StatusCode);
        await OutAsync(browser);
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.GetAsync("/api/v1/communities", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await copy.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SignOutEverywhere_EndsAllDevices_OfThisAccountOnly()
    {
        var (browser, copy) = await SignedInAsync("everywhere");
        var phone = await AgainAsync("everywhere");
        var (other, _) = await SignedInAsync("elsewhere");
        await OutAsync(browser, "/account/sign-out/everywhere");
        foreach (var ended in new[] { browser, copy, phone })
            Assert.Equal(HttpStatusCode.Redirect, (await ended.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SignOut_OnAnotherNode_CountsWithinAMinute()
    {
        var (_, copy) = await SignedInAsync("nodes");
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/account/password", Cancellation)).StatusCode);
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
            await db.SignInSessions.Where(session => session.User!.UserName == "nodes")
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, app.Time.GetUtcNow().UtcDateTime), Cancellation);
        app.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task IdleSession_EndsAtItsLimit()
    {
        var (idle, _) = await SignedInAsync("idle");
        app.Pass(TimeSpan.FromMinutes(SignInLimits.DefaultIdleMinutes));
        Assert.Equal(HttpStatusCode.OK, (await idle.GetAsync("/account/password", Cancellation)).StatusCode);
        app.Pass(TimeSpan.FromMinutes(SignInLimits.DefaultIdleMinutes).Add(TimeSpan.FromSeconds(1)));
        Assert.Equal(HttpStatusCode.Redirect, (await idle.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task UsedSession_EndsAtTheAbsoluteLimit()
    {
        // A cookie that lasts is kept by the real clock: the copy.
        var (_, used) = await SignedInAsync("used", isRemembered: true);
        for (var day = 0; day < SignInLimits.DefaultAbsoluteDays; day++)
        {
            Assert.Equal(HttpStatusCode.NoContent,
                (await used.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/account/seen"), Cancellation)).StatusCode);
            app.Pass(TimeSpan.FromDays(1));
        }

        app.Pass(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.Redirect, (await used.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task ClockSetBack_EndsSessions_AndKeepsNoEndedOneAlive()
    {
        await using var app = new DashboardApp();
        var browser = await app.BrowserOfAsync("back", Role.Leader);
        var dismissed = await app.BrowserOfAsync("dismissed", Role.Leader);
        app.Time.AdjustTime(app.Time.GetUtcNow().AddMinutes(-4));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
        // Within what clocks differ by, nothing that has ended comes back.
        var row = (await app.Get<AccountQueries>().ListAsync(Cancellation)).Single(account => account.UserName == "dismissed");
        await app.Get<AccountCommands>().SetDisabledAsync(CurrentUser.System, row.Id, true, Cancellation);
        app.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.Redirect, (await dismissed.GetAsync("/account/password", Cancellation)).StatusCode);

        app.Time.AdjustTime(app.Time.GetUtcNow().AddHours(-2));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
        app.Time.AdjustTime(app.Time.GetUtcNow().AddHours(2));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await DashboardApp.SignInAsync(browser, "back", DashboardApp.Password)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task SessionSeenInTheFuture_AsAfterARestartWithTheClockSetBack_HasEnded()
    {
        var (browser, _) = await SignedInAsync("future");
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            var ahead = app.Time.GetUtcNow().UtcDateTime.Add(SignInSessions.ClockTolerance).AddSeconds(1);
            await db.SignInSessions.Where(session => session.User!.UserName == "future")
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, ahead), Cancellation);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account/password", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Prune_ForgetsOldSessionsAndAttempts()
    {
        await SignedInAsync("pruned");
        await DashboardApp.SignInAsync(app.Browser(), "pruned", "wrong password");
        app.Pass(TimeSpan.FromDays(100));
        await app.Get<SignInSessions>().PruneAsync(Cancellation);
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.False(await db.SignInSessions.AnyAsync(Cancellation));
        Assert.False(await db.SignInAttempts.AnyAsync(Cancellation));
    }

    /// <summary>A browser that is signed in, and another with a copy of its cookies.</summary>
    private async Task<(HttpClient Browser, HttpClient Copy)> SignedInAsync(string name, bool isRemembered = false)
    {
        await app.AddAccountAsync(name, Role.Leader);
        return await InAsync(name, isRemembered);
    }

    private async Task<HttpClient> AgainAsync(string name) => (await InAsync(name)).Browser;

    private async Task<(HttpClient Browser, HttpClient Copy)> InAsync(string name, bool isRemembered = false)
    {
        var browser = app.Browser();
        var fields = new Dictionary<string, string> { ["Form.UserName"] = name, ["Form.Password"] = DashboardApp.Password };
        if (isRemembered) fields["Form.Remember"] = "true";
        var answer = await DashboardApp.SubmitAsync(browser, "/account/sign-in", fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var copy = app.Browser();
        copy.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return (browser, copy);
    }

    private static async Task OutAsync(HttpClient browser, string path = "/account/sign-out")
    {
        var page = await DashboardApp.PageAsync(await browser.GetAsync("/account/password", Cancellation));
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.PostAsync(path, new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
