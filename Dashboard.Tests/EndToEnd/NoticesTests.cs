using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

public sealed class NoticesTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Theory]
    [InlineData("zh-CN", ColorScheme.Dark, 390)]
    [InlineData("en", ColorScheme.Light, 1366)]
    public async Task PetitionFromAColleague_IsCountedAtOnce_LeadsToIt_AndIsRead(string language, ColorScheme scheme, int width)
    {
        var (from, to) = (await app.CommunityAsync("xinsheng"), await app.CommunityAsync("xinshun"));
        // The morning's notices first, so that the account has none of them.
        await app.Get<DailyNotices>().RunAsync(Cancellation);
        var page = await SignedInAsync(app, Role.Worker, [to], language, scheme, width);
        await OpenLiveAsync(page, "/work");
        await AssertAccessibleAsync(page);
        var badge = page.Locator(width < 600 ? ".topbar [data-unread]" : ".nav [data-unread]");
        await Expect(badge).ToHaveCountAsync(0);

        var colleague = new CurrentUser("王芳", Role.Worker, [from, to]);
        var petitions = app.Get<PetitionCommands>();
        var title = $"楼道灯不亮 {language}";
        var at = await petitions.EnterAsync(colleague, Make.PetitionValues(title, await CategoryAsync(), app.Today, from), null,
            Cancellation);
        await petitions.TransferAsync(colleague, new(at.Id, at.Version, "归口办理", "物业公司", null, to), Cancellation);
        await Expect(badge).ToHaveAttributeAsync("data-unread", "1");
        // First and marked, however much is more urgent.
        var first = page.Locator("[data-section=ToNegotiate] li").First;
        await Expect(first).ToContainTextAsync(title);
        await Expect(first.Locator(".work-tags")).ToContainTextAsync(language == "en" ? "New" : "新到");
        await AssertAccessibleAsync(page);

        await OpenLiveAsync(page, "/notices");
        await AssertAccessibleAsync(page);
        var notice = page.Locator("[data-notice=Assigned]");
        await Expect(notice).ToContainTextAsync(language == "en" ? "王芳 transferred “楼道灯不亮" : "王芳 把诉求");
        await notice.Locator(".notice-text").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(badge).ToHaveCountAsync(0);
        await OpenLiveAsync(page, "/notices");
        await Expect(page.Locator("[data-notice=Assigned]")).Not.ToHaveClassAsync("unread");
        await OpenLiveAsync(page, "/work?group=ToNegotiate");
        await Expect(page.GetByText(title)).ToBeVisibleAsync();
        await Expect(page.Locator("[data-new]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhatIsChosen_IsSaved_AndHolds()
    {
        var page = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync("xinsheng")], "en", ColorScheme.Light, 390);
        await app.Factory.CreateDbContext().Users.Where(user => user.Role == Role.Worker)
            .ExecuteUpdateAsync(set => set.SetProperty(user => user.Email, "worker@example.cn"), Cancellation);
        await OpenLiveAsync(page, "/notices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Where notices come" }).Last.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Where notices come");
        await AssertAccessibleAsync(page);
        var overdue = page.Locator("[data-topic=Overdue]");
        await overdue.GetByText("Once a day").ClickAsync();
        await overdue.GetByLabel("Counted as unread in the program").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("[role=status]").Filter(new() { HasText = "Saved" })).ToBeVisibleAsync();
        await OpenLiveAsync(page, "/notices/channels");
        await Expect(overdue.GetByLabel("Once a day")).ToBeCheckedAsync();
        await Expect(overdue.GetByLabel("Counted as unread in the program")).Not.ToBeCheckedAsync();
        await Expect(page.Locator("[data-topic=Program]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task OpeningTheRecord_ReadsItsNotice()
    {
        var community = await app.CommunityAsync("xinshun");
        await app.Get<DailyNotices>().RunAsync(Cancellation);
        var page = await SignedInAsync(app, Role.Worker, [community]);
        await OpenLiveAsync(page, "/work");
        var office = await app.AddAccountAsync($"office-{Guid.NewGuid():N}"[..20], Role.Administrator);
        await app.Get<PetitionCommands>().EnterAsync(
            new CurrentUser("街道办", Role.Administrator, null, office),
            Make.PetitionValues("单元门坏了", await CategoryAsync(), app.Today, community), null, Cancellation);
        var line = page.Locator("[data-section=ToNegotiate] li").First;
        await Expect(line).ToHaveAttributeAsync("data-new", "");
        var badge = page.Locator(".nav [data-unread]");
        await Expect(badge).ToHaveAttributeAsync("data-unread", "1");
        await line.Locator("a").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("单元门坏了");
        await Expect(badge).ToHaveCountAsync(0);
        await OpenLiveAsync(page, "/work");
        await Expect(page.Locator("[data-new]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AnInstruction_GoesFromTheRecordToThePerson_AndBack_WhileBothLook()
    {
        var community = await app.CommunityAsync("xinshun");
        // Somebody else who could be asked, so that there is a choice.
        await app.AddAccountAsync($"colleague-{Guid.NewGuid():N}"[..20], Role.Worker, [community]);
        var person = await SignedInAsync(app, Role.Worker, [community]);
        int worker;
        await using (var db = app.Factory.CreateDbContext()) worker = await db.Users.MaxAsync(user => user.Id, Cancellation);
        var at = await app.Get<PetitionCommands>().EnterAsync(new CurrentUser("李强", Role.Worker, [community], worker),
            Make.PetitionValues("井盖松动", await CategoryAsync(), app.Today, community), null, Cancellation);
        var leader = await SignedInAsync(app, Role.Leader);
        await OpenLiveAsync(leader, $"/petitions/{at.Id}");
        await leader.OpenActionAsync("instruct");
        await leader.ActionDialog().Locator("textarea").FillAsync("三天内换好");
        await ChooseAsync(leader.ActionDialog(), "AssigneeId", $"{worker}");
        await leader.FinishActionAsync();
        await AssertAccessibleAsync(leader);

        await OpenLiveAsync(person, "/work");
        await Expect(person.Locator(".nav [data-to-answer]")).ToHaveAttributeAsync("data-to-answer", "1");
        await AssertAccessibleAsync(person);
        await person.Locator("[data-section=instructions] a").GetByText("三天内换好").ClickAsync();
        await person.OpenActionAsync(person.Locator("[data-action^=answer-]"));
        await person.ActionDialog().Locator("textarea").FillAsync("明天换");
        await person.FinishActionAsync();
        await Expect(person.Locator(".nav [data-to-answer]")).ToHaveCountAsync(0);
        await Expect(leader.Locator("[data-step=Answered]")).ToContainTextAsync("明天换");
        await leader.OpenActionAsync(leader.Locator("[data-action^=accept-]"));
        await leader.FinishActionAsync();
        await Expect(person.Locator("[data-instruction]")).ToHaveAttributeAsync("data-state", "Accepted");
    }

    private async Task<string> CategoryAsync()
    {
        await using var db = app.Factory.CreateDbContext();
        return await db.PetitionCategories.Select(category => category.Key).FirstAsync(Cancellation);
    }
}
