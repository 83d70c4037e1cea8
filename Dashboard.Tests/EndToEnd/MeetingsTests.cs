using Concentric.Data;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>
/// A meeting is entered, what was decided becomes a commitment, and the commitment is done: the loop by hand, in both languages.
/// </summary>
public sealed class MeetingsTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", 390, "登记决定事项", "保存为承诺事项", "已完成", "按期完成")]
    [InlineData("en", 1366, "Record a decision", "Save as a commitment", "Mark as done", "Kept")]
    public async Task MeetingDecisionDone(string language, int width, string decide, string keep, string done, string state)
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, width: width);
        var title = $"联席会议 {language}";
        var held = app.Figure("meetings.joint");
        await OpenLiveAsync(page, "/meetings/new");
        await page.Locator("#meeting-form fieldset[data-field=meeting-kind] label").First.ClickAsync();
        // The same communities as last time are ticked.
        await Expect(page.Locator("[data-field=met-with] input:checked")).ToHaveCountAsync(2);
        await page.Locator("#field-title").FillAsync(title);
        await page.Locator("#field-attendance").FillAsync("100001");
        await page.Locator("#meeting-form button[type=submit]").ClickAsync();
        await Expect(page.Locator("#field-attendance-error")).ToContainTextAsync("100,000");
        await page.Locator("#field-attendance").FillAsync("18");
        await page.Locator("#meeting-form button[type=submit]").ClickAsync();
        await ArriveAsync(page, "**/meetings/*?saved=new");

        await page.OpenActionAsync("decide");
        await page.Locator("#decide-title").FillAsync("清理楼道堆物");
        await page.Locator("#decide-owner").FillAsync("物业公司");
        await page.Locator("#decide-due-on").FillAsync(app.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await AssertAccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = keep }).ClickAsync();
        var row = page.Locator("[data-part=commitments] [data-commitment]");
        await Expect(row).ToContainTextAsync("物业公司");
        await Expect(page.Action("decide")).ToHaveTextAsync(decide);

        await row.Locator("a").ClickAsync();
        await Expect(page.Action("complete")).ToHaveTextAsync(done);
        await page.OpenActionAsync("complete");
        await page.FinishActionAsync();
        await Expect(page.Locator(".record-title .tag")).ToHaveTextAsync(state);
        await AssertAccessibleAsync(page);

        // The next agenda opens with it, and the figure has moved.
        await OpenLiveAsync(page, "/meetings/agenda?community=xinsheng");
        await Expect(page.Locator("[data-part=past]")).ToContainTextAsync("清理楼道堆物");
        await AssertAccessibleAsync(page);
        Assert.Equal(held + 1, app.Figure("meetings.joint"));
    }

    [Fact]
    public async Task TheButtonThatLeavesAMendedField_StaysUnderThePointer()
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], "en", width: 390);
        await OpenLiveAsync(page, "/meetings/new");
        await page.Locator("#meeting-form fieldset[data-field=meeting-kind] label").Nth(1).ClickAsync();
        await page.Locator("#field-title").FillAsync("恳谈会");
        await page.Locator("#field-attendance").FillAsync("some");
        await page.Locator("#field-title").FocusAsync();
        await Expect(page.Locator("#field-attendance-error")).ToContainTextAsync("some");
        // The list at the top is drawn after the field's own message, and moves all below it.
        await Expect(page.Locator(".problems")).ToBeVisibleAsync();
        await page.Locator("#field-attendance").FillAsync("12");
        var save = page.Locator("#meeting-form button[type=submit]");
        // Waits until it stands still and is what the pointer touches.
        await save.HoverAsync();
        // Slow fingers: what was wrong is gone from the screen before the button is let go.
        await page.Mouse.DownAsync();
        await Expect(page.Locator("#field-attendance-error")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-draft-state]")).ToHaveTextAsync("Draft kept on this device");
        await page.Mouse.UpAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("saved=new"));
    }

    [Fact]
    public async Task ALeader_PlansAYearOfTurns()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        var year = app.Today.Year + 2;
        await OpenLiveAsync(page, $"/rota?year={year}");
        await page.OpenActionAsync("plan");
        await Expect(page.Locator("#plan-From")).ToHaveValueAsync($"{year}-01-01");
        await page.Locator("[data-field=Hosts] label").Nth(0).ClickAsync();
        await page.Locator("[data-field=Hosts] label").Nth(1).ClickAsync();
        await page.FinishActionAsync();
        await Expect(page.Locator("[data-month]")).ToHaveCountAsync(12);
        await Expect(page.Locator($"[data-month='{year}-12']")).ToHaveAttributeAsync("data-state", "Coming");
        await AssertAccessibleAsync(page);
    }
}
