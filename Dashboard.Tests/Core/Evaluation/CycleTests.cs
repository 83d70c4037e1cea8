using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Evaluation;

/// <summary>A cycle from draft to publication, and everything that is refused on the way.</summary>
public class CycleTests
{
    private static readonly CurrentUser Leader = EvaluationScene.Leader;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AYear_InItsTime_NeedsNoReason()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var saved = await scene.Cycles.OpenAsync(Leader, new(2027, "2027 年度评价"), Stop);
        saved = await scene.MoveAsync(saved, CycleStage.Frozen, null);
        await RefusedAsync(Rule.YearNotBegun, () => scene.MoveAsync(saved, CycleStage.Collecting, null));
        store.Time.SetUtcNow(new(2027, 1, 2, 0, 0, 0, TimeSpan.Zero));
        saved = await scene.MoveAsync(saved, CycleStage.Collecting, null);
        await RefusedAsync(Rule.EarlyScoring, () => scene.MoveAsync(saved, CycleStage.Scoring, null));
        store.Time.SetUtcNow(new(2028, 1, 5, 0, 0, 0, TimeSpan.Zero));
        foreach (var stage in new[] { CycleStage.Scoring, CycleStage.Review, CycleStage.Published })
            saved = await scene.MoveAsync(saved, stage, null);
        var cycle = (await scene.BoardAsync(saved.Id)).Cycle;
        Assert.DoesNotContain(cycle.Steps, step => step.IsOutOfTime);
        Assert.Equal((new DateOnly(2027, 12, 31), 64), (cycle.Until, cycle.ResultHash!.Length));
    }

    [Fact]
    public async Task OutOfTime_TakesAReason_ThatStands()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var saved = await scene.Cycles.OpenAsync(Leader, new(2026, "2026 年度评价"), Stop);
        await RefusedAsync(Rule.LateFreeze, () => scene.MoveAsync(saved, CycleStage.Frozen, "  "));
        await RefusedAsync(Rule.WrongStage, () => scene.MoveAsync(saved, CycleStage.Scoring));
        saved = await scene.MoveAsync(saved, CycleStage.Frozen, "首年试行");
        var step = (await scene.BoardAsync(saved.Id)).Cycle.Steps[^1];
        Assert.Equal(("首年试行", true), (step.Reason, step.IsOutOfTime));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            scene.Cycles.MoveAsync(Leader, new(saved.Id, saved.Version - 1, CycleStage.Collecting), Stop));
    }

    [Fact]
    public async Task OnlyThoseWhoKeepTheEvaluation_MayTouchIt_AndAYearHasOneCycle()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var request = Guid.NewGuid();
        var saved = await scene.Cycles.OpenAsync(Leader, new(2026, "2026 年度评价", request), Stop);
        Assert.Equal(saved, await scene.Cycles.OpenAsync(Leader, new(2026, "2026 年度评价", request), Stop));
        await RefusedAsync(Rule.Registered, () => scene.Cycles.OpenAsync(Leader, new(2026, "又一个"), Stop));
        foreach (var caller in new[] { TestStore.WorkerOfXinsheng, EvaluationScene.Judge(1), new CurrentUser("分析", Role.Analyst) })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Cycles.OpenAsync(caller, new(2027, "x"), Stop));
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                scene.Cycles.MoveAsync(caller, new(saved.Id, saved.Version, CycleStage.Frozen, "x"), Stop));
        }
    }

    [Theory]
    [InlineData(39, Rule.WeightsSum)]
    [InlineData(41, Rule.WeightsSum)]
    public async Task WeightsThatDoNotSumTo100_AreRefused(int attendance, Rule rule)
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var saved = await scene.CycleAsync(CycleStage.Draft);
        var scheme =
            Scheme.Default with
            {
                Criteria = [Scheme.Default.Criteria[0] with { Weight = attendance },
                .. Scheme.Default.Criteria.Skip(1)]
            };
        var refused = await RefusedAsync(rule, () => scene.Cycles.ChangeRulesAsync(Leader, new(saved.Id, saved.Version, scheme), Stop));
        Assert.Contains($"{60 + attendance}", refused.Violations[0]
            .Mend(System.Globalization.CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AllThatIsWrongWithRules_IsToldAtOnce()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var saved = await scene.CycleAsync(CycleStage.Draft);
        var scheme = Scheme.Default with
        {
            Criteria = [new("a", CriterionKind.Measured, "无依据", "No evidence", 50), new("a", CriterionKind.Judged, " ", "", 50),
                new("b", CriterionKind.Measured, "活动", "Activities", 1, EvaluationMeasure.JointActivities, 0, 2)],
            Adjustments = [new("full", AdjustmentSource.FullAttendance, "全勤", "Full", -1)],
            MinimumEvidence = -1,
        };
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            scene.Cycles.ChangeRulesAsync(Leader, new(saved.Id, saved.Version, scheme), Stop));
        Assert.Equal(
            [Rule.Repeated, Rule.NoMeasure, Rule.Required, Rule.OutOfRange, Rule.OutOfRange, Rule.OutOfRange, Rule.WeightsSum,
                Rule.OutOfRange],
            refused.Violations.Select(violation => violation.Rule));
    }

    [Fact]
    public async Task FrozenRules_TakeANewVersionWithAReason_AndTheOldOneStays()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var saved = await scene.CycleAsync(CycleStage.Frozen);
        var other = Scheme.Default with { MinimumEvidence = 3 };
        await RefusedAsync(Rule.Required, () => scene.Cycles.ChangeRulesAsync(Leader, new(saved.Id, saved.Version, other), Stop));
        saved = await scene.Cycles.ChangeRulesAsync(Leader, new(saved.Id, saved.Version, other, "首季数据偏少"), Stop);
        var present = (await scene.Queries.SchemeAsync(Leader, saved.Id, null, Stop))!;
        Assert.Equal((2, 3, "首季数据偏少"), (present.Shown, present.Scheme.MinimumEvidence, present.Cycle.Schemes[1].Reason));
        Assert.Equal(5, (await scene.Queries.SchemeAsync(Leader, saved.Id, 1, Stop))!.Scheme.MinimumEvidence);
    }

    [Fact]
    public async Task ADraft_NamesCriteriaThatDecideNothing_ByTheYearBeforeWhereItsOwnHasNoRecords()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        await scene.DiligentAsync(await scene.UnitAsync("甲单位"));
        var draft = await scene.CycleAsync(CycleStage.Draft);
        Assert.Null(await scene.Queries.IdleAsync(draft.Id, Stop));
        await scene.DiligentAsync(await scene.UnitAsync("乙单位"));
        var next = await scene.Cycles.OpenAsync(Leader, new(2027, "2027 年度评价"), Stop);
        foreach (var id in new[] { draft.Id, next.Id })
        {
            var found = (await scene.Queries.IdleAsync(id, Stop))!;
            Assert.Equal(2026, found.Year);
            Assert.Contains(found.Criteria, one => one is { Criterion.Measure: EvaluationMeasure.Attendance, Reason: IdleReason.AllFull });
            Assert.Contains(found.Criteria, one => one is { Criterion.Measure: EvaluationMeasure.Wishes, Reason: IdleReason.AllNone });
        }

        // What is frozen is not to be haggled over.
        await scene.MoveAsync(draft, CycleStage.Frozen);
        Assert.Null(await scene.Queries.IdleAsync(draft.Id, Stop));
        Assert.Null(await scene.Queries.IdleAsync(99, Stop));
    }

    [Fact]
    public async Task TheNextYear_BeginsWithTheRulesOfThisOne()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        await scene.CycleAsync(CycleStage.Draft, Scheme.Default with { MinimumEvidence = 9 });
        var next = await scene.Cycles.OpenAsync(Leader, new(2027, "2027 年度评价"), Stop);
        Assert.Equal(9, (await scene.Queries.SchemeAsync(Leader, next.Id, null, Stop))!.Scheme.MinimumEvidence);
    }

    [Fact]
    public async Task Judges_ScoreOnce_Apart_AndNeverTheirOwnUnit()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (first, second) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.DiligentAsync(first);
        var (one, two) = (await scene.JudgeAsync("judge-one"), await scene.JudgeAsync("judge-two"));
        var judging = store.Get<JudgementCommands>();
        var cycle = await scene.CycleAsync(CycleStage.Collecting, ScoringTests.Judged(), new Panelist(one, second.Id),
            new Panelist(two, null));
        await RefusedAsync(Rule.WrongStage, () =>
            judging.JudgeAsync(EvaluationScene.Judge(one), new(cycle.Id, first.Id, "view", 80), Stop));
        cycle = await scene.MoveAsync(cycle, CycleStage.Scoring);
        await RefusedAsync(Rule.NotAllJudged, () => scene.MoveAsync(cycle, CycleStage.Review));
        await RefusedAsync(Rule.OwnUnit, () => judging.JudgeAsync(EvaluationScene.Judge(one), new(cycle.Id, second.Id, "view", 80), Stop));
        await RefusedAsync(Rule.NotOnPanel, () =>
            judging.JudgeAsync(EvaluationScene.Judge(999), new(cycle.Id, first.Id, "view", 80), Stop));
        await RefusedAsync(Rule.OutOfRange, () =>
            judging.JudgeAsync(EvaluationScene.Judge(one), new(cycle.Id, first.Id, "view", 101), Stop));
        await RefusedAsync(Rule.Required, () =>
            judging.JudgeAsync(EvaluationScene.Judge(one), new(cycle.Id, first.Id, "view", null), Stop));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => judging.JudgeAsync(Leader, new(cycle.Id, first.Id, "view", 80), Stop));

        var said = await judging.JudgeAsync(EvaluationScene.Judge(one), new(cycle.Id, first.Id, "view", 80, null, Guid.NewGuid()), Stop);
        await RefusedAsync(Rule.ScoredAlready, () =>
            judging.JudgeAsync(EvaluationScene.Judge(one), new(cycle.Id, first.Id, "view", 90, null, Guid.NewGuid()), Stop));
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            judging.CorrectAsync(EvaluationScene.Judge(two), new(said.Id, said.Version, 10), Stop));
        await judging.CorrectAsync(EvaluationScene.Judge(one), new(said.Id, said.Version, 100), Stop);
        // The other judge sees no score of hers; the office does.
        Assert.Null((await scene.BoardAsync(cycle.Id, EvaluationScene.Judge(two))).Lines.Single(line =>
            line.Unit.Id == first.Id).Score.PointsOf("view"));
        Assert.Equal(50, (await scene.LineAsync(cycle.Id, first)).Score.PointsOf("view"));
        await scene.MoveAsync(cycle, CycleStage.Review);
    }

    [Fact]
    public async Task Publishing_WaitsForAppeals_AndThenNothingChangesTheResult()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var (first, second) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.DiligentAsync(first);
        await scene.DiligentAsync(second);
        await scene.GiveAsync(new(2026, 2, 1), first, 10_000);
        var adjustments = store.Get<AdjustmentCommands>();
        var cycle = await scene.CycleAsync(CycleStage.Review);
        await RefusedAsync(Rule.Required, () => adjustments.RaiseAsync(Leader, new(cycle.Id, first.Id, null, " "), Stop));
        var appeal = await adjustments.RaiseAsync(Leader, new(cycle.Id, second.Id, "hours", "工时漏计"), Stop);
        await RefusedAsync(Rule.OpenAppeals, () => scene.MoveAsync(cycle, CycleStage.Published));
        await RefusedAsync(Rule.Required, () =>
            adjustments.DecideAsync(Leader, new(appeal.Id, appeal.Version, AppealState.Dismissed, null), Stop));
        var given = await scene.GiveAsync(new(2026, 2, 2), second, 0, 60);
        await adjustments.DecideAsync(Leader, new(appeal.Id, appeal.Version, AppealState.Upheld, "已补录 10 小时"), Stop);
        await adjustments.GiveAsync(Leader, new(cycle.Id, new(second.Id, "proposal", 1, "停车方案被采纳", "联席会议纪要第 3 号")), Stop);
        cycle = await scene.MoveAsync(cycle, CycleStage.Published);

        var published = await scene.LineAsync(cycle.Id, second);
        var hash = (await scene.BoardAsync(cycle.Id)).Cycle.ResultHash;
        await scene.ChangeAsync<Concentric.CoBuilders.Contribution>(given.Id, row => row.Minutes = 60_000);
        var view = (await scene.Queries.UnitAsync(Leader, cycle.Id, second.Id, null, Stop))!;
        Assert.Equal(published.Score.Total, view.Line.Score.Total);
        Assert.True(view.Now!.Score.Total > published.Score.Total);
        Assert.True(view.IsWhole);
        Assert.Equal(60, Assert.Single(view.Evidence, record => record.Source == EvidenceSource.Contribution).Minutes);
        Assert.Equal(hash, (await scene.BoardAsync(cycle.Id)).Cycle.ResultHash);
        await RefusedAsync(Rule.WrongStage, () =>
            adjustments.GiveAsync(Leader, new(cycle.Id, new(second.Id, "proposal", 1, "晚了", "无")), Stop));
        await RefusedAsync(Rule.WrongStage, () => scene.Cycles.ArchiveAsync(Leader, new(cycle.Id, cycle.Version, "不要了"), Stop));
        // Whoever writes past the program is found out.
        await using (var db = store.Open())
            await db.UnitResults.Where(result => result.CoBuilderId == second.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(result => result.Hash, new string('0', 64)), Stop);
        Assert.False((await scene.Queries.UnitAsync(Leader, cycle.Id, second.Id, null, Stop))!.IsWhole);
    }

    [Fact]
    public async Task AnAdjustment_NeedsEvidence_AndAKnownRule()
    {
        await using var store = await TestStore.CreateAsync();
        var scene = new EvaluationScene(store);
        var unit = await scene.UnitAsync("甲单位");
        var cycle = await scene.CycleAsync(CycleStage.Collecting);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            store.Get<AdjustmentCommands>().GiveAsync(Leader, new(cycle.Id, new(unit.Id, "full-attendance", 0, null, " ")), Stop));
        Assert.Equal([Rule.Unknown, Rule.OutOfRange, Rule.Required, Rule.Required], refused.Violations.Select(violation => violation.Rule));
    }

    internal static async Task<RefusedException> RefusedAsync(Rule rule, Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(act);
        Assert.Contains(refused.Violations, violation => violation.Rule == rule);
        return refused;
    }
}
