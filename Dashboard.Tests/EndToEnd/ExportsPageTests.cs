using System.Security.Cryptography;
using Concentric.People;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

public sealed class ExportsPageTests(TestApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<TestApp>
{
    [Fact]
    public async Task AWorkbook_IsAskedFor_AppearsWithoutReloading_AndIsFetched()
    {
        app.Listen();
        var analyst = await SignedInAsync(app, Role.Analyst, "zh-CN");
        var watcher = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(watcher, "/exports");
        await OpenLiveAsync(analyst, "/exports");
        await analyst.GetByRole(AriaRole.Button, new() { Name = "生成工作簿" }).ClickAsync();
        var lastMonth = app.Get<OfficeClock>().Today.AddMonths(-1).ToString("yyyy-MM-01", System.Globalization.CultureInfo.InvariantCulture);
        var (mine, theirs) = (analyst.Locator("[data-export]", new() { HasText = lastMonth }), watcher.Locator("[data-export]", new() { HasText = lastMonth }));
        await Expect(mine).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 60_000 });
        await Expect(theirs).ToContainTextAsync("Done");

        var download = await analyst.RunAndWaitForDownloadAsync(() => mine.GetByRole(AriaRole.Link).ClickAsync());
        Assert.StartsWith("街道汇总 ", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, Cancellation));
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(hash, (await db.ExportRuns.SingleAsync(run => run.Language == "zh-CN", Cancellation)).FileHash);
        await AssertAccessibleAsync(analyst);
        await AssertAccessibleAsync(watcher);
    }

    [Fact]
    public async Task TheOverview_ExportsWhatItShows()
    {
        app.Listen();
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/?from=2026-01-05&to=2026-02-08");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export this view" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page).ToHaveURLAsync(app.Listen() + "/exports");
        await Expect(page.GetByText("2026-01-05 to 2026-02-08")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Hangfire_ShowsItsPagesToAnAdministrator_WithoutBreakingOurRules()
    {
        app.Listen();
        var page = await SignedInAsync(app, Role.Administrator, "en");
        await OpenLiveAsync(page, "/exports");
        await page.GetByRole(AriaRole.Link, new() { Name = "Background jobs" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("Concentric"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Recurring Jobs" }).ClickAsync();
        await Expect(page.GetByText("export:street-summary-weekly")).ToBeVisibleAsync();
    }
}
