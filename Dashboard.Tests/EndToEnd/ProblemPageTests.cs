using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>A page without a circuit: it must do with plain HTML.</summary>
public sealed class ProblemPageTests(TestApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<TestApp>
{
    private readonly string address = app.Listen();

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light, 1366, "找不到此页")]
    [InlineData("en", ColorScheme.Dark, 390, "Page not found")]
    public async Task Page_IsReadableForEverybody(string language, ColorScheme scheme, int width, string title)
    {
        var page = await NewPageAsync(address, language, scheme, width);
        await page.GotoAsync("/problem/404");
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex(title));
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Theme_ChangesInPlace_AndIsRemembered()
    {
        var page = await NewPageAsync(address, "en");
        await page.GotoAsync("/problem/404");
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(245, 246, 248)");
        await page.GetByRole(AriaRole.Link, new() { Name = "Dark" }).ClickAsync();
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(15, 21, 28)");
        Assert.EndsWith("/problem/404", page.Url);
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(15, 21, 28)");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Dark (chosen)" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Language_IsChosen_AndLeadsBackToThePage()
    {
        var page = await NewPageAsync(address, "zh-CN");
        await page.GotoAsync("/problem/403?from=here");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("No access");
        Assert.EndsWith("/problem/403?from=here", page.Url);
    }
}
