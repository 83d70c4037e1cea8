using System.Globalization;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Features.Ranking;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.Ranking;

/// <summary>Counts for 1,000 households say by which number they are divided, on the page and in its file.</summary>
public sealed class RankingPageTests : LiveCubeTest
{
    private const string Early = "/ranking?metric=petitions.resolved&from=2024-10-01&to=2024-12-31";
    private const string Late = "/ranking?metric=petitions.resolved&from=2026-01-01&to=2026-03-31";

    protected override IReadOnlyList<Type> Asked => [typeof(MetricCatalogue), typeof(IDbContextFactory<DashboardDbContext>)];

    protected override async Task FillAsync()
    {
        await Live.Store.AddAsync([.. ((DateOnly[])[new(2024, 11, 4), new(2026, 2, 3)]).SelectMany(day => Enumerable.Repeat(day, 21))
            .Select(day => Make.Petition(TestStore.Xinsheng, day, petition =>
            {
                petition.ClosedOn = petition.FirstClosedOn = petition.ReceivedOn.AddDays(4);
                (petition.Stage, petition.Outcome, petition.WorkingDaysToClose) = (PetitionStage.FedBack, PetitionOutcome.Resolved, 3);
            }))]);
        var counts = Live.Store.Get<HouseholdCountCommands>();
        await counts.SaveAsync(TestStore.Administrator, TestStore.Binhe, 0, null, new(900, new(2025, 1, 1)), Stop);
        await counts.SaveAsync(TestStore.Administrator, TestStore.Xinsheng, 0, null, new(4_200, new(2026, 1, 1)), Stop);
        SignIn(TestStore.Leader);
    }

    [Fact]
    public void EachPeriod_ShowsItsOwnNumber_WithTheDayFromWhichItHolds()
    {
        Assert.Equal("2,100since 2020-01-01 10.0", LineOf(Show(Early), "xinsheng"));
        Assert.Equal("4,200since 2026-01-01 5.0", LineOf(Show(Late), "xinsheng"));
        // A quarter that runs ends with today.
        Assert.Equal("By the households as of 2026-03-18.", Show(Late).Find(".ranking-households").TextContent);
    }

    [Fact]
    public void WhereTheFirstNumberIsLater_ThatIsSaid()
    {
        var page = Show(Early);
        Assert.Equal("900since 2025-01-01; used for earlier days too, as none was entered for them 0.0", LineOf(page, "binhe"));
        Assert.StartsWith("By the households as of 2024-12-31. Of ", page.Find(".ranking-households").TextContent);
        Assert.Contains("Binhe", page.Find(".ranking-households").TextContent);
    }

    [Fact]
    public async Task TheFile_HasNumberAndDay()
    {
        var names = await Live.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var asked = new Dictionary<string, string> { ["metric"] = "petitions.resolved", ["from"] = "2024-10-01", ["to"] = "2024-12-31" };
        await using var db = Live.Store.Open();
        var book = await new RankingPageExport(Live.Cube, Live.Store.Get<OfficeClock>())
            .ReadAsync(db, new(TestStore.Leader, names, CultureInfo.GetCultureInfo("en"), null, asked), Stop);
        var table = book!.Tables[0];
        var (households, from) = (IndexOf("households"), IndexOf("households-from"));
        var rows = await table.Rows.ToListAsync(Stop);
        Assert.Equal(
            [("Binhe Lane", 900L, new DateOnly(2025, 1, 1)), ("Xinsheng Garden", 2_100L, TestStore.HouseholdsSince),
                ("Xinshun Garden", 1_800L, TestStore.HouseholdsSince)],
            rows.Select(row => ((string)row.Values[0]!, Convert.ToInt64(row.Values[households], CultureInfo.InvariantCulture),
                (DateOnly)row.Values[from]!)).OrderBy(row => row.Item1, StringComparer.Ordinal));
        Assert.Contains(book.Facts, fact => fact.Value.Contains("as of 2024-12-31. Of Binhe Lane", StringComparison.Ordinal));

        int IndexOf(string key) => table.Columns.ToList().FindIndex(column => column.Key == key);
    }

    private IRenderedComponent<RankingPage> Show(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        var page = Render<RankingPage>();
        page.WaitForElement(".ranking-table");
        return page;
    }

    /// <summary>A community's households and its figure for 1,000 of them.</summary>
    private static string LineOf(IRenderedComponent<RankingPage> page, string code)
    {
        var cells = page.FindAll($"tr[data-community={code}] td")
            .ToDictionary(cell => cell.GetAttribute("data-name")!, cell => cell.TextContent.Trim());
        return $"{cells["households"]} {cells["Per 1,000 households"]}";
    }
}
