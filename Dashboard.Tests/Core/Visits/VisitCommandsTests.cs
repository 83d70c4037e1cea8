using Concentric.Data;
using Concentric.Kinds;
using Concentric.Metrics;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Time;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Visits;

public class VisitCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddressesAreCleaned_EachHouseholdCountsOnce_AndIsKnownTheNextTime()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VisitCommands>();
        var first = await commands.EnterAsync(TestStore.WorkerOfXinsheng,
            Make.VisitValues([" ７－２－３０１ ", "7 - 2 — 301", "", null, "7-2-302a"]), null, Cancellation);
        await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["7-2-302A", "8-1-101"]), null, Cancellation);
        await commands.EnterAsync(TestStore.WorkerOfXinshun, Make.VisitValues(["7-2-301"], TestStore.Xinshun), null, Cancellation);

        Assert.Equal(["7-2-301", "7-2-302A"], await AddressesAsync(store, TestStore.WorkerOfXinsheng, first.Id));
        await using var db = store.Open();
        Assert.Equal(3, await db.Households.CountAsync(household => household.CommunityId == TestStore.Xinsheng, Cancellation));
        Assert.Equal(1, await db.Households.CountAsync(household => household.CommunityId == TestStore.Xinshun, Cancellation));
    }

    /// <summary>As on SQL Server, where a collation decides which texts are the same.</summary>
    [Fact]
    [OnSqlite("its own table of the schema")]
    public async Task WhereTheStoreTakesMoreForTheSame_AnAddressIsTheHouseholdThatItHas()
    {
        await using var store = await TestStore.CreateAsync();
        await using (var db = store.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""
                PRAGMA writable_schema = ON;
                UPDATE sqlite_master SET sql = replace(sql, '"Address" TEXT NOT NULL', '"Address" TEXT NOT NULL COLLATE NOCASE')
                WHERE name = 'Households';
                PRAGMA writable_schema = RESET;
                REINDEX Households;
                """, Cancellation);
            db.Add(new Household { CommunityId = TestStore.Xinsheng, Address = "7-2-302a" });
            await db.SaveChangesAsync(Cancellation);
        }

        var visit = await store.Get<VisitCommands>().EnterAsync(TestStore.WorkerOfXinsheng,
            Make.VisitValues(["7-2-302A", "7-2-303A"]), null, Cancellation);

        Assert.Equal(["7-2-302a", "7-2-303A"], await AddressesAsync(store, TestStore.WorkerOfXinsheng, visit.Id));
        await using var after = store.Open();
        Assert.Equal(2, await after.Households.CountAsync(Cancellation));
    }

    [Fact]
    public async Task KnownHouseholds_AreFoundInAnySpelling_ByThoseWhoMayRevealThem_InTheirCommunityOnly()
    {
        await using var store = await TestStore.CreateAsync();
        var rooms = Enumerable.Range(101, 30).Select(room => (string?)$"17-2-{room}");
        var values = Make.VisitValues(["7-2-301", "7-2-302", "7-1-101", .. rooms]);
        await store.Get<VisitCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        var households = store.Get<HouseholdQueries>();

        Assert.Equal(["7-2-301", "7-2-302", "17-2-101"], (await FindAsync(TestStore.WorkerOfXinsheng, "7号楼2单元")).Take(3));
        Assert.Equal(["7-2-302"], await FindAsync(TestStore.Administrator, " ７－２－３０２ "));
        Assert.Equal(21, (await FindAsync(TestStore.WorkerOfXinsheng, "17栋2单元")).Count);
        // A building alone is no question: what is shown then would be a street.
        Assert.Empty(await FindAsync(TestStore.WorkerOfXinsheng, "17栋"));
        Assert.Empty(await FindAsync(TestStore.WorkerOfXinsheng, "7"));
        Assert.Empty(await FindAsync(TestStore.WorkerOfXinsheng, null));
        Assert.Empty(await FindAsync(TestStore.WorkerOfXinshun, "7-2"));
        // Who only reads could learn door by door who was visited.
        Assert.Empty(await FindAsync(TestStore.Leader, "7-2-301"));

        Task<IReadOnlyList<string>> FindAsync(CurrentUser caller, string? text) =>
            households.SearchAsync(caller, TestStore.Xinsheng, text, Cancellation);
    }

    [Fact]
    public async Task Addresses_AreMaskedForReaders()
    {
        await using var store = await TestStore.CreateAsync();
        var at = await store.Get<VisitCommands>().EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["7-2-301"]), null, Cancellation);
        Assert.Equal(["7-2-***"], await AddressesAsync(store, TestStore.Leader, at.Id));
        Assert.Null(await store.Get<RecordQueries<Visit>>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation));
    }

    [Fact]
    public async Task Correcting_ChangesTheHouseholdsAndTheVersion()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VisitCommands>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["7-2-301", "7-2-302"]), null, Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, new() { [x => x.Households] = new[] { "7-2-302", "7号楼2单元303" } }), Cancellation);
        Assert.Equal(2, at.Version);
        Assert.Equal(["7-2-302", "7-2-303"], await AddressesAsync(store, TestStore.WorkerOfXinsheng, at.Id));
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new() { [x => x.Note] = "下午" }), Cancellation);
        Assert.Equal(["7-2-302", "7-2-303"], await AddressesAsync(store, TestStore.WorkerOfXinsheng, at.Id));
        var records = store.Get<RecordCommands<Visit>>();
        at = await records.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        await records.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
    }

    [Theory]
    [InlineData(0, Rule.Required)]
    [InlineData(1, null)]
    [InlineData(VisitRecords.MostHouseholds, null)]
    [InlineData(VisitRecords.MostHouseholds + 1, Rule.OutOfRange)]
    public async Task TheNumberOfHouseholds_HasLimits(int households, Rule? rule) =>
        Assert.Equal(rule is null ? [] : [rule.Value],
            await RefusedAsync(Make.VisitValues(Enumerable.Range(1, households).Select(room => $"7-{room}"))));

    [Fact]
    public async Task WhereNobodyWasHome_TheVisitIsKept_AndNoHouseholdReached()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        var commands = store.Get<VisitCommands>();
        await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(["7-2-301"])
            .WithNobodyHome("7号楼2单元302", "7-2-303"), null, Cancellation);
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues().WithNobodyHome("7-2-301室"), null, Cancellation);
        Assert.Empty(await AddressesAsync(store, TestStore.WorkerOfXinsheng, at.Id));
        Assert.Equal(["7-2-301"], await AddressesAsync(store, TestStore.WorkerOfXinsheng, at.Id, VisitRecords.NobodyHome));
        Assert.Equal((2d, 1d), (await FigureAsync("visits.count"), await FigureAsync("visits.households")));
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Make.VisitValues(["7-2-301"]).WithNobodyHome()),
            Cancellation);
        Assert.Equal(1d, await FigureAsync("visits.households"));
        at = new(at.Id, at.Version + 1);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new() { [x => x.Households] = new[] { "7-2-302" } }),
            Cancellation);
        Assert.Equal(2d, await FigureAsync("visits.households"));
        Assert.Equal([Rule.Repeated], await RefusedAsync(Make.VisitValues(["7-2-301"]).WithNobodyHome("７号楼2单元301")));
        Assert.Equal([Rule.NobodyHome, Rule.NotAnAddress], await RefusedAsync(Make.VisitValues(["没人在家", "2007-02-01"])));

        async Task<double?> FigureAsync(string key) => (await store.Get<MetricQueries>()
            .ReadAsync(store.Get<MetricCatalogue>()[key], new(Period.YearTo(TestStore.Today), TestStore.Today), Cancellation)).Value;
    }

    [Fact]
    public async Task ARefusedVisit_MakesUpNoHousehold()
    {
        await using var store = await TestStore.CreateAsync();
        var values = Make.VisitValues(["7-2-301", new string('9', 33)], on: TestStore.Today.AddDays(1)).With(x => x.Visitor, " ");
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<VisitCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation));
        Assert.Equal([Rule.TooLong, Rule.InFuture, Rule.Required], refused.Violations.Select(violation => violation.Rule));
        await using var db = store.Open();
        Assert.False(await db.Households.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task TwoVisitorsAtTheSameNewDoor_AreBothEntered()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VisitCommands>();
        string[] doors = [.. Enumerable.Range(1, 40).Select(room => $"9-{room}")];
        await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Task.Run(() => commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.VisitValues(doors), null, Cancellation))));
        await using var db = store.Open();
        Assert.Equal((4, 40, 160),
            (await db.Visits.CountAsync(Cancellation), await db.Households.CountAsync(Cancellation),
                await db.VisitHouseholds.CountAsync(Cancellation)));
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(TestStore store, CurrentUser caller, long id,
        string field = VisitRecords.Reached)
    {
        var view = await store.Get<RecordQueries<Visit>>().FindAsync(caller, id, Cancellation);
        return (VisitRecords.Kind[field].Read(view!.Record) as FieldList)?.Texts ?? [];
    }

    private static async Task<Rule[]> RefusedAsync(FieldValues<Visit> values)
    {
        await using var store = await TestStore.CreateAsync();
        try
        {
            await store.Get<VisitCommands>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => violation.Rule)];
        }
    }
}
