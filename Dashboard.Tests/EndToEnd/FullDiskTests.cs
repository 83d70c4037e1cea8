using System.Net;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>
/// The disk is full when somebody saves: the page says so and keeps what was typed, and the program is not ready until there is room.
/// </summary>
[OnSqlite("the store is on the disk that is full")]
public sealed class FullDiskTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData("zh-CN", 390)]
    [InlineData("en", 1366)]
    public async Task Save_IsToldAndNothingIsLost_AndSucceedsWhenThereIsRoom(string language, int width)
    {
        using var disk = new SmallDisk(40);
        await using var app = new TestApp().Set("Data:Folder", disk.Path);
        app.Listen();
        await using (var db = await app.Factory.CreateDbContextAsync(Cancellation))
        {
            db.Communities.Add(new Community { Id = 1, Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden", SortOrder = 1 });
            await db.SaveChangesAsync(Cancellation);
        }

        // Whoever looked before the community was there keeps what was read for a minute.
        app.Get<Concentric.Ledgers.CommunityDirectory>().Forget();
        var isChinese = language == "zh-CN";
        var page = await SignedInAsync(app, Role.Worker, [1], language, width: width);
        await OpenLiveAsync(page, "/hazards/new");
        await page.GetByLabel(isChinese ? "标题" : "Title").FillAsync("12号楼配电箱门未锁");
        await ChooseAsync(page.Locator("#hazard-form"), "hazard-category", "用电", "用电");
        await ReadyAsync(app, HttpStatusCode.OK);

        disk.Fill();
        var save = page.Locator("#hazard-form button[type=submit]");
        await save.ClickAsync();
        var alert = page.Locator(".store-alert");
        await Expect(alert).ToContainTextAsync(isChinese ? "磁盘已满，这一步没有完成" : "The disk is full, so this was not done");
        await Expect(page.GetByLabel(isChinese ? "标题" : "Title")).ToHaveValueAsync("12号楼配电箱门未锁");
        await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        await AssertAccessibleAsync(page);

        disk.MakeRoom();
        await save.ClickAsync();
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "12号楼配电箱门未锁" })).ToBeVisibleAsync();
        await ReadyAsync(app, HttpStatusCode.OK);
        await using var after = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(1, await after.Hazards.CountAsync(Cancellation));
        // Before the server goes, which it would complain of.
        await page.CloseAsync();
    }

    /// <summary>The figures are counted beside the first requests.</summary>
    private static async Task ReadyAsync(TestApp app, HttpStatusCode expected)
    {
        using var browser = new HttpClient { BaseAddress = new Uri(app.Listen()) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await browser.GetAsync("/health/ready", limit.Token)).StatusCode != expected) await look.WaitForNextTickAsync(limit.Token);
    }
}
