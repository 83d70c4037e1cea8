using Concentric.Communities;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Overview;
using Concentric.Tests.Core.Metrics.CubeVerification;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Core.Overview;

public sealed class OverviewSlicesTests
{
    private static readonly int[] Street = [TestStore.Xinsheng, TestStore.Xinshun];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoeverLooksAlikeSharesAState_AndWhoSeesLessHasOneOfTheirOwn()
    {
        await using var live = await LiveCube.CreateAsync();
        await live.StartAsync(Cancellation);
        await live.Store.AddAsync(Make.Petition(), Make.Petition(TestStore.Xinshun));
        await live.SettleAsync(Cancellation);

        var first = await ReadAsync(live, TestStore.Leader, [TestStore.Xinshun]);
        Assert.Same(first, await ReadAsync(live, new("another leader", Role.Leader), [TestStore.Xinshun]));
        // The same communities chosen, but a worker reads of no change elsewhere.
        var own = await ReadAsync(live, TestStore.WorkerOfXinshun, [TestStore.Xinshun]);
        Assert.Equal(2, first.Changes.Count);
        Assert.Equal(TestStore.Xinshun, Assert.Single(own.Changes).CommunityId);
        Assert.NotSame(first, await ReadAsync(live, TestStore.Leader, null));
        Assert.NotSame(first, await ReadAsync(live, TestStore.Leader, [TestStore.Xinshun], rankBy: "petitions.resolved"));
    }

    [Fact]
    public async Task AfterEachChange_TheStateIsWhatTheStoreHolds()
    {
        await using var live = await LiveCube.CreateAsync();
        await live.StartAsync(Cancellation);
        for (var i = 1; i <= 3; i++)
        {
            await live.Store.AddAsync(Make.Petition(TestStore.Xinsheng, TestStore.Today.AddDays(-40),
                petition => petition.DueOn = TestStore.Today.AddDays(-i)));
            await live.SettleAsync(Cancellation);
            var late = await ReadAsync(live, TestStore.Leader, null);
            var overdue = late.Overdue.Count(item => item.DaysLate > 0);
            Assert.Equal((i, i - 1, i), (overdue, late.DueThen, late.Figures.ValueOf("petitions.overdue")));
            await live.Store.AddAsync(Make.Hazard(with: hazard => hazard.DueOn = TestStore.Today));
            await live.SettleAsync(Cancellation);
            var due = await ReadAsync(live, TestStore.Leader, null);
            Assert.Equal((i, 2 * i), (due.DueThen, due.Changes.Count));
        }
    }

    /// <summary>Another number of households moves no figure but one that is divided by it.</summary>
    [Fact]
    public async Task CorrectedHouseholds_AreTold_OnlyWhereTheRankingIsDividedByThem()
    {
        await using var live = await LiveCube.CreateAsync();
        await live.Store.Get<HouseholdCountCommands>().SaveAsync(TestStore.Administrator, TestStore.Xinsheng, 0, null,
            new(1_300, new(2026, 1, 1)), Cancellation);
        await live.StartAsync(Cancellation);
        await live.SettleAsync(Cancellation);
        var february = Period.MonthOf(new(2026, 2, 1));

        Assert.Equal((null, null), await ToldAsync(february, "petitions.on-time-rate"));
        Assert.Equal(("community", null), await ToldAsync(february, "petitions.resolved"));
        Assert.Equal((null, null), await ToldAsync(Period.MonthOf(TestStore.Today), "petitions.resolved"));

        async Task<(string?, string?)> ToldAsync(Period period, string rankBy)
        {
            var state = await ReadAsync(live, TestStore.Leader, null, rankBy, period);
            return (state.Restated?.Kinds.Single(), state.PreviousRestated?.Kinds.Single());
        }
    }

    private static async Task<OverviewState> ReadAsync(LiveCube live, CurrentUser caller, int[]? chosen,
        string rankBy = "petitions.on-time-rate", Period? period = null)
    {
        var when = new PeriodOnDay(period ?? Period.MonthOf(TestStore.Today), PeriodKind.Month, TestStore.Today);
        var names = await live.Store.Get<CommunityDirectory>().GetAsync(Cancellation);
        var question = new OverviewQuestion(when, chosen, chosen ?? Street, Street, rankBy) { Households = names.Households };
        return (await live.Store.Get<OverviewSlices>().ReadAsync(question, caller, Cancellation))!;
    }
}
