using System.Globalization;
using Bunit;
using Concentric.CoBuilders;
using Concentric.Dashboard.Features.Activities;
using Concentric.Dashboard.Features.CoBuilders;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Concentric.Tests.Components.Records;

/// <summary>The list of a kind: rows, order, filters and pages, all in its address.</summary>
public sealed class RecordListTests
{
    public RecordListTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public async Task Rows_LeadToTheirRecords_AndHeadsOrderThem()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var hazard = await context.Store.AddAsync(Make.Hazard());
        var page = context.Render<HazardsPage>();
        Assert.Equal($"/hazards/{hazard.Id}", page.Find("[data-row]").GetAttribute("href"));
        Assert.Equal($"{hazard.Id}", page.Find("[data-row]").GetAttribute("data-row"));
        Assert.Equal("1", page.Find("[data-total]").GetAttribute("data-total"));
        Assert.NotNull(page.Find("[role=region] table"));
        Assert.Equal("descending", page.Find("th:has(a[href*='found-on'])").GetAttribute("aria-sort"));
        Assert.All(page.FindAll("th:not(:has(a))"), head => Assert.False(head.HasAttribute("aria-sort")));
        Assert.Equal(page.FindAll("th:not(.pick)").Select(head => head.TextContent.Trim()),
            page.FindAll("td:not(.pick)").Select(cell => cell.GetAttribute("data-label")));
    }

    [Fact]
    public async Task WhatTheReaderMayNotChange_IsChosenForAFileOnly_AndNotByAll()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.WorkerOfXinshun);
        var own = await context.Store.AddAsync(Make.Hazard(TestStore.Xinshun));
        var offered = await context.Store.AddAsync(Make.Hazard(with: made =>
            (made.OfferedToId, made.OfferedOn) = (TestStore.Xinshun, TestStore.Today)));
        var page = context.Render<HazardsPage>();
        string Title(long id) => page.Find($"tr:has([data-row='{id}']) .pick span[title], tr:has([data-row='{id}']) .pick span")
            .GetAttribute("title") ?? "";
        Assert.Equal("", Title(own.Id));
        Assert.Contains("can export it", Title(offered.Id), StringComparison.Ordinal);
        // All that can be changed.
        page.Find("th.pick input").Change(true);
        Assert.Equal("1", page.Find("[data-picked]").GetAttribute("data-picked"));
        Assert.False(page.Find("[data-bulk=archive]").HasAttribute("disabled"));
        page.Find("th.pick input").Change(false);
        // One by one for a file: nothing else can be done with it.
        page.Find($"tr:has([data-row='{offered.Id}']) td.pick input").Change(true);
        Assert.True(page.Find("[data-bulk=archive]").HasAttribute("disabled"));
        Assert.Contains($"ids={offered.Id}", page.Find(".bulk-bar a[download]").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALeader_ChoosesRows_ToInstructAboutThem_AndToChangeNothing()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Leader with { UserId = 1 });
        await context.Store.AddAsync(Make.Hazard());
        var page = context.Render<HazardsPage>();
        page.Find("th.pick input").Change(true);
        Assert.Equal(["instruct"], page.FindAll("[data-bulk]").Select(button => button.GetAttribute("data-bulk")));
    }

    [Fact]
    public async Task MoreThanEightChoices_AreSearched()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Leader);
        var page = context.Render<ActivitiesPage>();
        Assert.Empty(page.FindAll("[data-filter=community] input"));

        page.Find("[data-filter=activity-kind]").TriggerEvent("ontoggle", EventArgs.Empty);
        int Choices() => page.FindAll("[data-filter=activity-kind] a").Count;
        var all = Choices();
        page.Find("#filter-activity-kind").Input("F");
        Assert.InRange(Choices(), 2, all - 1);
        page.Find("#filter-activity-kind").Input("xyz");
        Assert.Equal("No such choice", page.Find("[data-filter=activity-kind] [role=status]").TextContent);
    }

    [Fact]
    public async Task Day_IsFilteredByThePeriodsName_SoThatABookmarkStaysTrue()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        await context.Store.AddAsync(Make.Hazard(foundOn: new(2026, 2, 27)), Make.Hazard(foundOn: new(2026, 3, 2)));
        var page = context.Render<HazardsPage>();
        var link = page.Find("[data-filter=found-on] a[href$='found-on=last-month']");
        Assert.Equal("Last month", link.TextContent);

        context.Services.GetRequiredService<NavigationManager>().NavigateTo(link.GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-total]").GetAttribute("data-total")));
        Assert.Equal("Found on: Last month", page.Find("[data-filter=found-on] summary").TextContent);
        Assert.Equal("true", page.Find("[data-filter=found-on] a[href$='found-on=last-month']").GetAttribute("aria-current"));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Days_AreTyped_AndWhatIsNoneIsTold()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        await context.Store.AddAsync(Make.Hazard(foundOn: new(2026, 2, 27)), Make.Hazard(foundOn: new(2026, 3, 2)));
        var page = context.Render<HazardsPage>();
        page.Find("[data-filter=found-on]").TriggerEvent("ontoggle", EventArgs.Empty);
        page.Find("#filter-found-on-FirstDay").Change("tomorrow");
        Assert.StartsWith("First day", page.Find("[data-filter=found-on] .field-error").TextContent.Trim(), StringComparison.Ordinal);
        page.Find("[data-filter=found-on] form").Submit();
        Assert.EndsWith("/", context.Address, StringComparison.Ordinal);

        page.Find("#filter-found-on-FirstDay").Change("2026/3/1");
        page.Find("[data-filter=found-on] form").Submit();
        Assert.EndsWith("?found-on=2026-03-01..", context.Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("1", page.Find("[data-total]").GetAttribute("data-total")));
    }

    [Fact]
    public async Task NameOfARecord_IsFoundByAPartOfIt()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        context.Render<MudPopoverProvider>();
        await context.Store.AddAsync(Unit("安居物业"), Unit("盛邦物业"));
        var page = context.Render<ContributionsPage>();
        page.Find("[data-filter=co-builder]").TriggerEvent("ontoggle", EventArgs.Empty);
        var box = page.FindComponent<MudAutocomplete<string>>();
        Assert.Equal(["盛邦物业"], (await box.Instance.SearchFunc!("盛邦", Xunit.TestContext.Current.CancellationToken)!)!);

        static CoBuilder Unit(string name) => new() { Name = name, NameEn = name, JoinedOn = new(2024, 1, 1) };
    }
}
