using System.Globalization;
using Bunit;
using Concentric.Dashboard.Demo.Street;
using Concentric.Dashboard.Features.OfficeLists;
using Concentric.Ledgers;
using Concentric.Programmes;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.OfficeLists;

public sealed class OfficeListsPageTests
{
    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public OfficeListsPageTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Categories_AreAddedChangedOrderedAndDeleted_AndThoseInUseRetired()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        await context.Store.AddAsync(Make.Petition());
        var page = context.Render<OfficeListsPage>();
        var used = page.Find($"[data-item={TestStore.Category}]").TextContent;
        Assert.Contains("Retire", used);
        Assert.Contains("1 records", used);
        Assert.DoesNotContain("Delete", used);

        await context.OpenActionAsync(page, "add");
        context.Dialog.Find("#add-Name").Change("油烟扰民");
        context.Dialog.Find("#add-NameEn").Change("Cooking fumes");
        context.Dialog.Find("#add-DueWorkingDays").Change("251");
        await context.SendActionAsync();
        Assert.Contains("250", RecordPagesContext.ErrorOf(context.Dialog, "DueWorkingDays"));
        context.Dialog.Find("#add-DueWorkingDays").Change("２５０");
        await context.SendActionAsync();
        Assert.Contains("250 working days", page.Find("[data-item=cooking-fumes]").TextContent);
        Assert.Equal("Cooking fumes", (await context.Store.Get<CommunityDirectory>().GetAsync(Cancellation)).Category("cooking-fumes"));

        Assert.Equal("cooking-fumes", Items()[0]);
        await page.Find("[data-item=cooking-fumes] button[title^='Move'][title$='down']").ClickAsync();
        Assert.Equal("cooking-fumes", Items()[1]);

        await page.FindAll("[data-item=cooking-fumes] .text-action")[^1].ClickAsync();
        await page.Find("[data-item=cooking-fumes] .danger").ClickAsync();
        Assert.Empty(page.FindAll("[data-item=cooking-fumes]"));

        string?[] Items() => [.. page.FindAll("[data-item]").Select(item => item.GetAttribute("data-item"))];
    }

    [Fact]
    public async Task AnItemThatSomebodyElseHasJustChanged_StaysAndIsShownAsItIs()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        var page = context.Render<OfficeListsPage>();
        await using (var db = context.Store.Open())
            await db.PetitionCategories.Where(item => item.Key == TestStore.SlowCategory)
                .ExecuteUpdateAsync(set => set.SetProperty(item => item.Name, "新名")
                    .SetProperty(item => item.Version, item => item.Version + 1), Cancellation);
        await page.FindAll($"[data-item={TestStore.SlowCategory}] .text-action")[^1].ClickAsync();
        await page.Find($"[data-item={TestStore.SlowCategory}] .danger").ClickAsync();
        Assert.Contains("Somebody else has just changed this item", page.Find("[role=alert]").TextContent);
        Assert.Contains("新名", page.Find($"[data-item={TestStore.SlowCategory}]").TextContent);
    }

    [Fact]
    public async Task Programmes_ShowWhatTheyAre_AndANewStoreSaysWhatTheyAreFor()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
        var empty = context.Render<OfficeListsPage>(page => page.Add(x => x.List, "programmes"));
        Assert.Contains("Once there is one", empty.Find(".empty").TextContent);
        await using (var db = context.Store.Open()) await DemoProgrammes.EnsureAsync(db, Cancellation);
        var page = context.Render<OfficeListsPage>(page => page.Add(x => x.List, "programmes"));
        await using var store = context.Store.Open();
        var wishes = await store.Programmes.SingleAsync(programme => programme.Key == "wishes", Cancellation);
        Assert.Contains("Brand", page.Find($"[data-item='{wishes.Handle}'] .office-list-facts").TextContent);
        Assert.Contains("Wishes fulfilled", page.Find($"[data-item='{wishes.Handle}'] .office-list-facts").TextContent);
    }
}
