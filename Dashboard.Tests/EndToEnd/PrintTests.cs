using Concentric.Dashboard.Components.Layout;
using Concentric.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>What comes out on paper: title, office, as-of and filter, and nothing to press.</summary>
public sealed class PrintTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    private const string ToPress = """
        () => [...document.querySelectorAll(
            'button, .button, a.mud-button-root, input, select, textarea, nav a:not(.card), summary.button, summary.chip')]
          .filter(e => e.checkVisibility()).map(e => `${e.tagName}.${e.className}: ${(e.textContent || e.name || '').trim().slice(0, 40)}`)
        """;

    [Fact]
    public async Task NoPage_PrintsItsButtons_AndEachSaysWhoseItIs()
    {
        var page = await SignedInAsync(app, Role.Administrator);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        List<string> found = [];
        foreach (var entry in NavEntries.All.Where(entry => !entry.LeavesPages))
        {
            await OpenLiveAsync(page, entry.Href);
            found.AddRange((await page.EvaluateAsync<string[]>(ToPress)).Select(pressed => $"{entry.Href}: {pressed}"));
            if (!await page.Locator("h1").IsVisibleAsync()) found.Add($"{entry.Href}: no title");
            if (!await page.Locator(".print-head").GetByText("街道办事处").IsVisibleAsync()) found.Add($"{entry.Href}: no office");
        }

        AssertNone(found.Distinct());
    }

    [Fact]
    public async Task AList_SaysHowItWasNarrowed_AsOfWhen_AndThatItIsNotAll()
    {
        var page = await SignedInAsync(app, Role.Administrator, "en");
        await OpenLiveAsync(page, "/petitions");
        await Expect(page.Locator(".pager ul")).ToBeVisibleAsync();
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".print-rows")).ToBeVisibleAsync();
        await Expect(page.Locator(".pager-range")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-print-time]")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex(@"^\d{4}-\d\d-\d\d \d\d:\d\d$"));

        await OpenLiveAsync(page, "/petitions?stage=Handled");
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await Expect(page.Locator("[data-print-filter]")).ToHaveTextAsync("Views: All · Stage: Handled");

        await OpenLiveAsync(page, "/?period=month");
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await Expect(page.Locator("[data-print-filter]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Month.*All"));
    }
}
