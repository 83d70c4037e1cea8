using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Errands;

public class ErrandCommandsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnErrand_IsEnteredCorrectedArchivedAndRestored()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Errand>>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.ErrandValues(), Guid.NewGuid(), Cancellation);
        at = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, new() { [x => x.Persons] = 5, [x => x.Beneficiary] = null }), Cancellation);
        at = await commands.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        at = await commands.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        var queries = store.Get<RecordQueries<Errand>>();
        var view = (await queries.FindAsync(TestStore.Leader, at.Id, Cancellation))!;
        Assert.Equal((ErrandKind.PensionCheck, 5, null, false, 4),
            (view.Record.Kind, view.Record.Persons, view.Record.Beneficiary, view.MayWrite, view.Record.Version));
        Assert.Null(await queries.FindAsync(TestStore.WorkerOfXinshun, at.Id, Cancellation));
    }

    [Fact]
    public async Task WhatACorrectionDoesNotSpeakOf_Stays()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RecordCommands<Errand>>();
        var at = await commands.EnterAsync(TestStore.WorkerOfXinsheng, Make.ErrandValues(), null, Cancellation);
        var same = await commands.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, new() { [x => x.Beneficiary] = " 张建国 " }),
            Cancellation);
        Assert.Equal(at, same);
        var other = await commands.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, new() { [x => x.CommunityId] = TestStore.Xinshun, [x => x.Note] = "上门" }), Cancellation);
        var errand = (await store.Get<RecordQueries<Errand>>().FindAsync(TestStore.WorkerOfXinsheng, other.Id, Cancellation))!.Record;
        Assert.Equal((TestStore.Xinsheng, "上门", "张建国", 3), (errand.CommunityId, errand.Note, errand.Beneficiary, errand.Persons));
    }

    [Theory]
    [InlineData(1L, null)]
    [InlineData((long)ErrandRecords.MostPersons, null)]
    [InlineData(0L, Rule.OutOfRange)]
    [InlineData(ErrandRecords.MostPersons + 1L, Rule.OutOfRange)]
    [InlineData(long.MaxValue, Rule.OutOfRange)]
    [InlineData(null, Rule.Required)]
    public async Task Persons_HaveLimits(long? persons, Rule? rule) =>
        Assert.Equal(rule is null ? [] : [("persons", rule.Value)], await RefusedAsync(Make.ErrandValues().With(x => x.Persons, persons)));

    [Fact]
    public async Task WhatIsWrong_IsToldAtOnce() => Assert.Equal(
        [("programme", Rule.Unknown), ("served-on", Rule.InFuture), ("errand-kind", Rule.Required), ("persons", Rule.Required),
            ("beneficiary", Rule.TooLong)],
        await RefusedAsync(new()
        {
            [x => x.CommunityId] = TestStore.Xinsheng,
            [x => x.ServedOn] = TestStore.Today.AddDays(1),
            [x => x.ProgrammeId] = 99,
            [x => x.Beneficiary] = new string('张', 101),
        }));

    [Theory]
    [InlineData(null, Rule.Required)]
    [InlineData(TestStore.Xinshun, Rule.Unknown)]
    public async Task Community_IsOneOfTheCallers(int? community, Rule rule) =>
        Assert.Equal([("community", rule)], await RefusedAsync(Make.ErrandValues().With(x => x.CommunityId, community)));

    private static async Task<(string, Rule)[]> RefusedAsync(FieldValues<Errand> values)
    {
        await using var store = await TestStore.CreateAsync();
        try
        {
            await store.Get<RecordCommands<Errand>>().EnterAsync(TestStore.WorkerOfXinsheng, values, null, Cancellation);
            return [];
        }
        catch (RefusedException refused)
        {
            return [.. refused.Violations.Select(violation => (violation.Field, violation.Rule))];
        }
    }
}
