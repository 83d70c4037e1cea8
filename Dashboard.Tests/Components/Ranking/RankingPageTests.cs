using System.Globalization;
using Bunit;
using Concentric.Communities;
using Concentric.Dashboard.Features.Overview;
using Concentric.Dashboard.Features.Ranking;
using Concentric.Data;
using Concentric.Exports.Lists;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Live;
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

    private GatedFactory factory = null!;

    protected override IReadOnlyList<Type> Asked =>
        [typeof(MetricCatalogue), typeof(SharedReads), typeof(IDbContextFactory<DashboardDbContext>)];

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
        factory = new(Live.Store.Factory);
        Services.AddSingleton(new Restatements(factory, Live.Store.Get<OfficeClock>()));
        SignIn(TestStore.Leader);
    }

    [Theory]
    [InlineData("zh-CN", "1,210 户", "33 个案例")]
    [InlineData("en", "1,210 households", "33 cases")]
    public void ANumber_HasItsUnit_NotTheNameOfAField(string language, string households, string cases)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal((households, cases), (RankingWords.Exposure("1,210", true), RankingWords.Exposure("33", false)));
    }

    [Fact]
    public void TheMethod_IsOneClickAway_AndSaysWhoIsNotRanked()
    {
        var method = Show(Late).Find(".ranking-said details");
        Assert.False(method.HasAttribute("open"));
        const string among = "The rank is that among all ranked communities of the street";
        Assert.Contains(among, method.TextContent);
        // Counts are ranked however few they are.
        Assert.DoesNotContain("not ranked", method.TextContent);
        var rate = Show(Late.Replace("resolved", "closing-rate", StringComparison.Ordinal)).Find(".ranking-said details").TextContent;
        Assert.Contains("fewer than 5 cases is not ranked", rate);
        Assert.Contains(among, rate);
        Assert.DoesNotContain("÷", Show(Late).Find(".ranking-caption").TextContent);
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
        var (clock, directory) = (Live.Store.Get<OfficeClock>(), Live.Store.Get<CommunityDirectory>());
        var asked = new Dictionary<string, string> { ["metric"] = "petitions.resolved", ["from"] = "2024-10-01", ["to"] = "2024-12-31" };
        var page = new RankingPageExport(Live.Cube, Live.Store.Get<Restatements>(), clock);
        await using var view = await new PageExports([page], Live.Store.Factory, directory, new(clock), clock)
            .OpenAsync("ranking", null, asked, TestStore.Leader, CultureInfo.GetCultureInfo("en"), Stop);
        using var file = new MemoryStream();
        await view!.WriteAsync(ListFormat.Csv, file, Stop);
        var rows = System.Text.Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var (households, since) = (Array.IndexOf(rows[0], "households"), Array.IndexOf(rows[0], "Households since"));
        Assert.Equal(["Binhe Lane 900 2025-01-01", "Xinsheng Garden 2100 2020-01-01", "Xinshun Garden 1800 2020-01-01"],
            rows.Skip(1).Select(row => $"{row[0]} {row[households]} {row[since]}").Order(StringComparer.Ordinal));
    }

    /// <summary>Of a period that is over, in which the number holds at the end; where and by whom its community's history says.</summary>
    [Fact]
    public async Task ANumberThatWasChangedAfterThePeriod_IsSaid_ByPageAndFile()
    {
        const string third = "/ranking?metric=petitions.resolved&from=2024-07-01&to=2024-09-30";
        var counts = Live.Store.Get<HouseholdCountCommands>();
        // What was read for all who look is read again after a change of a community.
        Assert.Empty(Show(Early).FindAll(".ranking-restated"));
        var version = (await Live.Store.Get<CommunityQueries>().FindAsync(TestStore.Leader, TestStore.Xinshun, Stop))!.Community.Version;
        await counts.SaveAsync(TestStore.Administrator, TestStore.Xinshun, version, null, new(1_900, new(2024, 10, 1)), Stop);
        await Live.SettleAsync(Stop);
        var note = Show(Early).WaitForElement(".ranking-restated");
        Assert.StartsWith(
            "Numbers of households that hold in this period were entered or corrected after it had ended, last on 2026-03-18 ",
            note.TextContent.Trim());
        Assert.Equal("Xinshun Garden", note.QuerySelector($"a[href='/communities/{TestStore.Xinshun}']")!.TextContent);
        Assert.Single(note.QuerySelectorAll("a"));
        Assert.EndsWith("than they were then: Xinshun Garden", note.TextContent.Trim());
        // Neither of a period before it, nor of one that runs.
        Assert.Empty(Show(third).FindAll(".ranking-restated"));
        Assert.Empty(Show(Late).FindAll(".ranking-restated"));
        Assert.Empty(Show(Early.Replace("resolved", "closing-rate", StringComparison.Ordinal)).FindAll(".ranking-restated"));

        async Task<bool> FileSays(string to)
        {
            await using var db = Live.Store.Open();
            var asked = new Dictionary<string, string> { ["metric"] = "petitions.resolved", ["from"] = "2024-07-01", ["to"] = to };
            var file = new RankingPageExport(Live.Cube, Live.Store.Get<Restatements>(), Live.Store.Get<OfficeClock>());
            var names = await Live.Store.Get<CommunityDirectory>().GetAsync(Stop);
            var book = await file.ReadAsync(db, new(TestStore.Leader, names, new("en"), null, asked), Stop);
            return book!.Facts.Any(fact => fact.Value.EndsWith("than they were then: Xinshun Garden", StringComparison.Ordinal));
        }

        Assert.True(await FileSays("2024-12-31"));
        Assert.False(await FileSays("2024-09-30"));
    }

    /// <summary>The note stays where it is while it is read again: it does not go and come back with each record that is saved.</summary>
    [Fact]
    public async Task TheNote_StaysWhileItIsReadAgain()
    {
        var (counts, queries) = (Live.Store.Get<HouseholdCountCommands>(), Live.Store.Get<CommunityQueries>());
        await ChangeAsync(TestStore.Xinshun);
        var page = Show(Early);
        page.WaitForElement(".ranking-restated");
        var without = 0;
        page.OnMarkupUpdated += (_, _) => without += page.FindAll(".ranking-restated").Count == 0 ? 1 : 0;
        factory.Shut();
        await ChangeAsync(TestStore.Xinsheng);
        // Drawn while it waits, as when the address or anything around it is set anew.
        page.Render();
        Assert.Single(page.FindAll(".ranking-restated a"));
        factory.Open();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".ranking-restated a").Count));
        Assert.Equal(0, without);

        async Task ChangeAsync(int id)
        {
            var version = (await queries.FindAsync(TestStore.Leader, id, Stop))!.Community.Version;
            await counts.SaveAsync(TestStore.Administrator, id, version, null, new(1_900, new(2024, 10, 1)), Stop);
            await Live.SettleAsync(Stop);
        }
    }

    /// <summary>One sentence after the other without a blank, one name after the other with 、.</summary>
    [Fact]
    public async Task TheFactsOfTheFile_InChinese_AreSetAsChinese()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var db = Live.Store.Open();
        var asked = new Dictionary<string, string> { ["metric"] = "petitions.resolved", ["from"] = "2024-07-01", ["to"] = "2024-12-31" };
        var file = new RankingPageExport(Live.Cube, Live.Store.Get<Restatements>(), Live.Store.Get<OfficeClock>());
        var names = await Live.Store.Get<CommunityDirectory>().GetAsync(Stop);
        var book = await file.ReadAsync(db, new(TestStore.Leader, names, CultureInfo.CurrentUICulture, null, asked), Stop);
        var said = book!.Facts.Select(fact => fact.Value).ToList();
        Assert.Contains(said, text => text.Contains('、', StringComparison.Ordinal));
        Assert.Contains(said, text => text.Count(one => one == '。') > 1);
        Assert.DoesNotContain(said, ChineseTexts.IsSetWrongly);
    }

    [Fact]
    public void WhichNumbersWereChanged_IsReadOnceForAllWhoLook()
    {
        var before = Live.Store.Get<SharedReads>().Count;
        Show(Early);
        Show(Early);
        Assert.Equal(before + 1, Live.Store.Get<SharedReads>().Count);
    }

    /// <summary>A rank is one in the whole street, and the number of a community that is not shown moves it too.</summary>
    [Fact]
    public async Task TheChangedNumberOfAnother_IsSaid_WithoutItsName()
    {
        var counts = Live.Store.Get<HouseholdCountCommands>();
        var queries = Live.Store.Get<CommunityQueries>();
        foreach (var (id, said) in new[] { (TestStore.Xinshun, "other communities"), (TestStore.Xinsheng, "Xinsheng Garden and others") })
        {
            var version = (await queries.FindAsync(TestStore.Leader, id, Stop))!.Community.Version;
            await counts.SaveAsync(TestStore.Administrator, id, version, null, new(1_900, new(2024, 10, 1)), Stop);
            await Live.SettleAsync(Stop);
            var page = Show(Early + "&communities=xinsheng");
            page.WaitForAssertion(() =>
                Assert.EndsWith($"than they were then: {said}", page.Find(".ranking-restated").TextContent.Trim()));
        }
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
