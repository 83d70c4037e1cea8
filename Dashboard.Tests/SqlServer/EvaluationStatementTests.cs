using Concentric.Evaluation;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Tests.Core.Evaluation;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.SqlServer;

/// <summary>Every statement of the annual evaluation, for SQL Server.</summary>
public sealed class EvaluationStatementTests(DashboardSqlServer server) : IClassFixture<DashboardSqlServer>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task ACycle_FromDraftToPublication() => MirrorsAsync("evaluation.cycle", async store =>
    {
        var scene = new EvaluationScene(store);
        var (unit, other) = (await scene.UnitAsync("甲单位"), await scene.UnitAsync("乙单位"));
        await scene.DiligentAsync(unit);
        await scene.ChangeAsync<CoBuilders.CoBuilder>(other.Id, row => (row.LeftOn, row.MergedIntoId) = (new(2026, 2, 1), unit.Id));
        var judge = await scene.JudgeAsync("judge");
        var caller = EvaluationScene.Judge(judge);
        var (leader, adjustments) = (EvaluationScene.Leader, store.Get<AdjustmentCommands>());
        var cycle = await scene.CycleAsync(CycleStage.Scoring, ScoringTests.Judged(), new Panelist(judge, other.Id));
        var said = await store.Get<JudgementCommands>().JudgeAsync(caller, new(cycle.Id, unit.Id, "view", 80, null, Guid.NewGuid()), Stop);
        await store.Get<JudgementCommands>().CorrectAsync(caller, new(said.Id, said.Version, 81), Stop);
        await scene.Queries.PanelAsync(caller, cycle.Id, null, Stop);
        await scene.Queries.JudgesAsync(Stop);
        cycle = await scene.MoveAsync(cycle, CycleStage.Review);
        var given = await adjustments.GiveAsync(leader, new(cycle.Id, new(unit.Id, "proposal", 1, "采纳", "纪要"), Guid.NewGuid()), Stop);
        await adjustments.WithdrawAsync(leader, new(given.Id, given.Version, "重复"), Stop);
        var appeal = await adjustments.RaiseAsync(leader, new(cycle.Id, unit.Id, null, "漏计", Guid.NewGuid()), Stop);
        await adjustments.DecideAsync(leader, new(appeal.Id, appeal.Version, AppealState.Dismissed, "无误"), Stop);
        await scene.Queries.UnitAsync(leader, cycle.Id, unit.Id, null, Stop);
        await scene.Queries.AppealsAsync(leader, cycle.Id, Stop);
        await scene.MoveAsync(cycle, CycleStage.Published);
        await scene.BoardAsync(cycle.Id);
        await scene.Queries.UnitAsync(leader, cycle.Id, unit.Id, null, Stop);
        await scene.Queries.SchemeAsync(leader, cycle.Id, 1, Stop);
        await scene.Queries.CyclesAsync(Stop);
    });

    [Fact]
    public Task TheHall() => MirrorsAsync("evaluation.hall", async store =>
    {
        var scene = new EvaluationScene(store);
        var lapsed = await scene.PromiseAsync(new(2026, 2, 1), null, await scene.UnitAsync("甲单位"));
        var (hall, worker) = (store.Get<Hall>(), TestStore.WorkerOfXinsheng);
        var taken = await hall.TakeAsync(worker, new(lapsed.Id, (await scene.UnitAsync("乙单位")).Id, Guid.NewGuid()), Stop);
        await hall.ReadAsync(worker, Stop);
        await hall.GiveBackAsync(worker, new(taken.Id, taken.Version, "人手不足"), Stop);
    });

    [Fact]
    public Task HoursAndAwards() => MirrorsAsync("evaluation.awards", async store =>
    {
        var scene = new EvaluationScene(store);
        var volunteer =
            await store.AddAsync(new Volunteer { CommunityId = TestStore.Xinsheng, Name = "张建国", RegisteredOn = new(2025, 1, 1) });
        var (times, worker, leader, awards) = (store.Get<RecordCommands<VolunteerTime>>(), TestStore.WorkerOfXinsheng,
            EvaluationScene.Leader, store.Get<AwardCommands>());
        var activity = await store.AddAsync(Make.Activity());
        var saved = await times.EnterAsync(worker, Make.VolunteerTimeValues(volunteer.Id, 600)
            .With(x => x.ActivityId, activity.Id), Guid.NewGuid(), Stop);
        saved = await times.CorrectAsync(worker, new(saved.Id, saved.Version, new() { [x => x.Minutes] = 660 }), Stop);
        saved = await store.Get<VolunteerTimeCommands>().VerifyAsync(TestStore.Administrator, new(saved.Id, saved.Version), Stop);
        saved = await times.ArchiveAsync(worker, new(saved.Id, saved.Version, "重复"), Stop);
        await times.RestoreAsync(worker, new(saved.Id, saved.Version), Stop);
        var queries = store.Get<RecordQueries<VolunteerTime>>();
        await queries.FindAsync(worker, saved.Id, Stop);
        await queries.OfferAsync(worker, Stop);
        var lists = store.Get<ListQueries>();
        foreach (var view in VolunteerTimeRecords.Kind.List.ViewKeys.Append(ListRequest.Archived))
            await lists.ReadAsync(VolunteerTimeRecords.Kind.List, worker, new("词", view), Stop);
        var unit = await scene.UnitAsync("甲单位");
        await scene.DiligentAsync(unit);
        var rules = Scheme.Default with { Awards = Scheme.Default.Awards with { UnitThreshold = 0, VolunteerLeastHours = 0 } };
        var cycle = await scene.CycleAsync(CycleStage.Published, rules);
        var named = await awards.NominateAsync(leader, new(cycle.Id, volunteer.Id, "馨盛园社区", "守时", Guid.NewGuid()), Stop);
        var person = await awards.GrantAsync(leader, new(cycle.Id, AwardKind.Volunteer, volunteer.Id, Guid.NewGuid()), Stop);
        await awards.GrantAsync(leader, new(cycle.Id, AwardKind.Unit, unit.Id, Guid.NewGuid()), Stop);
        await store.Get<AwardQueries>().ReadAsync(leader, cycle.Id, Stop);
        await store.Get<AwardQueries>().CertificateAsync(leader, person.Id, Stop);
        await awards.RevokeAsync(leader, new(person.Id, person.Version, "有误"), Stop);
        await awards.WithdrawAsync(leader, new(named.Id, named.Version, "有误"), Stop);
    });

    private Task MirrorsAsync(string source, Func<TestStore, Task> run) =>
        server.MirrorsAsync(source, run, services => services.AddSingleton<CommunityDirectory>());
}
