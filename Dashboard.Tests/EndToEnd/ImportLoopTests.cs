using System.Text;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.People;
using Concentric.Tests.Core.Exports;
using Concentric.Tests.TestData;
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

    private static async Task UploadAsync(IPage page, string text)
    {
        await page.Locator("#import-file")
            .SetInputFilesAsync(new FilePayload { Name = "隐患.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
        await page.RunAndWaitForResponseAsync(() => page.Locator(".import-upload button")
            .ClickAsync(), answer => answer.Url.Contains("?run=", StringComparison.Ordinal) && answer.Ok);
    }
}
