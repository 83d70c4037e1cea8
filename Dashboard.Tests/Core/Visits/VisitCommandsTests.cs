using Concentric.Metrics;
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
        var first = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit(" ７－２－３０１ ", "7 - 2 — 301", "", null, "7-2-302a")), Cancellation);
        await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit("7-2-302A", "8-1-101")), Cancellation);
        await commands.RecordAsync(TestStore.WorkerOfXinshun, new(TestStore.Xinshun, Visit("7-2-301")), Cancellation);

        Assert.Equal(["7-2-301", "7-2-302A"], (await store.Get<VisitQueries>().FindAsync(TestStore.WorkerOfXinsheng, first.Id, Cancellation))!.Addresses);
        await using var db = store.Open();
        Assert.Equal(3, await db.Households.CountAsync(household => household.CommunityId == TestStore.Xinsheng, Cancellation));
        Assert.Equal(1, await db.Households.CountAsync(household => household.CommunityId == TestStore.Xinshun, Cancellation));
    }

    [Fact]
    public async Task Addresses_AreMaskedForReaders()
    {
        await using var store = await TestStore.CreateAsync();
        var at = await store.Get<VisitCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit("7-2-301")), Cancellation);
        Assert.Equal(["7-2-***"], (await store.Get<VisitQueries>().FindAsync(TestStore.Leader, at.Id, Cancellation))!.Addresses);
        Assert.Null(await store.Get<VisitQueries>().FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation));
    }

    [Fact]
    public async Task Correcting_ChangesTheHouseholdsAndTheVersion()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VisitCommands>();
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit("7-2-301", "7-2-302")), Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Visit("7-2-302", "7-2-303")), Cancellation);
        Assert.Equal(2, at.Version);
        Assert.Equal(["7-2-302", "7-2-303"], (await store.Get<VisitQueries>().FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!.Addresses);
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
    }

    [Theory]
    [InlineData(0, Rule.Required)]
    [InlineData(1, null)]
    [InlineData(VisitDetails.MostHouseholds, null)]
    [InlineData(VisitDetails.MostHouseholds + 1, Rule.OutOfRange)]
    public async Task TheNumberOfHouseholds_HasLimits(int households, Rule? rule) =>
        Assert.Equal(rule is null ? [] : [rule.Value], await RefusedAsync(Visit([.. Enumerable.Range(1, households).Select(room => $"7-{room}")])));

    [Fact]
    public async Task WhereNobodyWasHome_TheVisitIsKept_AndNoHouseholdReached()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddMetricCube(new()));
        var commands = store.Get<VisitCommands>();
        await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit("7-2-301") with { NobodyHomeAt = ["7号楼2单元302", "7-2-303"] }), Cancellation);
        var at = await commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit() with { NobodyHomeAt = ["7-2-301室"] }), Cancellation);
        var view = (await store.Get<VisitQueries>().FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!;
        Assert.Empty(view.Addresses);
        Assert.Equal(["7-2-301"], view.NobodyHome);
        Assert.Equal((2d, 1d), (await FigureAsync("visits.count"), await FigureAsync("visits.households")));
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Visit("7-2-302")), Cancellation);
        Assert.Equal(2d, await FigureAsync("visits.households"));
        Assert.Equal([Rule.Repeated], await RefusedAsync(Visit("7-2-301") with { NobodyHomeAt = ["７号楼2单元301"] }));
        Assert.Equal([Rule.NobodyHome, Rule.NotAnAddress], await RefusedAsync(Visit("没人在家", "2007-02-01")));

        async Task<double?> FigureAsync(string key) => (await store.Get<MetricQueries>().ReadAsync(store.Get<MetricCatalogue>()[key], new(Period.YearTo(TestStore.Today), TestStore.Today), Cancellation)).Value;
    }

    [Fact]
    public async Task ARefusedVisit_MakesUpNoHousehold()
    {
        await using var store = await TestStore.CreateAsync();
        var details = Visit("7-2-301", new string('9', 33)) with { Visitor = " ", VisitedOn = TestStore.Today.AddDays(1) };
        var refused = await Assert.ThrowsAsync<RefusedException>(() => store.Get<VisitCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation));
        Assert.Equal([Rule.InFuture, Rule.Required, Rule.TooLong], refused.Violations.Select(violation => violation.Rule));
        await using var db = store.Open();
        Assert.False(await db.Households.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task TwoVisitorsAtTheSameNewDoor_AreBothEntered()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<VisitCommands>();
        string[] doors = [.. Enumerable.Range(1, 40).Select(room => $"9-{room}")];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => commands.RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, Visit(doors)), Cancellation))));
        await using var db = store.Open();
        Assert.Equal((4, 40, 160), (await db.Visits.CountAsync(Cancellation), await db.Households.CountAsync(Cancellation), await db.VisitHouseholds.CountAsync(Cancellation)));
    }

    private static VisitDetails Visit(params string?[] addresses) => new("王芳", TestStore.Today, addresses);

    private static async Task<Rule[]> RefusedAsync(VisitDetails details)
    {
        await using var store = await TestStore.CreateAsync();
        try
        {
            await store.Get<VisitCommands>().RecordAsync(TestStore.WorkerOfXinsheng, new(TestStore.Xinsheng, details), Cancellation);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => violation.Rule)];
        }
    }
}
