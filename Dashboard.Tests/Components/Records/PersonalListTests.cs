using System.Globalization;
using Bunit;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Concentric.Tests.Components.Records;

/// <summary>What people make of a list for themselves, and what they do with several of its rows.</summary>
public sealed class PersonalListTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public PersonalListTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Columns_AreTakenAway_Moved_AndReset()
    {
        await using var context = await CreateAsync();
        await context.Store.AddAsync(Make.Hazard());
        var page = context.Render<HazardsPage>();
        var before = Heads(page);
        page.Find("[data-columns]").TriggerEvent("ontoggle", EventArgs.Empty);

        page.Find("[data-column=title] input").Change(false);
        page.WaitForAssertion(() => Assert.Equal(before.Where(head => head != "Title"), Heads(page)));
        page.Find("[data-column=community] [aria-label='Move up: Community']").Click();
        page.WaitForAssertion(() => Assert.Equal(["Community", "Number"], Heads(page).Take(2)));
        // The first cell leads to the record, whichever it is.
        Assert.Equal("Xinsheng Garden", page.Find("[data-row]").TextContent);

        Assert.Equal(["Community", "Number"], Heads(context.Render<HazardsPage>()).Take(2));
        page.Find("[data-reset]").Click();
        page.WaitForAssertion(() => Assert.Equal(before, Heads(page)));
    }

    [Fact]
    public async Task View_IsSavedUnderAName_AndLeadsBack()
    {
        await using var context = await CreateAsync();
        await context.Store.AddAsync(Make.Hazard(), Make.Hazard(with: hazard => hazard.RectifiedOn = TestStore.Today));
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/hazards?view=to-verify&columns=title,number");
        var page = context.Render<HazardsPage>();
        Assert.Equal(["Title", "Number"], Heads(page));
        page.Find("[data-saved-views]").TriggerEvent("ontoggle", EventArgs.Empty);
        page.Find("[data-saved-views] form").Submit();
        page.WaitForAssertion(() => Assert.StartsWith("Name", page.Find("[data-saved-views] [role=alert]").TextContent,
            StringComparison.Ordinal));

        page.Find("#saved-view-name").Change("Mine");
        page.Find("[data-saved-views] form").Submit();
        page.WaitForAssertion(() => Assert.Equal("/hazards?columns=title,number&view=to-verify",
            page.Find("[data-view] a").GetAttribute("href")));
        Assert.Equal("Mine", page.Find("[data-saved-views] summary").TextContent);

        page.Find("[data-view] [aria-label='Rename or share: Mine']").Click();
        Assert.Equal("Mine", page.Find("#saved-view-name").GetAttribute("value"));
        page.Find("#saved-view-name").Change("Ours");
        page.Find("[data-saved-views] form").Submit();
        page.WaitForAssertion(() => Assert.Equal("Ours", page.Find("[data-view] a").TextContent));
        page.Find("[data-view] [aria-label='Delete: Ours']").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[data-view]")));
    }

    [Fact]
    public async Task Chosen_AreArchivedWithAReason_AndWhatStaysIsToldWithWhy()
    {
        await using var context = await CreateAsync();
        context.SetRendererInfo(new("Server", true));
        var dialogs = context.Render<MudDialogProvider>();
        var (first, second) = (await context.Store.AddAsync(Make.Hazard()), await context.Store.AddAsync(Make.Hazard()));
        var page = context.Render<HazardsPage>();
        Assert.Empty(page.FindAll(".bulk-bar"));
        page.Find("th.pick input").Change(true);
        Assert.Equal("2", page.Find("[data-picked]").GetAttribute("data-picked"));
        Assert.Equal($"/lists/hazard/export.xlsx?ids={first.Id},{second.Id}", page.Find(".bulk-bar a").GetAttribute("href"));

        Assert.Equal(["extend", "assign", "archive"], page.FindAll("[data-bulk]").Select(step => step.GetAttribute("data-bulk")));
        page.Find("[data-bulk=archive]").Click();
        dialogs.WaitForElement("#bulk-form").Submit();
        dialogs.WaitForAssertion(() => Assert.Equal("true", dialogs.Find("#bulk-Reason").GetAttribute("aria-invalid")));
        await using (var db = context.Store.Open())
        {
            // Somebody else was faster with one of them.
            db.Actor = CurrentUser.System;
            (await db.FindAsync<Hazard>([second.Id], Cancellation))!.Place = "moved";
            await db.SaveChangesAsync(Cancellation);
        }

        dialogs.Find("#bulk-Reason").Change("entered twice");
        dialogs.Find("#bulk-form").Submit();
        dialogs.WaitForAssertion(() => Assert.Equal("1", dialogs.Find("[data-done]").GetAttribute("data-done")));
        Assert.Contains("changed by somebody else", dialogs.Find($"[data-refused='{second.Id}']").TextContent, StringComparison.Ordinal);
        await using (var after = context.Store.Open())
            Assert.Equal("entered twice", (await after.FindAsync<Hazard>([first.Id], Cancellation))!.ArchiveReason);

        dialogs.Find("[data-undo]").Click();
        dialogs.WaitForAssertion(() => Assert.StartsWith("1 restored", dialogs.Find("[data-done]").TextContent, StringComparison.Ordinal));
        Assert.Empty(dialogs.FindAll("[data-refused], [data-undo]"));
        await using var undone = context.Store.Open();
        Assert.Null((await undone.FindAsync<Hazard>([first.Id], Cancellation))!.ArchivedAt);
    }

    [Fact]
    public async Task WhoMayNotWrite_ChoosesNoRows()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Leader);
        await context.Store.AddAsync(Make.Hazard());
        var page = context.Render<HazardsPage>();
        Assert.NotNull(page.Find("[data-row]"));
        Assert.Empty(page.FindAll(".pick, [data-columns]"));
    }

    private static async Task<RecordPagesContext> CreateAsync()
    {
        var context = await RecordPagesContext.CreateAsync(new("worker", Role.Worker, [TestStore.Xinsheng], 1));
        Assert.Equal(1, (await context.Store.AccountAsync("worker", Role.Worker, TestStore.Xinsheng)).UserId);
        return context;
    }

    private static string[] Heads(IRenderedComponent<HazardsPage> page) =>
        [.. page.FindAll("th:not(.pick)").Select(head => head.TextContent.Trim())];
}
