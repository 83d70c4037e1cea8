using System.Net;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>Over a real socket: what a proxy says is believed when it is one of the office's, and of nobody else.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8, 192.0.2.7", false)]
    public async Task SchemeAndAddress_AreTakenFromKnownProxiesOnly(string? known, bool isBelieved)
    {
        await using var app = new TestApp();
        if (known is not null) app.Set("Proxy:Addresses", known);
        // The framework's own switch, by which it would believe anybody.
        app.Set("FORWARDEDHEADERS_ENABLED", "true");
        using var browser = new HttpClient { BaseAddress = new Uri(app.Listen()) };
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var answer = await browser.GetAsync("/account/sign-in", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isBelieved, answer.Headers.Contains("Strict-Transport-Security"));
    }
}
