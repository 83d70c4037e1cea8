using System.Text.RegularExpressions;
using Concentric.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

public sealed partial class RotationTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", ColorScheme.Light, 1366, "岗位交流成效", "变好", "怎样计算")]
    [InlineData("en", ColorScheme.Dark, 390, "Effect of exchanges", "Better", "How this is worked out")]
    public async Task TheEffect_ExplainsItself_DownToTheRecords(string language, ColorScheme scheme, int width, string heading,
        string better, string how)
    {
        var page = await SignedInAsync(app, Role.Leader, language, scheme, width);
        await OpenLiveAsync(page, "/rotation");
        await Expect(page.Locator("h1")).ToHaveTextAsync(heading);
        await Expect(page.Locator("[data-backlog]")).ToHaveCountAsync(4);
        var held = page.Locator("[data-effect='activities.held']");
        // The demo's exchange is judged by what was fixed beforehand.
        await Expect(held.Locator(".verdict .tag")).ToHaveTextAsync(better);
        await Expect(page.Locator("[data-primary='activities.held']")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-action='primary-metric']")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-warning='none-possible']")).ToHaveCountAsync(0);
        await page.GetByText(how).ClickAsync();
        await AssertAccessibleAsync(page);

        // Another metric in the chart, another length of the windows: both are in the address.
        await page.Locator("[data-effect='visits.count'] a").First.ClickAsync();
        await ArriveAsync(page, "**metric=visits.count**");
        await Expect(page.Locator("[data-effect='visits.count']")).ToHaveClassAsync(Chosen());

        var after = held.Locator("a[href*='/records/']").Nth(1);
        var figure = Digits().Match(await after.InnerTextAsync()).Value;
        await after.ClickAsync();
        await ArriveAsync(page, "**/records/activities.held**");
        await Expect(page.Locator("[data-rows]")).ToHaveAttributeAsync("data-rows", figure);
    }

    [Fact]
    public async Task TheTalentPool_ShowsWhoServedWhere()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await OpenLiveAsync(page, "/talent?view=Secretaries");
        await Expect(page.Locator("[data-worker]")).ToHaveCountAsync(8);
        await Expect(page.Locator("[data-worker]", new() { HasText = "exchange" })).ToHaveCountAsync(2);
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task AWorker_SeesNoComparisonOfCommunities()
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], "en");
        ToleratesConsoleErrors = true;
        await page.GotoAsync("/rotation");
        await Expect(page.Locator("[data-effect]")).ToHaveCountAsync(0);
        await Expect(page.Locator("a[href='/rotation']")).ToHaveCountAsync(0);
    }

    [GeneratedRegex("chosen")]
    private static partial Regex Chosen();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
