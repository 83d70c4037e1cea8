using Concentric.Data;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>An activity from the form on a phone to the figure on the wall.</summary>
public sealed class ActivityTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", "标题", "人次", "保存", "清洁行动(端到端)")]
    [InlineData("en", "Title", "Person-times", "Save", "Clean-up, end to end")]
    public async Task Recorded_OnAPhone_MovesTheFigureOnTheOverview(string language, string title, string attendance,
        string save, string name)
    {
        var leader = await SignedInAsync(app, Role.Leader, language);
        await OpenLiveAsync(leader, "/");
        var tile = leader.Locator("[data-metric='activities.held'] .tile-value");
        await Expect(tile).ToContainTextAsync(Written(app.Figure("activities.held")));

        var worker = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, width: 390);
        await OpenLiveAsync(worker, "/activities/new");
        await worker.GetByLabel(title).FillAsync(name);
        await ChooseAsync(worker.Locator("form.record-form"), "activity-kind", "CleanUp");
        await worker.GetByLabel(attendance, new() { Exact = false }).First.FillAsync("36");
        await worker.Locator("[data-more=outputs] summary").ClickAsync();
        await worker.Locator("[name=rubbish]").FillAsync("1.5");
        await AssertAccessibleAsync(worker);
        var before = app.Figure("activities.held");
        await worker.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await Expect(worker.Locator("h1")).ToHaveTextAsync(name);
        await Expect(worker.Locator("[data-output=Rubbish] dd")).ToHaveTextAsync("1.5");
        await AssertAccessibleAsync(worker);

        await Expect(tile).ToContainTextAsync(Written(before + 1));
        await OpenLiveAsync(worker, "/activities");
        await Expect(worker.Locator("tr:has([data-row])").First).ToContainTextAsync(name);
    }

    private static string Written(double figure) => figure.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture);
}
