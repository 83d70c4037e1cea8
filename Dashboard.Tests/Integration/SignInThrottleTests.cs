using System.Net;
using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>By itself, because it uses up what its address may fail.</summary>
public sealed class SignInThrottleTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task ManyFailuresFromOneAddress_AreRefused_WithTheNameKept()
    {
        var browser = app.Browser();
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, (await DashboardApp.SignInAsync(browser, $"guess{i}", "wrong password")).StatusCode);
        await app.AddAccountAsync("right", Role.Leader);
        var refused = await DashboardApp.SignInAsync(browser, "right", DashboardApp.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("right", (await DashboardApp.PageAsync(refused)).QuerySelector("#user-name")!.GetAttribute("value"));
    }
}
