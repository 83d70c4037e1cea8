using Concentric.Data;
using Concentric.Hazards;
using Concentric.Tests.TestData;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>The dialogs of actions: the keyboard, what was typed, a lost circuit, taking back.</summary>
public sealed class RecordActionsTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    private const string OpenList = ".mud-popover-open:not(.closing)";

    [Fact]
    public async Task Keyboard_GoesIntoTheFirstField_AndBackToTheButton()
    {
        var page = await WorkerAsync();
        await OpenLiveAsync(page, await RecordAsync());
        await page.OpenActionAsync("archive");
        await Expect(page.GetByLabel("原因")).ToBeFocusedAsync();
        await AssertAccessibleAsync(page);
        await page.GetByLabel("原因").FillAsync("重复登记");
        // A slip of the mouse.
        await page.Mouse.ClickAsync(5, 400);
        await Expect(page.GetByLabel("原因")).ToHaveValueAsync("重复登记");
        await page.GetByLabel("原因").PressAsync("Escape");
        await Expect(page.ActionDialog()).ToHaveCountAsync(0);
        await Expect(page.Action("archive")).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("原因")).ToHaveValueAsync("重复登记");
        await page.ActionDialog().GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await Expect(page.Action("archive")).ToBeFocusedAsync();

        // Closed by the person: it waits to be asked for, with what was typed.
        await page.ReloadAsync();
        await page.Locator("[data-live]").WaitForAsync();
        await page.OpenActionAsync("archive");
        await Expect(page.GetByLabel("原因")).ToHaveValueAsync("重复登记");
        await Expect(page.Locator(".draft-note")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task LostWithItsPage_ItOpensAgain_WithWhatWasTyped()
    {
        var page = await WorkerAsync(width: 390);
        await OpenLiveAsync(page, await RecordAsync());
        await page.OpenActionAsync("rectify");
        // It grows while it opens.
        await page.ActionDialog().EvaluateAsync("dialog => Promise.all(dialog.getAnimations().map(one => one.finished))");
        var box = await page.ActionDialog().BoundingBoxAsync();
        Assert.Equal((0f, 0f, 390f, 844f), (box!.X, box.Y, box.Width, box.Height));
        await page.ActionDialog().Locator("[name=Note]").FillAsync("已更换锁具");
        await DraftHoldsAsync(page, "已更换锁具");

        await page.ReloadAsync();
        await Expect(page.ActionDialog().Locator("[name=Note]")).ToHaveValueAsync("已更换锁具");
        await page.FinishActionAsync();
        await Expect(page.Locator(".timeline")).ToContainTextAsync("已更换锁具");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "已登记整改。下一步：复查" })).ToBeVisibleAsync();

        // Done: nothing is left to be opened.
        await page.ReloadAsync();
        await page.Locator("[data-live]").WaitForAsync();
        await page.OpenActionAsync("return");
        await Expect(page.Locator(".draft-note")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task PressedBeforeTheCircuitStands_ItOpensOnceItDoes()
    {
        var page = await WorkerAsync();
        var gate = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate**", async route =>
        {
            await gate.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(await RecordAsync());
        await page.Action("archive").ClickAsync();
        await Expect(page.Action("archive")).ToHaveAttributeAsync("aria-busy", "true");
        await Expect(page.ActionDialog()).ToHaveCountAsync(0);
        gate.SetResult();
        await Expect(page.GetByLabel("原因")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Archived_IsSaid_AndTakenBack()
    {
        var page = await WorkerAsync();
        await OpenLiveAsync(page, await RecordAsync());
        await page.OpenActionAsync("archive");
        await page.GetByLabel("原因").FillAsync("与另一条重复");
        await page.FinishActionAsync();
        var said = page.GetByRole(AriaRole.Status).Filter(new() { HasText = "已归档" });
        await said.GetByRole(AriaRole.Button, new() { Name = "撤销" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "已撤销" })).ToBeVisibleAsync();
        await Expect(page.Action("archive")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
    }

    /// <summary>The browser tells a form nothing of a list or a calendar that stands outside it.</summary>
    [Fact]
    public async Task WhatIsChosenAndNotTyped_IsNotLostByEscape_WithoutAQuestion()
    {
        var page = await SignedInAsync(app, Role.Administrator);
        await OpenLiveAsync(page, "/targets");
        await page.OpenActionAsync("add");
        // It ends what an input method puts together, and is not for the dialog.
        await page.EvaluateAsync(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true }))");
        await page.EvaluateAsync("""
            list => {
              window.timesOpened = 0;
              let isOpen = false;
              new MutationObserver(() => {
                const isNow = document.querySelector(list) !== null;
                if (isNow && !isOpen) window.timesOpened++;
                isOpen = isNow;
              }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
            }
            """, OpenList);
        await page.ActionDialog().Locator("[data-field=Metric] input:not([type=hidden])").ClickAsync();
        await page.Locator(".picker-list [data-key='petitions.resolved']").ClickAsync();
        await Expect(page.Locator(OpenList)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        // Had the list closed and opened once more, the key would have been the list's.
        Assert.Equal(1, await page.EvaluateAsync<int>("window.timesOpened"));
        await page.Locator("[data-asks] [data-lose]").ClickAsync();
        await Expect(page.ActionDialog()).ToHaveCountAsync(0);
    }

    private Task<IPage> WorkerAsync(int width = 1366) => SignedInAsync(app, Role.Worker, [1, 2], width: width);

    private async Task<string> RecordAsync()
    {
        var community = await app.CommunityAsync("xinsheng");
        var saved = await app.Get<HazardCommands>().EnterAsync(new CurrentUser("王芳", Role.Worker, [community]),
            Make.HazardValues("配电箱门未锁", app.Today, community), null, Cancellation);
        return $"/hazards/{saved.Id}";
    }
}
