using Concentric.Communities;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>Counts per 1,000 households are divided by the number that was in force when their period ended.</summary>
public sealed class HouseholdFiguresTests : IAsyncLifetime
{
    private const string Resolved = "petitions.resolved";
    private static readonly Period Before = new(new(2025, 10, 1), new(2025, 12, 31));
    private static readonly Period Now = new(new(2026, 1, 1), new(2026, 3, 31));

    private LiveCube live = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        live = await LiveCube.CreateAsync();
        foreach (var day in (DateOnly[])[new(2025, 11, 3), new(2026, 2, 3)])
            await live.Store.AddAsync([.. Enumerable.Range(0, 42).Select(_ => Make.Petition(TestStore.Xinsheng, day, Resolve))]);

        await live.StartAsync(Stop);
        await EnterAsync(TestStore.Binhe, 900, new(2025, 1, 1));
    }

    public ValueTask DisposeAsync() => live.DisposeAsync();

    [Fact]
    public async Task EachPeriod_IsDividedByItsOwnNumber_AndANewerOneLeavesItAsItIs()
    {
        Assert.Equal(((20.0, 2_100), (20.0, 2_100)), (await RankedAsync(Before), await RankedAsync(Now)));
        await EnterAsync(TestStore.Xinsheng, 4_200, new(2026, 1, 1));
        Assert.Equal(((20.0, 2_100), (10.0, 4_200)), (await RankedAsync(Before), await RankedAsync(Now)));
        // In force on the period's last day, not on its first: a quarter that runs has the newest.
        await EnterAsync(TestStore.Xinsheng, 3_000, TestStore.Today);
        Assert.Equal(((20.0, 2_100), (14.0, 3_000)), (await RankedAsync(Before), await RankedAsync(Now)));
        await EnterAsync(TestStore.Xinsheng, 2_000, Before.To);
        Assert.Equal(((21.0, 2_000), (14.0, 3_000)), (await RankedAsync(Before), await RankedAsync(Now)));
    }

    [Fact]
    public async Task BeforeTheFirstNumber_TheFirstIsUsed_AndSaidSo()
    {
        var early = (await RankingAsync(new(new(2024, 1, 1), new(2024, 12, 31)))).Communities.Single(one => one.Id == TestStore.Binhe);
        Assert.Equal(new HouseholdsInForce(900, new(2025, 1, 1), IsBeforeFirst: true), early.Households);
        Assert.False((await RankingAsync(Now)).Communities.Single(one => one.Id == TestStore.Binhe).Households!.Value.IsBeforeFirst);
    }

    /// <summary>The resolved petitions for 1,000 households, and the households that they were divided by, in both readings.</summary>
    private async Task<(double PerThousand, int Households)> RankedAsync(Period period)
    {
        var names = await live.Store.Get<CommunityDirectory>().GetAsync(Stop);
        int[] all = [TestStore.Xinsheng, TestStore.Xinshun, TestStore.Binhe];
        var question = new OverviewQuestion(new(period, PeriodKind.Custom, TestStore.Today), null, all, all, Resolved)
        {
            Households = names.Households,
        };
        var ranked = (await RankingAsync(period)).Communities.Single(one => one.Id == TestStore.Xinsheng);
        var shown = new OverviewReader(live.Cube.Catalogue).Read(live.Cube.Current!, question).Communities
            .Single(one => one.CommunityId == TestStore.Xinsheng);
        Assert.Equal((ranked.PerThousand, ranked.Households), (shown.PerThousand, shown.Households));
        return (ranked.PerThousand!.Value, ranked.Households!.Value.Households);
    }

    private async Task<StreetRanking> RankingAsync(Period period) => StreetRanking.Read(live.Cube.Current!, live.Cube.Catalogue[Resolved],
        period, TestStore.Today, [TestStore.Xinsheng, TestStore.Xinshun, TestStore.Binhe],
        (await live.Store.Get<CommunityDirectory>().GetAsync(Stop)).Households, 5);

    private static void Resolve(Petition petition)
    {
        petition.ClosedOn = petition.FirstClosedOn = petition.ReceivedOn.AddDays(4);
        (petition.Stage, petition.Outcome, petition.WorkingDaysToClose) = (PetitionStage.FedBack, PetitionOutcome.Resolved, 3);
    }

    private async Task EnterAsync(int community, int households, DateOnly day)
    {
        var view = await live.Store.Get<CommunityQueries>().FindAsync(TestStore.Administrator, community, Stop);
        await live.Store.Get<HouseholdCountCommands>()
            .SaveAsync(TestStore.Administrator, community, view!.Community.Version, null, new(households, day), Stop);
    }
}
