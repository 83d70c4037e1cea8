using Concentric.CoBuilders;
using Concentric.Kinds;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.CoBuilders;

public class ContributionCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 0, "yuan NothingGiven")]
    [InlineData(-1, 0, "yuan OutOfRange")]
    [InlineData(0, -1, "minutes OutOfRange")]
    [InlineData(ContributionRecords.MostFen + 1, 0, "yuan OutOfRange")]
    [InlineData(0, ContributionRecords.MostMinutes + 1, "minutes OutOfRange")]
    [InlineData(1, 0, null)]
    [InlineData(0, 1, null)]
    [InlineData(ContributionRecords.MostFen, ContributionRecords.MostMinutes, null)]
    public async Task MoneyOrTime_AtLeastOne_WithinLimits(long fen, long minutes, string? refusal)
    {
        await using var store = await TestStore.CreateAsync();
        var values = Make.ContributionValues(await UnitAsync(store), fen).With(x => x.Minutes, minutes);
        var record = () => store.Get<RecordCommands<Contribution>>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        if (refusal is null) await record();
        else Assert.Equal([refusal],
            (await Assert.ThrowsAsync<RefusedException>(record)).Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task WhatItNames_MustBeThere_AndTheProjectOfTheSameCommunity()
    {
        await using var store = await TestStore.CreateAsync();
        var strand = await store.AddAsync(new Programme { Key = "roads", Name = "爱心路", NameEn = "Roads", Kind = ProgrammeKind.Strand });
        var elsewhere =
            await store.AddAsync(new Project
            {
                CommunityId = TestStore.Xinshun,
                Title = "道路",
                StrandId = strand.Id,
                StartedOn = TestStore.Today
            });
        var values = Make.ContributionValues(99).With(x => x.ProjectId, elsewhere.Id).With(x => x.ProgrammeId, 98)
            .With(x => x.GivenOn, TestStore.Today.AddDays(1)).With(x => x.Purpose, "");
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<RecordCommands<Contribution>>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation));
        Assert.Equal(
            ["co-builder Unknown", "project Unknown", "programme Unknown", "given-on InFuture", "purpose Required"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
    }

    [Fact]
    public async Task WhatIsLeftOut_IsAskedFor()
    {
        await using var store = await TestStore.CreateAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<RecordCommands<Contribution>>().EnterAsync(TestStore.WorkerOfXinsheng, new(), null, Cancellation));
        Assert.Equal(
            ["given-on Required", "community Required", "co-builder Required", "purpose Required", "yuan NothingGiven"],
            refused.Violations.Select(violation => $"{violation.Field} {violation.Rule}"));
        Assert.All(refused.Violations, violation => Assert.Null(violation.Value));
    }

    [Fact]
    public async Task OneCommunity_NeitherEntersNorChangesNorReadsForAnother()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Contribution>>();
        var unitId = await UnitAsync(store);
        var values = Make.ContributionValues(unitId);
        var saved = await commands.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        await Assert.ThrowsAsync<RefusedException>(() => commands.EnterAsync(TestStore.WorkerOfXinshun, values, null, Cancellation));
        await Assert.ThrowsAsync<RefusedException>(() => commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(saved.Id, saved.Version, new() { [x => x.CommunityId] = TestStore.Xinshun }), Cancellation));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            commands.CorrectAsync(TestStore.WorkerOfXinshun, new(saved.Id, saved.Version, values), Cancellation));
        Assert.Null(await store.Get<RecordQueries<Contribution>>().FindAsync(TestStore.WorkerOfXinshun, saved.Id, Cancellation));
        Assert.Equal(0, (await store.Get<CoBuilderQueries>().FindAsync(TestStore.WorkerOfXinshun, unitId, Cancellation))!.AmountFen);
    }

    [Fact]
    public async Task ThePageOfTheGiver_AddsUpWhatCounts_AndAnArchivedUnitMayStayWhereItIsNamed()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Contribution>>();
        var unitId = await UnitAsync(store);
        var values = Make.ContributionValues(unitId);
        var first = await commands.EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
        await commands.EnterAsync(TestStore.WorkerOfXinsheng, values.With(x => x.AmountFen, 0)
            .With(x => x.Minutes, 90), null, Cancellation);
        var third = await commands.EnterAsync(TestStore.WorkerOfXinsheng, values.With(x => x.AmountFen, 7), null, Cancellation);
        await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(third.Id, third.Version, "重复"), Cancellation);
        var unit = await store.Get<RecordCommands<CoBuilder>>().ArchiveAsync(TestStore.Administrator, new(unitId, 1, "误登"), Cancellation);
        await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, values.With(x => x.AmountFen, 6_000_000)),
            Cancellation);

        var view = (await store.Get<CoBuilderQueries>().FindAsync(TestStore.Leader, unit.Id, Cancellation))!;
        Assert.Equal((2, 6_000_000, 90), (view.ContributionCount, view.AmountFen, view.Minutes));
        Assert.Equal(2, view.Contributions.Count);
    }

    private static async Task<long> UnitAsync(TestStore store) =>
        (await store.AddAsync(new CoBuilder
        {
            Name = "惠民超市",
            NameEn = "Supermarket",
            Kind = CoBuilderKind.Enterprise,
            JoinedOn = TestStore.Today
        })).Id;
}
