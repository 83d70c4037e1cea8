using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Data.Reference;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Visits;

/// <summary>A store from before addresses were read: one household is one afterwards, no visit is lost, and what is no address is told.</summary>
public class HouseholdsOfOldStoresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Spellings_BecomeOneHousehold_AndWhatIsNone_IsMarked()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        string[] texts = ["7号楼2单元302", "7-2-302", "7－2－302室", "馨盛园 7-2-303", "没人在家", "2007-02-01", "老王家"];
        var ids = new List<long>();
        foreach (var text in texts) ids.Add((await store.AddAsync(new Household { CommunityId = TestStore.Xinsheng, Address = text })).Id);
        var elsewhere = await store.AddAsync(new Household { CommunityId = TestStore.Xinshun, Address = "7栋2单元302" });
        // The first two at once, the third alone, nobody home, an unclear one.
        var visits = new List<Visit>();
        foreach (int[] at in (int[][])[[0, 1], [2, 3], [4], [5, 6]]) visits.Add(await AddVisitAsync(store, TestStore.Xinsheng, [.. at.Select(place => ids[place])]));
        await AddVisitAsync(store, TestStore.Xinshun, [elsewhere.Id]);
        Assert.Equal(8, await ReachedAsync(store));

        await PrepareAsync(store);
        await using (var db = store.Open())
        {
            Assert.Equal(
                ["2007-02-01 True", "7-2-302 False", "7-2-303 False", "没人在家 True", "老王家 True"],
                await db.Households.Where(found => found.CommunityId == TestStore.Xinsheng).OrderBy(found => found.Address).Select(found => found.Address + (found.IsUnclear ? " True" : " False")).ToListAsync(Cancellation));
            Assert.Equal("7-2-302", (await db.Households.SingleAsync(found => found.CommunityId == TestStore.Xinshun, Cancellation)).Address);
            // The one that was written rightly is kept, with the visits of all three.
            Assert.Equal([visits[0].Id, visits[1].Id], await db.VisitHouseholds.Where(link => link.HouseholdId == ids[1]).OrderBy(link => link.VisitId).Select(link => link.VisitId).ToListAsync(Cancellation));
            Assert.Equal([visits[2].Id], await db.VisitHouseholds.Where(link => link.NobodyHome).Select(link => link.VisitId).ToListAsync(Cancellation));
            Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.Kind == "visit" && entry.Action == "Changed" && entry.By == "system", Cancellation));
        }

        // 7-2-302, 7-2-303 and the two that wait to be mended, and one of the other community; not the one where nobody was home.
        Assert.Equal(5, await ReachedAsync(store));
        var list = await store.Get<ListQueries>().ReadAsync(VisitRecords.Kind.List, TestStore.WorkerOfXinsheng, new(View: VisitRecords.UnclearAddress), Cancellation);
        Assert.Equal([visits[3].Id, visits[2].Id], list.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task ItIsDoneOnce_AndGoesOn_WhereItWasCutOff()
    {
        await using var store = await TestStore.CreateAsync();
        await PrepareAsync(store);
        var late = await store.AddAsync(new Household { CommunityId = TestStore.Xinsheng, Address = "7号楼2单元302" });
        await PrepareAsync(store);
        await using var db = store.Open();
        Assert.Equal("7号楼2单元302", (await db.Households.AsNoTracking().SingleAsync(Cancellation)).Address);
        await db.StoreFacts.Where(fact => fact.Key == HouseholdAddresses.Fact).ExecuteDeleteAsync(Cancellation);
        await PrepareAsync(store);
        Assert.Equal((late.Id, "7-2-302"), await db.Households.AsNoTracking().Select(found => ValueTuple.Create(found.Id, found.Address)).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task TheDemosHouseholds_AreWrittenAsTheyAreKept()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.True(await new DemoData(store.Factory, store.Get<OfficeClock>()).LoadAsync(Cancellation));
        await using var db = store.Open();
        var before = await db.Households.AsNoTracking().Select(found => found.Address).ToListAsync(Cancellation);
        Assert.True(before.Count >= 700);
        Assert.All(before, address => Assert.Equal(address, HouseholdAddress.Read(address, [])?.ToString()));
    }

    private static Task<IReadOnlyList<string>> PrepareAsync(TestStore store) => new StorePreparation(store.Factory, store.Get<StoreOptions>()).PrepareAsync(Cancellation);

    private static async Task<double?> ReachedAsync(TestStore store) =>
        (await store.Get<MetricQueries>().ReadAsync(store.Get<MetricCatalogue>()["visits.households"], new(Period.YearTo(TestStore.Today), TestStore.Today), Cancellation)).Value;

    private static async Task<Visit> AddVisitAsync(TestStore store, int community, IEnumerable<long> households)
    {
        var visit = new Visit { CommunityId = community, Visitor = "王芳", VisitedOn = TestStore.Today };
        foreach (var id in households) visit.Households.Add(new() { HouseholdId = id });
        return await store.AddAsync(visit);
    }
}
