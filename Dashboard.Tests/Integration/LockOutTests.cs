using System.Net;
using Concentric.Data;
using Concentric.People;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>Failures lock places out of an account, never its owner.</summary>
public sealed class LockOutTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    private const string Office = "192.0.2.10";

    [Fact]
    public async Task FailuresFromOnePlace_LockThatPlace_NotTheOwnerElsewhere()
    {
        await app.AddAccountAsync("chief", Role.Administrator);
        for (var i = 0; i < SignInCheck.MostFailures; i++) await TryAsync("chief", "wrong password", "198.51.100.7");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync("chief", DashboardApp.Password, "198.51.100.7")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync("chief", DashboardApp.Password, Office)).StatusCode);
    }

    [Fact]
    public async Task FailuresFromManyPlaces_AreThrottled_ButNotAPlaceThatTheAccountKnows()
    {
        await app.AddAccountAsync("target", Role.Administrator);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync("target", DashboardApp.Password, Office)).StatusCode);
        for (var i = 0; i < SignInCheck.MostFailuresOverall; i++) await TryAsync("target", "wrong password", $"203.0.113.{i}");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync("target", DashboardApp.Password, "203.0.113.200")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync("target", DashboardApp.Password, Office)).StatusCode);
        app.Time.Advance(SignInCheck.LockOut);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync("target", DashboardApp.Password, "203.0.113.200")).StatusCode);
    }

    [Fact]
    public async Task OneCustomersIPv6_IsOnePlace()
    {
        await app.AddAccountAsync("six", Role.Leader);
        for (var i = 0; i < SignInCheck.MostFailures; i++) await TryAsync("six", "wrong password", $"2001:db8:1:2::{i}");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync("six", DashboardApp.Password, "2001:db8:1:2:3::9")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync("six", DashboardApp.Password, "2001:db8:1:3::1")).StatusCode);
    }

    [Fact]
    public async Task OwnPasswordPage_CountsFailuresToo()
    {
        var browser = await app.BrowserOfAsync("borrowed", Role.Leader);
        for (var i = 0; i < SignInCheck.MostFailures; i++) await ChangeAsync("wrong password");
        Assert.NotNull((await DashboardApp.PageAsync(await ChangeAsync(DashboardApp.Password))).QuerySelector("[role=alert]"));

        Task<HttpResponseMessage> ChangeAsync(string present) => DashboardApp.SubmitAsync(
            browser, "/account/password",
            new() { ["Form.Present"] = present, ["Form.Wanted"] = "another long sentence", ["Form.Again"] = "another long sentence" });
    }

    private Task<HttpResponseMessage> TryAsync(string name, string password, string address)
    {
        var browser = app.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return DashboardApp.SignInAsync(browser, name, password);
    }
}
