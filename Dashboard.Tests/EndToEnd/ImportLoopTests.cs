using System.Text;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Tests.Core.Exports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>A spreadsheet from the first upload to the list, as a worker goes through it: refused, mended, taken in.</summary>
public sealed class ImportLoopTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", 1366, ColorScheme.Light, "标题,隐患类别,发现日期,等级", "一般")]
    [InlineData("en", 390, ColorScheme.Dark, "Title,Hazard category,Found on,Severity", "General")]
    public async Task FromUpload_OverErrors_ToTheList(string language, int width, ColorScheme scheme, string header, string severity)
    {
        var day = app.Today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var title = $"楼道堆物 {language}";
        var worker = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, scheme, width);
        await OpenLiveAsync(worker, "/import");
        await worker.Locator("a.mud-button-root[href='/import/hazard']").ClickAsync();
        await Expect(worker.Locator(".import-upload")).ToBeVisibleAsync();
        await AssertAccessibleAsync(worker);

        await UploadAsync(worker, $"{header}\n{title} 甲,消防,{day},{severity}\n{title} 乙,,{day},{severity}\n");
        var card = worker.Locator(".import-outcome");
        await Expect(card).ToHaveAttributeAsync("data-state", "Checked");
        await Expect(card.Locator("[data-count=Refused] dd")).ToHaveTextAsync("1");
        await Expect(card.Locator(".import-problems")).ToContainTextAsync("B3");
        await AssertAccessibleAsync(worker);
        var errors = await worker.RunAndWaitForDownloadAsync(() => card.Locator("a[download]").ClickAsync());
        Assert.EndsWith(".csv", errors.SuggestedFilename);

        await UploadAsync(worker,
            $"{header}\n{title} 甲,消防,{day},{severity}\n{title} 乙,用电,{day},{severity}\n{title} 乙,用电,{day},{severity}\n");
        await Expect(card).ToHaveAttributeAsync("data-state", "Checked");
        await Expect(card.Locator("[data-count=Added] dd")).ToHaveTextAsync("3");
        await Expect(card.Locator("[data-read=added] tbody tr")).ToHaveCountAsync(3);
        await worker.Locator("[data-live]").WaitForAsync();
        await ChooseAsync(card, "question-Repeated", "Leave");
        await Expect(card.Locator("[data-count=Left] dd")).ToHaveTextAsync("1");
        await Expect(card.Locator("[data-count=Added] dd")).ToHaveTextAsync("2");
        await AssertAccessibleAsync(worker);
        await card.Locator("button.mud-button-filled").ClickAsync();
        await Expect(card).ToHaveAttributeAsync("data-state", "Done");
        await AssertAccessibleAsync(worker);

        await OpenLiveAsync(worker, $"/hazards?q={Uri.EscapeDataString(title)}");
        await Expect(worker.Locator(".page-head [data-total]")).ToHaveAttributeAsync("data-total", "2");
        if (width >= 600)
        {
            await worker.Locator(".page-head details summary").ClickAsync();
            var list = await worker.RunAndWaitForDownloadAsync(() => worker.Locator("a[href*='export.xlsx']").ClickAsync());
            await using var stream = await list.CreateReadStreamAsync();
            using var whole = new MemoryStream();
            await stream.CopyToAsync(whole, Cancellation);
            Assert.Equal(2, new SheetBook(whole.ToArray()).AssertValid().Records().Count);
        }

        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(2,
            await db.Hazards.CountAsync(hazard =>
                hazard.Title.StartsWith(title) && hazard.Severity == HazardSeverity.General, Cancellation));
    }

    /// <summary>
    /// Several workers' sheets: one is no workbook, two have headers that nobody knows and say a row that the first says too. With the
    /// keyboard alone once the files are chosen.
    /// </summary>
    [Theory]
    [InlineData("zh-CN", 1366, ColorScheme.Dark)]
    [InlineData("en", 390, ColorScheme.Light)]
    public async Task SeveralSheets_FromOneUpload_OverTheirQuestions_ToTheList(string language, int width, ColorScheme scheme)
    {
        var day = app.Today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var title = $"井盖松动 {language}";
        var strange = $"事由 {language},归口,查到那天\n";
        var worker = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, scheme, width);
        await OpenLiveAsync(worker, "/import/hazard");
        FilePayload[] files =
        [
            Sheet("甲.csv", $"标题,隐患类别,发现日期\n{title} 楼前,消防,{day}\n"), Sheet("照片.xlsx", "no workbook"),
            Sheet("乙.csv", $"{strange}{title} 楼前,消防,{day}\n{title} 地下车库入口通道,用电,{day}\n"),
            Sheet("丙.csv", $"{strange}{title} 小学围墙外东侧路口,用电,{day}\n"),
        ];
        // The browser's own name of the file lies under the frame.
        await worker.Locator("#import-file").SetInputFilesAsync(files[0]);
        await Expect(worker.Locator("#import-file-chosen")).ToHaveTextAsync("甲.csv");
        // More than are taken are refused before they are sent.
        await worker.Locator("#import-file").SetInputFilesAsync(Enumerable.Range(0, 21).Select(i => Sheet($"{i}.csv", "标题\n")));
        await Expect(worker.Locator("#import-file-chosen")).ToContainTextAsync("20");
        Assert.False(await worker.Locator("#import-file").EvaluateAsync<bool>("input => input.checkValidity()"));
        await worker.Locator("#import-file").SetInputFilesAsync(files);
        Assert.True(await worker.Locator("#import-file").EvaluateAsync<bool>("input => input.checkValidity()"));
        await worker.Locator(".import-upload button").FocusAsync();
        await worker.Keyboard.PressAsync("Enter");

        var columns = worker.Locator("[data-import-columns]");
        await Expect(columns).ToBeVisibleAsync();
        await worker.Locator("[data-live]").WaitForAsync();
        await Expect(worker.Locator("[data-count=Asked] dd")).ToHaveTextAsync("2");
        await Expect(worker.Locator("[data-count=Wrong] dd")).ToHaveTextAsync("1");
        await AssertAccessibleAsync(worker);
        await ChooseAsync(columns, $"map-事由{language.ToLowerInvariant()}", "title");
        await ChooseAsync(columns, "map-归口", "hazard-category");
        await AssertAccessibleAsync(worker);
        await columns.Locator("button.mud-button-filled").FocusAsync();
        await worker.Keyboard.PressAsync("Enter");

        // What was said of one answers for the other of such headers.
        await Expect(worker.Locator("[data-count=Ready] dd")).ToHaveTextAsync("3");
        await Expect(columns).ToHaveCountAsync(0);
        await Expect(worker.Locator(".import-batch-file [data-question=Elsewhere]")).ToHaveCountAsync(1);
        await AssertAccessibleAsync(worker);
        await worker.Locator("[data-action=commit-all]").FocusAsync();
        await worker.Keyboard.PressAsync("Enter");
        await Expect(worker.Locator("[data-count=Done] dd")).ToHaveTextAsync("3");
        await AssertAccessibleAsync(worker);
        await OpenLiveAsync(worker, $"/hazards?q={Uri.EscapeDataString(title)}");
        await Expect(worker.Locator(".page-head [data-total]")).ToHaveAttributeAsync("data-total", "3");

        await OpenLiveAsync(worker, "/import/profiles");
        var profile = worker.Locator(".import-profile").Filter(new() { HasText = "乙" }).First;
        await profile.Locator("summary").First.ClickAsync();
        await Expect(profile.Locator("dt").First).ToBeVisibleAsync();
        await AssertAccessibleAsync(worker);
        await profile.Locator("[data-action^=rename]").ClickAsync();
        await worker.Locator("[data-action-form^=rename] input").FillAsync($"街道来文 {language}");
        await worker.Locator(".action-dialog button[type=submit]").ClickAsync();
        await Expect(worker.Locator(".import-profile h2").Filter(new() { HasText = $"街道来文 {language}" })).ToHaveCountAsync(1);
        var renamed = worker.Locator(".import-profile").Filter(new() { HasText = $"街道来文 {language}" });
        await renamed.Locator("[data-action^=forget]").ClickAsync();
        await worker.Locator(".action-dialog button[type=submit]").ClickAsync();
        await Expect(renamed).ToHaveCountAsync(0);
    }

    private static FilePayload Sheet(string name, string text) =>
        new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static async Task UploadAsync(IPage page, string text)
    {
        await page.Locator("#import-file").SetInputFilesAsync(Sheet("隐患.csv", text));
        await page.RunAndWaitForResponseAsync(() => page.Locator(".import-upload button")
            .ClickAsync(), answer => answer.Url.Contains("?run=", StringComparison.Ordinal) && answer.Ok);
    }
}
