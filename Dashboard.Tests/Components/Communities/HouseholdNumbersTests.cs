using System.Globalization;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Features.Communities;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Components.Communities;

/// <summary>The numbers of households on the page of their community: entered, corrected and removed there, by who may.</summary>
public sealed class HouseholdNumbersTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    public HouseholdNumbersTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync(TestStore.Administrator);

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public async Task ANumberIsEntered_StandsFirst_AndIsTheOneInForce()
    {
        var page = Show();
        Assert.Equal(["2020-01-01 2,100"], Rows(page));
        await context.OpenActionAsync(page, "households");
        await FillAsync("2300", "2026-02-01");
        page.WaitForAssertion(() => Assert.Equal(["2026-02-01 2,300", "2020-01-01 2,100"], Rows(page)));
        Assert.Equal("2,300 (since 2026-02-01)", page.Find("[data-fact=HouseholdCount] dd").TextContent.Trim());

        // The next one begins empty, and is added to what is there now.
        await context.OpenActionAsync(page, "households");
        await FillAsync("2400", "2026-03-01");
        page.WaitForAssertion(() => Assert.Equal(3, Rows(page).Count));
    }

    [Theory]
    [InlineData("0", "2026-02-01", "HouseholdCount", "It must be between 1 and 1,000,000.")]
    [InlineData("many", "2026-02-01", "HouseholdCount", "Give a whole number")]
    [InlineData("", "2026-02-01", "HouseholdCount", "Please fill it in.")]
    [InlineData("1000001", "2026-02-01", "HouseholdCount", "It must be between 1 and 1,000,000.")]
    [InlineData("2300", "2026-03-19", "HoldsFrom", "It may not be later than today (2026-03-18).")]
    [InlineData("2300", "2020-01-01", "HoldsFrom", "From 2020-01-01 there are 2,100 households already")]
    public async Task WhatIsWrong_StandsBesideItsField_AndStaysTyped(string households, string day, string field, string told)
    {
        var page = Show();
        await context.OpenActionAsync(page, "households");
        await FillAsync(households, day);
        Assert.Contains(told, RecordPagesContext.ErrorOf(context.Dialog, field), StringComparison.Ordinal);
        Assert.Equal((households, day), (Typed("HouseholdCount"), Typed("HoldsFrom")));
        Assert.Equal(["2020-01-01 2,100"], Rows(page));
    }

    [Fact]
    public async Task ANumberIsCorrected_AndRemovedOnceAskedBack()
    {
        var page = Show();
        await context.OpenActionAsync(page, "households-2020-01-01");
        Assert.Equal(("2100", "2020-01-01"), (Typed("HouseholdCount"), Typed("HoldsFrom")));
        await FillAsync("2050", "2019-07-01");
        page.WaitForAssertion(() => Assert.Equal(["2019-07-01 2,050"], Rows(page)));

        await page.FindAll("[data-count] button").Single(button => button.TextContent.Trim() == "Remove").ClickAsync(new());
        Assert.Single(Rows(page));
        await page.Find("[data-count] .confirm button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("None is entered yet.", page.Find("[data-households]").TextContent));
        Assert.Equal("—", page.Find("[data-fact=HouseholdCount] dd").TextContent.Trim());
    }

    [Fact]
    public async Task WhatSomebodyElseHasJustChanged_IsNotRemoved_AndShownAsItIs()
    {
        var page = Show();
        await context.Store.Get<HouseholdCountCommands>()
            .SaveAsync(TestStore.Administrator, TestStore.Xinsheng, 0, TestStore.HouseholdsSince,
                new(2_000, TestStore.HouseholdsSince), Stop);
        await page.FindAll("[data-count] button").Single(button => button.TextContent.Trim() == "Remove").ClickAsync(new());
        await page.Find("[data-count] .confirm button").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal(["2020-01-01 2,000"], Rows(page)));
    }

    [Fact]
    public async Task WhatAnEarlierVersionHasEntered_IsSaid()
    {
        Assert.DoesNotContain("earlier version", Show().Markup, StringComparison.Ordinal);
        await using (var db = context.Store.Open())
        {
            await db.Communities.Where(one => one.Id == TestStore.Xinsheng)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.HouseholdCount, 2_345), Stop);
        }

        Assert.Contains("2,345 households were entered with an earlier version", Show().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoKeepsNoCommunities_ReadsThem()
    {
        await using var other = await RecordPagesContext.CreateAsync(TestStore.Leader);
        var page = other.Render<CommunityPage>(parameters => parameters.Add(x => x.Id, TestStore.Xinsheng));
        page.WaitForAssertion(() => Assert.Equal(["2020-01-01 2,100"], Rows(page)));
        Assert.Empty(page.FindAll("[data-households] button"));
    }

    private IRenderedComponent<CommunityPage> Show()
    {
        var page = context.Render<CommunityPage>(parameters => parameters.Add(x => x.Id, TestStore.Xinsheng));
        page.WaitForElement("[data-households]");
        return page;
    }

    private async Task FillAsync(string households, string day)
    {
        context.Dialog.Find("[name=HouseholdCount]").Change(households);
        context.Dialog.Find("[name=HoldsFrom]").Change(day);
        await context.SendActionAsync();
    }

    private string? Typed(string field) => context.Dialog.Find($"[name={field}]").GetAttribute("value");

    private static List<string> Rows(IRenderedComponent<CommunityPage> page) =>
        [.. page.FindAll("tr[data-count]").Select(row => $"{row.QuerySelector("th")!.TextContent} {row.QuerySelector("td")!.TextContent}")];
}
