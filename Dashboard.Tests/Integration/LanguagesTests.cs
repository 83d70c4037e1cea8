using System.Net;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Concentric.Tests.Integration;

public sealed class LanguagesTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly HttpClient client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("zh,en;q=0.9", "zh-CN")]
    [InlineData("zh-Hans-CN,zh;q=0.9,en;q=0.8", "zh-CN")]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("de,en;q=0.5,zh;q=0.4", "en")]
    [InlineData("en;q=0.2,zh;q=0.7", "zh-CN")]
    [InlineData("en;q=0,fr", "zh-CN")]
    [InlineData("de,fr;q=0.5", "zh-CN")]
    [InlineData(";;;,q=", "zh-CN")]
    public async Task Page_IsInTheBrowsersFirstKnownLanguage(string? accepted, string language)
    {
        var page = await PageAsync(accepted);
        Assert.Contains($"<html lang=\"{language}\"", page);
        Assert.Contains(language == "en" ? "Page not found" : "找不到此页", page);
    }

    [Fact]
    public async Task OwnChoice_WinsOverTheBrowser()
    {
        var answer = await client.GetAsync("/preferences/language/en?returnUrl=/exports", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/exports", answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        Assert.Contains("<html lang=\"en\"", await PageAsync("zh-CN", cookie));
    }

    [Theory]
    [InlineData("/preferences/language/de")]
    [InlineData("/preferences/theme/pink")]
    public async Task UnknownChoice_IsNotFound(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

    [Theory]
    [InlineData("light", "media=\"not all\"")]
    [InlineData("dark", "media=\"screen\"")]
    [InlineData("system", "media=\"screen and (prefers-color-scheme: dark)\"")]
    public async Task ChosenTheme_IsInTheFirstByte(string theme, string media)
    {
        var answer = await client.GetAsync($"/preferences/theme/{theme}", TestContext.Current.CancellationToken);
        var page = await PageAsync(null, Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        Assert.Contains($"data-theme=\"{theme}\"", page);
        Assert.Contains(media, page);
    }

    [Theory]
    [InlineData("https://evil.example/", null, "/")]
    [InlineData("//evil.example", null, "/")]
    [InlineData("/\\evil.example", null, "/")]
    [InlineData("/a?b=%0d%0aX: y", null, "/")]
    [InlineData("exports", null, "/")]
    [InlineData("/exports?page=2", null, "/exports?page=2")]
    [InlineData(null, "http://localhost/exports?page=2#x", "/exports?page=2")]
    [InlineData(null, "http://localhost/preferences/theme/dark", "/")]
    [InlineData(null, "http://evil.example/exports", "/")]
    [InlineData(null, null, "/")]
    public async Task Choice_LeadsBack_ButNeverToAnotherSite(string? returnUrl, string? referer, string location)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            "/preferences/theme/dark" + (returnUrl is null ? "" : "?returnUrl=" + returnUrl));
        if (referer is not null)
            request.Headers.TryAddWithoutValidation("Referer", referer);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(location, answer.Headers.Location!.OriginalString);
    }

    private async Task<string> PageAsync(string? accepted, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/problem/404");
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
