using Concentric.Hazards;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Overview;

public class OverviewListsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WorstOverdue_TellsLateMajorHazardsFirst_ThenByDaysLate()
    {
        await using var store = await StartAsync();
        await store.AddAsync(
            Petition("p5", -5), Petition("p9", -9), Petition("p0", 0), Petition("p+1", 1),
            Petition("closed", -20, with: petition => petition.ClosedOn = TestStore.Today),
            Petition("archived", -20, with: petition => petition.ArchivedAt = TestStore.Start.UtcDateTime));
        await store.AddAsync(
            Hazard("g7", -7), Hazard("M1", -1, HazardSeverity.Major), Hazard("M3", -3, HazardSeverity.Major),
            Hazard("M0", 0, HazardSeverity.Major),
            Hazard("rectified", -30, HazardSeverity.Major, hazard => hazard.RectifiedOn = TestStore.Today));

        Assert.Equal(["M3", "M1", "p9", "g7", "p5"], await TitlesAsync(store, null, 5));
        Assert.Equal(["M3", "M1", "p9", "g7", "p5", "M0", "p0"], await TitlesAsync(store, null, 50));
        Assert.Equal(2, await store.Get<OverviewLists>().DueOnAsync(null, TestStore.Today, TestStore.Today, Cancellation));
    }

    [Fact]
    public async Task OfAPastDay_TheyTellWhatWasLateAndDueThen()
    {
        await using var store = await StartAsync();
        var then = TestStore.Today.AddDays(-10);
        await store.AddAsync(
            Petition("late then, closed since", -12, with: petition => petition.ClosedOn = TestStore.Today), Petition("late since", -5),
            Petition("due then", -10),
            Petition("due then, closed then", -10, with: petition => petition.ClosedOn = then),
            Petition("closed by then", -15, with: petition => petition.ClosedOn = then));
        await store.AddAsync(
            Hazard("late then, rectified since", -11, with: hazard => hazard.RectifiedOn = then.AddDays(1)),
            Hazard("found since", -10, with: hazard => hazard.FoundOn = then.AddDays(1)),
            Hazard("rectified by then", -20, with: hazard => hazard.RectifiedOn = then.AddDays(-1)));
        var lists = store.Get<OverviewLists>();
        var late = await lists.WorstOverdueAsync(null, then, TestStore.Today, 50, Cancellation);
        Assert.Equal([("late then, closed since", 2), ("late then, rectified since", 1), ("due then", 0)],
            late.Select(item => (item.Title, item.DaysLate)));
        Assert.Equal(1, await lists.DueOnAsync(null, then, TestStore.Today, Cancellation));
    }

    [Fact]
    public async Task WorstOverdue_IsNotCrowdedOutByMajorHazardsDueToday()
    {
        await using var store = await StartAsync();
        await store.AddAsync(Enumerable.Range(0, 4).Select(i => Hazard($"M{i}", 0, HazardSeverity.Major)).Append(Hazard("g1", -1))
            .ToArray());
        Assert.Equal(["g1", "M0", "M1"], await TitlesAsync(store, null, 3));
    }

    [Fact]
    public async Task WorstOverdue_OfACommunity_HoldsWhatIsSharedWithIt()
    {
        await using var store = await StartAsync();
        await store.AddAsync(
            Petition("own", -1, TestStore.Xinshun), Petition("other", -2),
            Petition("shared", -3, with: petition =>
            {
                petition.IsJoint = true;
                petition.Communities.AddRange([new() { CommunityId = TestStore.Xinsheng }, new() { CommunityId = TestStore.Xinshun }]);
            }));
        Assert.Equal(["shared", "own"], await TitlesAsync(store, [TestStore.Xinshun], 5));
    }

    [Fact]
    public async Task RecentChanges_AreTheNewest_OfTheCallersCommunities()
    {
        await using var store = await StartAsync();
        await store.AddAsync(Make.Petition(), Make.Petition(TestStore.Xinshun));
        await store.AddAsync(Make.Hazard(TestStore.Xinshun));
        var lists = store.Get<OverviewLists>();
        Assert.Equal(["hazard", "petition", "petition"], (await lists.RecentChangesAsync(TestStore.Leader, 20, Cancellation))
            .Select(change => change.Kind));
        Assert.Equal(["hazard", "petition"], (await lists.RecentChangesAsync(TestStore.WorkerOfXinshun, 20, Cancellation))
            .Select(change => change.Kind));
        Assert.Equal("hazard", Assert.Single(await lists.RecentChangesAsync(TestStore.Leader, 1, Cancellation)).Kind);
    }

    [Fact]
    [OnSqlite("its query plans")]
    public async Task EveryList_IsASeekInAnIndex()
    {
        var plans = new QueryPlans();
        await using var store = await TestStore.CreateAsync(services =>
        {
            services.AddSingleton<OverviewLists>();
            QueryPlans.Watch(plans)(services);
        });
        var lists = store.Get<OverviewLists>();
        foreach (int[]? communities in new[] { null, new[] { 1 }, [1, 2] })
        {
            await lists.WorstOverdueAsync(communities, TestStore.Today, TestStore.Today, 20, Cancellation);
            await lists.DueOnAsync(communities, TestStore.Today, TestStore.Today, Cancellation);
        }

        await lists.RecentChangesAsync(TestStore.Leader, 20, Cancellation);
        await lists.RecentChangesAsync(TestStore.WorkerOfXinshun, 20, Cancellation);
        Assert.NotEmpty(plans.Steps);
        Assert.DoesNotContain(plans.Steps, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private static Task<TestStore> StartAsync() => TestStore.CreateAsync(services => services.AddSingleton<OverviewLists>());

    private static Petition Petition(string title, int dueIn, int communityId = TestStore.Xinsheng, Action<Petition>? with = null) =>
        Make.Petition(communityId, TestStore.Today.AddDays(-30), petition =>
        {
            petition.Title = title;
            petition.DueOn = TestStore.Today.AddDays(dueIn);
            with?.Invoke(petition);
        });

    private static Hazard Hazard(string title, int dueIn, HazardSeverity severity = HazardSeverity.General, Action<Hazard>? with = null) =>
        Make.Hazard(foundOn: TestStore.Today.AddDays(-30), with: hazard =>
        {
            hazard.Title = title;
            hazard.DueOn = TestStore.Today.AddDays(dueIn);
            hazard.Severity = severity;
            with?.Invoke(hazard);
        });

    private static async Task<IEnumerable<string>> TitlesAsync(TestStore store, IReadOnlyList<int>? communityIds, int most) =>
        (await store.Get<OverviewLists>().WorstOverdueAsync(communityIds, TestStore.Today, TestStore.Today, most, Cancellation))
            .Select(item => item.Title);
}
