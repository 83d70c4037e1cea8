using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

public sealed partial class OverviewTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    /// <summary>
    /// By the browser's measure, of which 0.1 passes for good: while its last rows still come, a table may stretch a column.
    /// </summary>
    private const double LeastShift = 0.02;

    [Theory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task NothingMoves_WhileAPageComesAlive(int width)
    {
        var page = await SignedInAsync(app, Role.Administrator, "en", width: width);
        await page.AddInitScriptAsync("""
            globalThis.shifts = [];
            new PerformanceObserver(list => {
              for (const entry of list.getEntries())
                if (!entry.hadRecentInput)
                  shifts.push([entry.value, entry.sources.map(source => source.node?.parentElement?.outerHTML.slice(0, 300)).join()]);
            }).observe({ type: 'layout-shift', buffered: true });
            """);
        foreach (var path in new[] { "/", "/petitions", "/petitions/new", "/petitions/1", "/exports", "/work", "/evaluation" })
        {
            await OpenLiveAsync(page, path);
            await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            var moved = await page.EvaluateAsync<double>("() => shifts.reduce((sum, shift) => sum + shift[0], 0)");
            Assert.True(moved <= LeastShift, $"{path}: {moved} {await page.EvaluateAsync<string>("() => JSON.stringify(shifts)")}");
        }
    }

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light, 1366, "街道总览")]
    [InlineData("en", ColorScheme.Dark, 390, "Overview")]
    public async Task Overview_ShowsTheFigures_AndIsAccessible(string language, ColorScheme scheme, int width, string heading)
    {
        var page = await SignedInAsync(app, Role.Leader, language, scheme, width);
        await OpenLiveAsync(page, "/");
        await Expect(page.Locator("h1")).ToHaveTextAsync(heading);
        await Expect(Value(page, "activities.held")).ToContainTextAsync(Written(app.Figure("activities.held")));
        await Expect(Value(page, "hazards.rectified")).ToContainTextAsync(Written(app.Figure("hazards.rectified")));
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task FirstPaint_CarriesTheFigures()
    {
        var browser = await app.SignedInClientAsync(Role.Leader);
        var html = await TestApp.PageAsync(await browser.GetAsync("/", Cancellation));
        Assert.Contains(Written(app.Figure("activities.held")),
            html.QuerySelector("[data-metric='activities.held'] .tile-value")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(html.QuerySelectorAll(".table tbody tr"));
    }

    [Fact]
    public async Task CommunitiesBesideEachOther_AreShownWithTheirRange_AndToAWorkerTheOwnOnly()
    {
        var leader = await app.SignedInClientAsync(Role.Leader);
        var overview = await TestApp.PageAsync(await leader.GetAsync($"/?{app.Year}", Cancellation));
        Assert.Matches("^[0-9]+(–[0-9]+)?$", overview.QuerySelector(".table .rank-range")!.TextContent);
        Assert.NotNull(overview.QuerySelector($"a[href^='/ranking?'][href*='metric=petitions.on-time-rate']"));
        var all = await TestApp.PageAsync(await leader.GetAsync($"/ranking?{app.Year}&metric=petitions.resolved", Cancellation));
        var drawn = all.QuerySelectorAll(".funnel-points li, .funnel-rows li").Length;
        Assert.True(drawn >= 5 && drawn == all.QuerySelectorAll(".ranking-table tr[data-community]").Length, $"{drawn} are drawn.");
        var worker = await app.SignedInClientAsync(Role.Worker, await app.CommunityAsync("xinsheng"));
        var own = await TestApp.PageAsync(await worker.GetAsync($"/ranking?{app.Year}&metric=petitions.resolved", Cancellation));
        Assert.Empty(own.QuerySelectorAll(".funnel-picture, .funnel-rows"));
        Assert.Single(own.QuerySelectorAll(".ranking-table tr[data-community]"));
        Assert.Equal(all.QuerySelectorAll(".ranking-table thead th").Length - 1, own.QuerySelectorAll(".ranking-table thead th").Length);
        var unknown = await TestApp.PageAsync(await leader.GetAsync("/ranking?metric=petitions.lost", Cancellation));
        Assert.Contains("petitions.lost", unknown.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(unknown.QuerySelectorAll(".ranking-table tr[data-community]"));
    }

    [Fact]
    public async Task ATile_OpensExactlyItsRecords_SortedAndPaged()
    {
        var page = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(page, $"/?{app.Year}");
        await Tile(page, "petitions.resolved").Locator(".tile-link").ClickAsync();
        await ArriveAsync(page, "**/records/petitions.resolved**");
        var figure = await page.Locator("[data-figure]").InnerTextAsync();
        var rows = await page.Locator("[data-rows]").GetAttributeAsync("data-rows");
        Assert.Equal(rows, Digits().Replace(figure, ""));
        await Expect(page.Locator(".ledger tbody tr")).ToHaveCountAsync(50);
        await page.Locator(".ledger th a", new() { HasText = "办结日期" }).First.ClickAsync();
        await ArriveAsync(page, "**sort=closed-on**");
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveCountAsync(1);
        await page.Locator(".pager a[rel=next]").ClickAsync();
        await Expect(page.Locator(".pager [aria-current=page]")).ToHaveTextAsync("2");
        await AssertAccessibleAsync(page);
        Assert.DoesNotContain("1990000", await page.Locator(".ledger").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARate_MarksWhatIsInItsNumerator()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, $"/records/petitions.on-time-rate?{app.Year}&sort=due-on");
        await Expect(page.Locator(".ledger th").First).ToHaveTextAsync("Counted");
        await Expect(page.Locator(".ledger .good").First).ToContainTextAsync("Yes");
    }

    [Fact]
    public async Task ARecordSavedElsewhere_ShowsInEveryOpenBrowser_AndMarksItsTile()
    {
        var leader = await SignedInAsync(app, Role.Leader);
        var analyst = await SignedInAsync(app, Role.Analyst, "en");
        await OpenLiveAsync(leader, "/");
        await OpenLiveAsync(analyst, "/");
        await app.RecordActivityAsync("花坛整治");
        foreach (var page in new[] { leader, analyst })
        {
            await Expect(Tile(page, "activities.held")).ToHaveClassAsync(new Regex("changed-"));
            await Expect(page.Locator(".feed li").First).ToContainTextAsync("HD-");
        }

        var expected = Written(app.Figure("activities.held"));
        await Expect(Value(leader, "activities.held")).ToContainTextAsync(expected);
        await Expect(Value(analyst, "activities.held")).ToContainTextAsync(expected);
    }

    [Fact]
    public async Task APausedPage_HoldsStill_AndCatchesUp()
    {
        var page = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(page, "/");
        var before = await Value(page, "activities.held").InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "暂停" }).ClickAsync();
        await app.RecordActivityAsync("楼道清理");
        await Expect(page.Locator("button .nav-badge")).ToBeVisibleAsync();
        Assert.Equal(before, await Value(page, "activities.held").InnerTextAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await Expect(Value(page, "activities.held")).Not.ToHaveTextAsync(before);
    }

    [Fact]
    public async Task ALostConnection_IsSaid_AndTheFiguresAreNotShownAsFresh()
    {
        var page = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(page, "/");
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator("html.is-stale")).ToHaveCountAsync(1);
        await Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync("连接已断开");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("html.is-stale")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ABadAddress_IsExplained_AndThePageShowsTheQuarter()
    {
        var page = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(page, "/?period=decade&communities=atlantis");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("decade");
        await Expect(Value(page, "activities.held")).ToContainTextAsync(Written(app.Figure("activities.held")));
        // The browser's console names every answer of 404.
        ToleratesConsoleErrors = true;
        await OpenLiveAsync(page, "/records/petitions.nonsense");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("petitions.nonsense");
        await OpenLiveAsync(page, $"/records/petitions.resolved?{app.Year}&sort=colour");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("colour");
        await Expect(page.Locator(".ledger tbody tr")).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task PeriodAndCommunities_AreChosenInTheAddress()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Year", Exact = true }).ClickAsync();
        await ArriveAsync(page, "**period=year**");
        await page.Locator("summary", new() { HasText = "All 8 communities" }).ClickAsync();
        await page.Locator(".checks a", new() { HasText = "Xinsheng" }).ClickAsync();
        await ArriveAsync(page, "**communities=xinsheng**");
        await Expect(page.Locator(".r1 > .card:last-child tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task AWorker_SeesTheOwnCommunityOnly()
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")]);
        await OpenLiveAsync(page, "/?communities=xinshun");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("xinshun");
        await Expect(page.Locator(".r1 > .card:last-child tbody tr")).ToHaveCountAsync(1);
    }

    private static ILocator Tile(IPage page, string key) => page.Locator($".tile[data-metric='{key}']");

    private static ILocator Value(IPage page, string key) => Tile(page, key).Locator(".tile-value");

    private static string Written(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    [GeneratedRegex("[^0-9]")]
    private static partial Regex Digits();
}
