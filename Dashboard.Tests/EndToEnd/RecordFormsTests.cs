using System.Text.RegularExpressions;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>What all forms of records do, shown on hazards: drafts, refusals, sending twice, two people at once, archiving.</summary>
public sealed partial class RecordFormsTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Fact]
    public async Task Draft_SurvivesAReloadAndAClosedTab_AndIsGoneOnceSaved()
    {
        var page = await WorkerAsync(width: 390);
        await OpenLiveAsync(page, "/hazards/new");
        await page.GetByLabel("标题").FillAsync("12号楼配电箱门未锁");
        await ChooseAsync(page.Locator("#hazard-form"), "hazard-category", "用电", "用电");
        await page.GetByLabel("重大").CheckAsync();
        // Of those that have been said before: it is a part of some.
        await page.Locator("#field-place").FillAsync("楼");
        await page.Locator("#field-title").ClickAsync();
        await DraftHoldsAsync(page, "楼");

        await page.ReloadAsync();
        await Expect(page.Locator(".draft-note")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("标题")).ToHaveValueAsync("12号楼配电箱门未锁");
        await Expect(page.GetByLabel("重大")).ToBeCheckedAsync();
        await Expect(page.Locator("#field-place")).ToHaveValueAsync("楼");
        await Expect(page.Locator(".mud-popover-open .mud-list-item")).ToHaveCountAsync(0);

        var context = page.Context;
        await page.CloseAsync();
        page = await context.NewPageAsync();
        await page.GotoAsync("/hazards/new");
        await Expect(page.Locator("#field-hazard-category")).ToHaveValueAsync("用电");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "12号楼配电箱门未锁" })).ToBeVisibleAsync();
        await Expect(page.Locator(".record-title").GetByText("重大", new() { Exact = true })).ToBeVisibleAsync();

        await OpenLiveAsync(page, "/hazards/new");
        await Expect(page.GetByLabel("标题")).ToHaveValueAsync("");
        await Expect(page.Locator(".draft-note")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Draft_KeepsWhatIsPersonalInItsTabOnly()
    {
        var page = await WorkerAsync("en");
        await OpenLiveAsync(page, "/errands/new");
        await page.Locator("#field-beneficiary").FillAsync("金雀花");
        await page.Locator("#field-note").FillAsync("upstairs");
        await DraftHoldsAsync(page, "upstairs");
        Assert.DoesNotContain("金雀花", await page.EvaluateAsync<string>("JSON.stringify(localStorage)"));
        await page.ReloadAsync();
        await Expect(page.Locator("#field-beneficiary")).ToHaveValueAsync("金雀花");

        var context = page.Context;
        await page.CloseAsync();
        page = await context.NewPageAsync();
        await page.GotoAsync("/errands/new");
        await Expect(page.Locator("#field-note")).ToHaveValueAsync("upstairs");
        await Expect(page.Locator("#field-beneficiary")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task OnASlowLine_AChoiceStays_ThoughTheNextFieldIsFilledAtOnce()
    {
        var page = await WorkerAsync("en");
        var line = TimeSpan.FromMilliseconds(250);
        await page.RouteWebSocketAsync(new Regex("/_blazor"), browser =>
        {
            var server = browser.ConnectToServer();
            browser.OnMessage(Later(server));
            server.OnMessage(Later(browser));
        });
        await OpenLiveAsync(page, "/petitions/new");
        var form = page.Locator("form[data-draft]");
        await form.Locator("[data-field=category] [role=combobox]").ClickAsync();
        await page.Locator(".picker-list [data-key=neighbours]").ClickAsync();
        await page.Locator("#field-title").FillAsync("Noise at night");
        await Expect(form.Locator("[data-choice][name=category]")).ToHaveValueAsync("neighbours");
        await Expect(form.Locator("[data-field=category] [role=combobox]")).ToHaveValueAsync("Disputes between neighbours");
        await Expect(page.Locator("#field-title")).ToHaveValueAsync("Noise at night");

        // In the order in which they came, each when it has been on its way for its time.
        Action<IWebSocketFrame> Later(IWebSocketRoute to)
        {
            var last = Task.CompletedTask;
            return frame => last = SendAsync(last, Task.Delay(line, Cancellation), to, frame);
        }

        static async Task SendAsync(Task before, Task underway, IWebSocketRoute to, IWebSocketFrame frame)
        {
            await Task.WhenAll(before, underway);
            if (frame.Binary is { } bytes) to.Send(bytes);
            else to.Send(frame.Text!);
        }
    }

    /// <summary>What is typed is taken over letter by letter, as a choice is; the list is still being looked at.</summary>
    [Fact]
    public async Task AList_StaysInSight_WhileItIsTypedInto_AndWhenTheChoiceIsCleared()
    {
        var community = await app.CommunityAsync("xinsheng");
        foreach (var place in new[] { "鑫塔东侧", "鑫河南岸" })
        {
            var values = Make.HazardValues("堆物", app.Today, community);
            values[x => x.Place] = place;
            await app.Get<HazardCommands>().EnterAsync(new CurrentUser("王芳", Role.Worker, [community]), values, null, Cancellation);
        }

        var page = await WorkerAsync("en");
        await OpenLiveAsync(page, "/hazards/new");
        var items = page.Locator(".picker-list.mud-popover-open .mud-list-item");
        var typed = page.Locator("#field-place");
        await typed.PressSequentiallyAsync("鑫");
        await Expect(items).ToHaveCountAsync(2);
        await Expect(items.First).ToBeVisibleAsync();
        await typed.PressSequentiallyAsync("塔");
        await Expect(items).ToHaveCountAsync(1);
        await Expect(items.First).ToBeVisibleAsync();

        await OpenLiveAsync(page, "/petitions/new");
        var form = page.Locator("form[data-draft]");
        await ChooseAsync(form, "category", "neighbours");
        var box = form.Locator("[data-field=category] [role=combobox]");
        await box.ClickAsync();
        await Expect(items.First).ToBeVisibleAsync();
        await box.PressAsync("Control+A");
        await box.PressAsync("Backspace");
        await Expect(form.Locator("[data-choice][name=category]")).ToHaveValueAsync("");
        await Expect(items.Filter(new() { HasText = "Disputes between neighbours" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task RefusedForm_NamesFieldValueAndMend_AndKeepsWhatWasTyped()
    {
        var page = await WorkerAsync("en");
        await OpenLiveAsync(page, "/hazards/new");
        var title = new string('x', 201);
        await Expect(page.GetByLabel("Title")).ToBeFocusedAsync();
        await page.GetByLabel("Title").FillAsync(title);
        await page.Locator("#field-found-on").FillAsync("2026-05-02");
        await page.Locator("#field-due-on").FillAsync("2026-05-01");
        // On a phone the button and what is wrong are screens apart.
        await page.SetViewportSizeAsync(390, 780);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".problems")).ToBeFocusedAsync();
        await Expect(page.Locator(".problems")).ToBeInViewportAsync();
        var problems = page.Locator(".problems li");
        await Expect(problems).ToHaveCountAsync(3);
        await Expect(page.Locator("[data-field=title] .field-error")).ToContainTextAsync("200");
        await Expect(page.Locator("[data-field=due-on] .field-error")).ToContainTextAsync("2026-05-01");
        await Expect(page.Locator("[data-field=hazard-category] .field-error")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync(title);
        await AssertAccessibleAsync(page);
        await problems.First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByLabel("Title")).ToBeFocusedAsync();

        await page.GetByLabel("Title").FillAsync("Loose railing on the second floor");
        await ChooseAsync(page.Locator("#hazard-form"), "hazard-category", "building", "building");
        await page.Locator("#field-due-on").FillAsync("2026-05-20");
        // A double click enters it once.
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).DblClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Loose railing on the second floor" })).ToBeVisibleAsync();
        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        Assert.Equal(1, await db.Hazards.CountAsync(hazard => hazard.Title == "Loose railing on the second floor", Cancellation));
    }

    [Fact]
    public async Task SecondEditor_SeesBothVersions_AndChooses()
    {
        var hazard = await RecordAsync("楼道堆物");
        var (first, second) = (await WorkerAsync(), await WorkerAsync("en"));
        await OpenLiveAsync(first, $"/hazards/{hazard}/edit");
        await OpenLiveAsync(second, $"/hazards/{hazard}/edit");
        await first.GetByLabel("标题").FillAsync("楼道堆物(三单元)");
        await first.GetByLabel("地点").FillAsync("三单元");
        await first.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(first).ToHaveURLAsync(ChangedAddress());

        await second.GetByLabel("Title").FillAsync("Things in the stairwell");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var row = second.Locator("[data-conflict=title]");
        await Expect(row).ToContainTextAsync("楼道堆物(三单元)");
        await Expect(row).ToContainTextAsync("Things in the stairwell");
        await AssertAccessibleAsync(second);
        await second.GetByRole(AriaRole.Button, new() { Name = "Save as chosen" }).ClickAsync();
        await Expect(second).ToHaveURLAsync(ChangedAddress());

        // The place, which only the first had changed, is kept.
        await Expect(second.Locator("[data-fact=place]")).ToContainTextAsync("三单元");
        await Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Things in the stairwell" })).ToBeVisibleAsync();
        await first.Locator("details.history summary").ClickAsync();
        await Expect(first.Locator(".history-lines")).ToContainTextAsync("楼道堆物(三单元)");
    }

    [Fact]
    public async Task ArchivedRecord_LeavesTheList_AndComesBack()
    {
        var hazard = await RecordAsync("重复登记的隐患");
        var page = await WorkerAsync();
        var list = await WorkerAsync();
        await OpenLiveAsync(list, "/hazards?q=重复登记");
        await Expect(list.Locator("[data-row]")).ToHaveCountAsync(1);
        await OpenLiveAsync(page, $"/hazards/{hazard}");
        await page.OpenActionAsync("archive");
        await page.ActionDialog().GetByLabel("原因").FillAsync("与另一条重复");
        await page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "归档" }).ClickAsync();
        await Expect(page.GetByText("与另一条重复").First).ToBeVisibleAsync();
        await Expect(list.Locator("[data-row]")).ToHaveCountAsync(0);
        await page.OpenActionAsync("restore");
        await page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await Expect(list.Locator("[data-row]")).ToHaveCountAsync(1);
        await AssertAccessibleAsync(list);
    }

    [Theory]
    [InlineData("zh-CN", "污水", "搜索")]
    [InlineData("en", "污水", "Search")]
    public async Task Search_LeadsFromAnyPageToTheRecord(string language, string text, string heading)
    {
        var page = await WorkerAsync(language);
        await OpenLiveAsync(page, "/hazards");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-found=petition] li").First).ToContainTextAsync(text);
        await AssertAccessibleAsync(page);
    }

    private async Task<long> RecordAsync(string title)
    {
        var community = await app.CommunityAsync("xinsheng");
        var values = Make.HazardValues(title, app.Today, community);
        var saved = await app.Get<HazardCommands>().EnterAsync(new CurrentUser("王芳", Role.Worker, [community]), values, null, Cancellation);
        return saved.Id;
    }

    private async Task<IPage> WorkerAsync(string language = "zh-CN", int width = 1366) =>
        await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], language, width: width);

    [GeneratedRegex("saved=changed")]
    private static partial Regex ChangedAddress();
}
