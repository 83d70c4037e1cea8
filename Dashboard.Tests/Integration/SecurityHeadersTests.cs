using System.Net;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Concentric.Tests.Integration;

public sealed class SecurityHeadersTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly HttpClient client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    [Theory]
    [InlineData("/css/base.css", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.Redirect)]
    [InlineData("/problem/500", HttpStatusCode.OK)]
    public async Task EveryAnswer_ForbidsForeignContentAndFrames(string path, HttpStatusCode status)
    {
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/problem/500")]
    public async Task Pages_HaveNoInlineScript_AndLoadNothingFromOutside(string path)
    {
        var page =
            await (await client.GetAsync(path,
                TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotMatch("<script(?![^>]* src=)", page);
        Assert.DoesNotMatch("<style", page);
        Assert.DoesNotMatch("""(src|href)="(https?:)?//""", page);
    }

    [Theory]
    [InlineData("http", null, false)]
    [InlineData("https", null, true)]
    [InlineData("http", "https", true)]
    public async Task OverTls_BrowsersAreKeptToIt_AndEveryCookieIsSecure(string scheme, string? forwarded, bool isSecure)
    {
        var browser = app.Browser(scheme);
        if (forwarded is not null) browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwarded);
        foreach (var path in new[] { "/account/sign-in", "/preferences/language/en", "/preferences/theme/dark", "/css/base.css",
            "/nowhere" })
        {
            var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(isSecure, answer.Headers.TryGetValues("Strict-Transport-Security", out var hsts)
                && hsts.Single().StartsWith("max-age=31536000", StringComparison.Ordinal));
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
                Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.Ordinal));
        }
    }
}
