using System.Globalization;
using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>Lists of records as people arrange them and work through them.</summary>
public sealed class RecordListsTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", ColorScheme.Light, 1366)]
    [InlineData("en", ColorScheme.Dark, 1366)]
    [InlineData("en", ColorScheme.Light, 390)]
    public async Task ChosenRows_AreArchivedTogether_AndRestored(string language, ColorScheme scheme, int width)
    {
        var page = await SignedInAsync(app, Role.Worker, [TestStore.Xinsheng], language, scheme, width);
        await OpenLiveAsync(page, "/petitions?view=closed&community=xinsheng&joint=no");
        var total = int.Parse((await page.Locator("[data-total]").GetAttributeAsync("data-total"))!, CultureInfo.InvariantCulture);
        await page.Locator("td.pick input").Nth(0).CheckAsync();
        await page.Locator("td.pick input").Nth(1).CheckAsync();
        await Expect(page.Locator("[data-picked='2']")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);

        await page.Locator("[data-bulk=archive]").ClickAsync();
        await Expect(page.Locator("#bulk-Reason")).ToBeFocusedAsync();
        await page.Locator("#bulk-Reason").FillAsync("重复登记");
        await AssertAccessibleAsync(page.Locator(".bulk-dialog"));
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-done='2']")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page.Locator(".bulk-dialog"));
        await page.Locator(".bulk-dialog [data-close]").ClickAsync();
        await Expect(page.Locator("[data-total]")).ToHaveAttributeAsync("data-total", $"{total - 2}");

        await OpenLiveAsync(page, "/petitions?view=archived&community=xinsheng&joint=no");
        await page.Locator("td.pick input").Nth(0).CheckAsync();
        await page.Locator("td.pick input").Nth(1).CheckAsync();
        await page.Locator("[data-bulk=restore]").ClickAsync();
        await page.Locator("[data-send]").ClickAsync();
        await Expect(page.Locator("[data-done='2']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Columns_AreMovedByKeyboard_AndTheFocusGoesWithThem()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/hazards");
        await page.Locator("[data-columns] summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var up = page.GetByRole(AriaRole.Button, new() { Name = "Move up: Community" });
        await up.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("th:not(.pick)").Nth(1)).ToHaveTextAsync("Community");
        await Expect(up).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("th:not(.pick)").Nth(0)).ToHaveTextAsync("Community");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move down: Community" })).ToBeFocusedAsync();
        await AssertAccessibleAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-columns] summary")).ToBeFocusedAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("th:not(.pick)").Nth(0)).ToHaveTextAsync("Community");
    }

    [Fact]
    public async Task AColumn_IsDrawnWider_OrByKeys_AndStaysSo()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/hazards");
        var head = page.Locator("th:has([data-grip=community])");
        var edge = (await page.Locator("[data-grip=community]").BoundingBoxAsync())!;
        var width = await WidthAsync();
        await page.Mouse.MoveAsync(edge.X + edge.Width / 2, edge.Y + edge.Height / 2);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(edge.X + edge.Width / 2 + 60, edge.Y + edge.Height / 2, new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator($"td[data-label='Community'][style*='{width + 60}px']").First).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/hazards$"));

        await page.Locator("[data-columns] summary").ClickAsync();
        await page.Locator("[data-column=community] [data-wider]").PressAsync("Enter");
        await Expect(page.Locator($"td[data-label='Community'][style*='{width + 92}px']").First).ToBeVisibleAsync();
        await OpenLiveAsync(page, "/hazards");
        Assert.Equal(width + 92, await WidthAsync());

        await page.Locator("[data-grip=community]").DblClickAsync();
        await Expect(page.Locator("td[data-label='Community'][style*=width]")).ToHaveCountAsync(0);
        Assert.Equal(width, await WidthAsync());

        async Task<int> WidthAsync() => (int)Math.Round((await head.BoundingBoxAsync())!.Width);
    }

    [Theory]
    [InlineData(1366)]
    [InlineData(390)]
    public async Task BoxesOfFilters_StayInTheWindow_AndCloseOnAClickElsewhere(int width)
    {
        var page = await SignedInAsync(app, Role.Leader, "en", width: width);
        await OpenLiveAsync(page, "/petitions");
        if (width < 640) await page.Locator(".filters-toggle").ClickAsync();
        foreach (var key in Concentric.Petitions.PetitionRecords.Kind.List.Filters)
        {
            var filter = page.Locator($"[data-filter={key}]");
            await filter.Locator("summary").ClickAsync();
            await Expect(filter.Locator(".drop-box")).ToBeInViewportAsync(new() { Ratio = 0.4f });
            Assert.False(
                await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), key);
        }

        await AssertAccessibleAsync(page);
        await page.Locator("h1").ClickAsync();
        await Expect(page.Locator("details.drop[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Days_AreChosenInACalendar_AndTheBoxStaysOpenMeanwhile()
    {
        var page = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(page, "/petitions");
        var filter = page.Locator("[data-filter=received-on]");
        await filter.Locator("summary").ClickAsync();
        await filter.Locator("[data-field=FirstDay] .mud-input-adornment button").ClickAsync();
        await page.Locator(".day-popover .mud-day:not(.mud-hidden)").First.ClickAsync();
        await Expect(filter.Locator("#filter-received-on-FirstDay")).Not.ToHaveValueAsync("");
        await filter.Locator("button[type=submit]").ClickAsync();
        await ArriveAsync(page, "**/petitions?received-on=*..");
        await page.Locator("#list-search").FillAsync("路灯");
        await page.Keyboard.PressAsync("Enter");
        await ArriveAsync(page, "**/petitions?received-on=*&q=*");
    }
}
