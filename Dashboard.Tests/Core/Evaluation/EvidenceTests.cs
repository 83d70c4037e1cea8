using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Evaluation;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>Which records tell something about a unit, whatever became of it.</summary>
public class EvidenceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EverySource_IsRead_AndARecordOneByOne_SaysWhatTheSumsSay()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (unit, other) = (await scene.UnitAsync("绿能公司"), await scene.UnitAsync("惠民超市"));
        await scene.ConferenceAsync(new(2026, 1, 10), (unit, Presence.Attended), (other, Presence.Absent));
        await scene.ConferenceAsync(new(2026, 2, 10), (unit, Presence.Excused), (other, Presence.Attended));
        await scene.ConferenceAsync(new(2025, 12, 31), (unit, Presence.Absent));
        await scene.ActivityAsync(new(2026, 1, 5), unit, other);
        await scene.ActivityAsync(new(2026, 1, 5), unit);
        await scene.GiveAsync(new(2026, 3, 1), unit, 500, 30);
        await scene.FulfilAsync(new(2026, 3, 2), unit);
        await scene.PromiseAsync(new(2026, 2, 1), new(2026, 1, 31), unit);
        await scene.PromiseAsync(new(2026, 2, 2), new(2026, 2, 5), unit);
        await scene.PromiseAsync(new(2026, 3, 17), null, unit);
        // Due today, and still open: nobody can say yet.
        await scene.PromiseAsync(new(2026, 3, 18), null, unit);
        await AgreeAsync(store, "街道办、绿能公司", 1_000, 1_000);
        await AgreeAsync(store, "绿能公司、安居物业", 1_000, 0);
        await AgreeAsync(store, "绿能公司分部、安居物业", 1_000, 0);
        var archived = await scene.GiveAsync(new(2026, 3, 1), unit, 999);
        await scene.ChangeAsync<Contribution>(archived.Id, row => row.ArchivedAt = store.Time.GetUtcNow().UtcDateTime);

        var cycle = await scene.CycleAsync(CycleStage.Collecting);
        var measures = (await scene.LineAsync(cycle.Id, unit)).Input.Measures;
        Assert.Equal((1, 1, 0, 2), (measures.Attended, measures.Excused, measures.Absent, measures.ByQuarter[0]));
        Assert.Equal((50_000, 30, 1, 1, 2, 1, 1),
            (measures.Fen, measures.Minutes, measures.Wishes, measures.Kept, measures.NotKept, measures.Honoured, measures.NotHonoured));
        var view = (await scene.Queries.UnitAsync(EvaluationScene.Leader, cycle.Id, unit.Id, null, Stop))!;
        Assert.Equal(measures.Records, view.Evidence.Count);
        Assert.Equivalent(measures, Measures.Of(view.Evidence.Select(record => record.Line)));
    }

    [Fact]
    public async Task ARenamedUnit_KeepsItsRecords_AndTheAgreementsUnderItsOldName()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var unit = await scene.UnitAsync("绿能公司");
        await AgreeAsync(store, "街道办、绿能公司", 1_000, 1_000);
        await scene.ActivityAsync(new(2026, 1, 5), unit);
        await store.Get<RecordCommands<CoBuilder>>()
            .CorrectAsync(TestStore.Administrator, new(unit.Id, unit.Version, new() { [x => x.Name] = "新能公司" }), Stop);
        var cycle = await scene.CycleAsync(CycleStage.Collecting);
        var line = await scene.LineAsync(cycle.Id, unit);
        Assert.Equal(("新能公司", "绿能公司"), (line.Unit.Name, Assert.Single(line.Unit.FormerNames)));
        Assert.Equal((1, 1), (line.Input.Measures.Honoured, line.Input.Measures.Activities));
    }

    [Fact]
    public async Task AMergedUnit_CountsForTheOther_WhatTheyShareOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (gone, heir) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.ActivityAsync(new(2026, 1, 5), gone, heir);
        await scene.ActivityAsync(new(2026, 1, 6), gone);
        await scene.ConferenceAsync(new(2026, 1, 10), (gone, Presence.Absent), (heir, Presence.Attended));
        await scene.GiveAsync(new(2026, 1, 7), gone, 100);
        var units = store.Get<RecordCommands<CoBuilder>>();
        FieldValues<CoBuilder> leaves = new() { [x => x.LeftOn] = new DateOnly(2026, 2, 1) };
        await CycleTests.RefusedAsync(Rule.Unknown, () =>
            units.CorrectAsync(TestStore.Administrator, new(gone.Id, gone.Version, leaves.With(x => x.MergedIntoId, gone.Id)), Stop));
        await CycleTests.RefusedAsync(Rule.Required, () => units.CorrectAsync(TestStore.Administrator,
            new(gone.Id, gone.Version, leaves.With(x => x.MergedIntoId, heir.Id).With(x => x.LeftOn, null)), Stop));
        await units.CorrectAsync(TestStore.Administrator, new(gone.Id, gone.Version, leaves.With(x => x.MergedIntoId, heir.Id)), Stop);
        var cycle = await scene.CycleAsync(CycleStage.Collecting, Scheme.Default with { MinimumEvidence = 1 });
        var line = await scene.LineAsync(cycle.Id, heir);
        Assert.Equal((2, 10_000, 1, 0),
            (line.Input.Measures.Activities, line.Input.Measures.Fen, line.Input.Measures.Attended, line.Input.Measures.Absent));
        var left = await scene.LineAsync(cycle.Id, gone);
        Assert.Equal((Standing.Merged, null), (left.Standing, left.Rank));
        var view = (await scene.Queries.UnitAsync(EvaluationScene.Leader, cycle.Id, heir.Id, null, Stop))!;
        Assert.Equal("甲单位", Assert.Single(view.MergedFrom).Name);
        Assert.Equivalent(line.Input.Measures, Measures.Of(view.Evidence.Select(record => record.Line)));
    }

    [Fact]
    public async Task AUnitThatLeft_IsScoredToItsDay_AndNotRanked_OneThatLeftBefore_IsNotThere()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (left, before) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.DiligentAsync(left);
        await scene.ChangeAsync<CoBuilder>(left.Id, unit => unit.LeftOn = new(2026, 2, 1));
        await scene.ChangeAsync<CoBuilder>(before.Id, unit => unit.LeftOn = new(2025, 12, 31));
        var cycle = await scene.CycleAsync(CycleStage.Collecting);
        var line = Assert.Single((await scene.BoardAsync(cycle.Id)).Lines);
        Assert.Equal((left.Id, Standing.Left, null, 32), (line.Unit.Id, line.Standing, line.Rank, line.Input.Membership.Days));
    }

    [Fact]
    public async Task ALapsedPromise_CanBeTakenOverByAnother_ForABonusOnceItIsDone()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (lax, keen) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.DiligentAsync(keen);
        var lapsed = await scene.PromiseAsync(new(2026, 2, 1), null, lax);
        var open = await scene.PromiseAsync(new(2026, 4, 1), null, lax);
        var (hall, worker) = (store.Get<Hall>(), TestStore.WorkerOfXinsheng);
        Assert.Equal(lapsed.Id, Assert.Single(await hall.ReadAsync(worker, Stop)).CommitmentId);
        await CycleTests.RefusedAsync(Rule.NotLapsed, () => hall.TakeAsync(worker, new(open.Id, keen.Id), Stop));
        await CycleTests.RefusedAsync(Rule.OwnLapse, () => hall.TakeAsync(worker, new(lapsed.Id, lax.Id), Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => hall.TakeAsync(TestStore.WorkerOfXinshun, new(lapsed.Id, keen.Id), Stop));
        var taken = await hall.TakeAsync(worker, new(lapsed.Id, keen.Id), Stop);
        await CycleTests.RefusedAsync(Rule.TakenAlready, () => hall.TakeAsync(worker, new(lapsed.Id, keen.Id), Stop));
        await hall.GiveBackAsync(worker, new(taken.Id, taken.Version, "人手不足"), Stop);
        await hall.TakeAsync(worker, new(lapsed.Id, keen.Id), Stop);
        Assert.Equal("乙单位", Assert.Single(await hall.ReadAsync(worker, Stop)).Taking!.CoBuilder);

        var cycle = await scene.CycleAsync(CycleStage.Collecting);
        Assert.Null((await scene.LineAsync(cycle.Id, keen)).Score.PointsOf("taken-over"));
        await store.Get<CommitmentCommands>().CompleteAsync(worker, new(lapsed.Id, lapsed.Version), Stop);
        Assert.Equal(2, (await scene.LineAsync(cycle.Id, keen)).Score.PointsOf("taken-over"));
        Assert.Equal(1, (await scene.LineAsync(cycle.Id, lax)).Input.Measures.NotKept);
        Assert.Empty(await hall.ReadAsync(worker, Stop));
    }

    private static async Task AgreeAsync(TestStore store, string parties, long promised, long built)
    {
        var made =
            await store.AddAsync(new Agreement
            {
                CommunityId = TestStore.Xinsheng,
                Title = "充电桩协议",
                Parties = parties,
                AgreedOn = new(2026, 1, 1),
                DueOn = new(2026, 3, 1)
            });
        await store.AddAsync(
            new Output
            {
                CommunityId = TestStore.Xinsheng,
                Kind = OutputKind.PortsAgreed,
                AmountMilli = promised,
                RecordedOn = new(2026, 1, 1),
                AgreementId = made.Id
            },
            new Output
            {
                CommunityId = TestStore.Xinsheng,
                Kind = OutputKind.PortsBuilt,
                AmountMilli = built,
                RecordedOn = new(2026, 2, 1),
                AgreementId = made.Id
            });
    }
}
