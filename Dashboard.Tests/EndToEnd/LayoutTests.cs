using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>What stands around every page: the menu, the way round it, language, theme, and the state of the connection.</summary>
public sealed class LayoutTests(TestApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<TestApp>
{
    [Fact]
    public async Task FirstTab_SkipsTheMenu()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/?period=year");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("main")).ToBeFocusedAsync();
        Assert.EndsWith("/?period=year", page.Url);
    }

    [Fact]
    public async Task Menu_OnAPhone_OpensClosesAndSignsOut()
    {
        var page = await SignedInAsync(app, Role.Leader, "en", width: 390);
        await OpenLiveAsync(page, "/");
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Main menu" });
        await Expect(menu).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open menu" }).ClickAsync();
        await Expect(menu).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(menu).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Open menu" }).ClickAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await Expect(menu).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Open menu" }).ClickAsync();
        await menu.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await ArriveAsync(page, "**/account/sign-in**");
    }

    [Theory]
    [InlineData("/", "/petitions/new", "登记诉求")]
    [InlineData("/work", "/visits/new", "登记走访")]
    public async Task AForm_IsTwoTapsAway_OnAPhone_AlsoBeforeTheCircuitStands(string home, string form, string name)
    {
        var page = await SignedInAsync(app, Role.Administrator, width: 360);
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(home);
        await page.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        var link = page.GetByRole(AriaRole.Navigation, new() { Name = "登记什么" }).GetByRole(AriaRole.Link, new() { Name = name });
        var box = await link.BoundingBoxAsync();
        Assert.True(box!.Height >= 44, $"{box.Height}");
        await link.ClickAsync();
        gate.SetResult();
        await ArriveAsync(page, $"**{form}");
    }

    [Theory]
    [InlineData("/petitions", "zh-CN")]
    [InlineData("/petitions", "en")]
    [InlineData("/communities", "en")]
    public async Task InTheHeadOfAList_RecordingComesBeforeFiles_OnAPhone(string list, string language)
    {
        var page = await SignedInAsync(app, Role.Administrator, language, width: 390);
        await OpenLiveAsync(page, list);
        var head = page.Locator(".page-head");
        var record = (await head.Locator($"a[href='{list}/new']").BoundingBoxAsync())!;
        foreach (var other in new[] { head.Locator("summary"), head.Locator("a[href^='/import']") })
        {
            var box = (await other.BoundingBoxAsync())!;
            var isBehind = box.Y >= record.Y + record.Height || (box.X > record.X && box.Y >= record.Y);
            Assert.True(isBehind, $"{record.X} {record.Y}, {box.X} {box.Y}");
        }
    }

    [Fact]
    public async Task NoRecordButton_ForWhoMayNotEnter_NorOnADesk()
    {
        var reader = await SignedInAsync(app, Role.Leader, width: 360);
        await OpenLiveAsync(reader, "/");
        await Expect(reader.Locator(".record-menu")).ToHaveCountAsync(0);
        var writer = await SignedInAsync(app, Role.Administrator);
        await OpenLiveAsync(writer, "/");
        await Expect(writer.Locator(".record-menu")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task LanguageAndTheme_ChangeFromALivePage()
    {
        var page = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(page, "/?period=month");
        await page.GetByRole(AriaRole.Link, new() { Name = "深色" }).ClickAsync();
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(15, 21, 28)");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(15, 21, 28)");
        Assert.EndsWith("/?period=month", page.Url);
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LostConnection_IsSaid_WithTheTimeOfTheFigures_AndThePageComesBack()
    {
        ToleratesConsoleErrors = true;
        var first = new TestApp();
        var page = await SignedInAsync(first, Role.Leader);
        await OpenLiveAsync(page, "/");
        var asOf = await page.Locator("[data-as-of]").GetAttributeAsync("data-as-of");

        await using var second = await first.StopAsync();
        var banner = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = $"连接已断开 · 数字停在 {asOf}" });
        await Expect(banner).ToBeVisibleAsync();
        await Expect(page.Locator(".tile").First).ToHaveCSSAsync("filter", "grayscale(1)");

        second.Listen();
        await Expect(banner).ToBeHiddenAsync();
        await Expect(page.Locator("[data-live]")).ToBeVisibleAsync();
        await Expect(page.Locator(".tile").First).ToHaveCSSAsync("filter", "none");
    }
}
