using System.Security.Cryptography;
using Concentric.Data;
using Concentric.Exports;
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
        var lastMonth = app.Get<OfficeClock>().Today.AddMonths(-1)
            .ToString("yyyy-MM-01", System.Globalization.CultureInfo.InvariantCulture);
        var (mine, theirs) = (analyst.Locator("[data-export]", new() { HasText = lastMonth }),
            watcher.Locator("[data-export]", new() { HasText = lastMonth }));
        await Expect(mine).ToHaveAttributeAsync("data-state", "Done", new() { Timeout = 60_000 });
        await Expect(theirs).ToContainTextAsync("Done");

        var download = await analyst.RunAndWaitForDownloadAsync(() => mine.Locator("a[download]").ClickAsync());
        Assert.StartsWith("街道汇总 ", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, Cancellation));
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(hash,
            (await db.ExportRuns.SingleAsync(run => run.ScheduleId == null && run.Language == "zh-CN", Cancellation)).FileHash);
        await AssertAccessibleAsync(analyst);
        await AssertAccessibleAsync(watcher);
    }

    [Theory]
    [InlineData("zh-CN", "名称", "cron 表达式", "保存", "立即生成", "每季度第 1 个月 5 日 07:30")]
    [InlineData("en", "Name", "Cron expression", "Save", "Make now", "every quarter, month 1, on day 5 at 07:30")]
    public async Task ASchedule_ShowsItsNextRuns_IsSaved_AndMadeNow(string language, string name, string cron, string save, string make,
        string rhythm)
    {
        app.Listen();
        var reader = $"reader-{language.ToLowerInvariant()}";
        await app.AddAccountAsync(reader, Role.Leader);
        var page = await SignedInAsync(app, Role.Analyst, language);
        await OpenLiveAsync(page, "/exports/schedules/new");
        var title = "季报 " + language;
        await page.GetByLabel(name).FillAsync(title);
        var form = page.Locator("form.record-form");
        await ChooseAsync(form, "RhythmUnit", "Quarter");
        await page.Locator("[data-field=MonthDay] input").FillAsync("5");
        await Expect(page.Locator(".next-runs li")).ToHaveCountAsync(5);
        // Of each run the moment, and the quarter that it covers.
        await Expect(page.Locator(".next-runs li").First)
            .ToContainTextAsync(new System.Text.RegularExpressions.Regex(
                "-(01|04|07|10)-05 .*07:30.*-(10|01|04|07)-01 .*-(12|03|06|09)-3"));
        await ChooseAsync(form, "RhythmUnit", "Cron");
        await page.Locator("[data-field=Cron]").GetByLabel(cron).FillAsync("every day");
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
        await Expect(page.Locator("[data-field=Cron] .field-error")).ToContainTextAsync("every day");
        await ChooseAsync(form, "RhythmUnit", "Quarter");
        await page.Locator("[data-field=Recipients]").GetByLabel(reader).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = save }).ClickAsync();
        var row = page.Locator("[data-schedule]", new() { HasText = title });
        await Expect(row).ToContainTextAsync(rhythm);
        await AssertAccessibleAsync(page);
        await row.GetByRole(AriaRole.Button, new() { Name = make }).ClickAsync();
        await Expect(page.Locator(".notice.good")).ToContainTextAsync(title);
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        var run = await db.ExportRuns.SingleAsync(run => run.AskedBy == title, Cancellation);
        await app.EndOfExportAsync(run.Id);

        // The one who gets it finds it among the notices.
        var other = await NewPageAsync(app.Listen(), language, width: 390);
        await other.GotoAsync("/account/sign-in?returnUrl=/notices");
        await other.Locator("#user-name").FillAsync(reader);
        await other.Locator("input[type=password]").FillAsync(TestApp.Password);
        await other.Locator("main form button[type=submit]").ClickAsync();
        await other.Locator("[data-live]").WaitForAsync();
        await other.Locator("[data-notice=Workbook] a").ClickAsync();
        await Expect(other).ToHaveURLAsync($"{app.Listen()}/exports/{run.Id}");
        await Expect(other.Locator("[data-delivery=Told]")).ToContainTextAsync(reader);
        await Expect(other.Locator("a[download]")).ToBeVisibleAsync();
        await AssertAccessibleAsync(other);
    }

    [Fact]
    public async Task TheOverview_ExportsWhatItShows()
    {
        app.Listen();
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/?from=2026-01-05&to=2026-02-08");
        await page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync();
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
        // Schedules are none of Hangfire's.
        await Expect(page.GetByText("No recurring jobs found.")).ToBeVisibleAsync();
    }
}
