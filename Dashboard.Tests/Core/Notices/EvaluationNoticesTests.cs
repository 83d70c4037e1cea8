using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Notices;
using Concentric.Tests.Core.Evaluation;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Notices;

/// <summary>Who is told what of the annual evaluation, and who is not.</summary>
public sealed class EvaluationNoticesTests : IAsyncLifetime
{
    private TestStore store = null!;
    private EvaluationScene scene = null!;
    private (CurrentUser Leader, CurrentUser Admin, CurrentUser Analyst, CurrentUser Judge, CurrentUser Xinsheng,
        CurrentUser Xinshun) people;
    private CoBuilder unit = null!;
    private Saved cycle = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AdjustmentCommands Commands => store.Get<AdjustmentCommands>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        scene = new(store);
        people = (await store.AccountAsync("leader", Role.Leader), await store.AccountAsync("admin", Role.Administrator),
            await store.AccountAsync("analyst", Role.Analyst),
            await store.AccountAsync("judge", Role.Panel), await store.AccountAsync("xinsheng", Role.Worker, TestStore.Xinsheng),
            await store.AccountAsync("xinshun", Role.Worker, TestStore.Xinshun));
        unit = await scene.UnitAsync("甲单位");
        await scene.DiligentAsync(unit);
        // What it gives, it gives in Xinsheng Garden.
        await scene.GiveAsync(new(2026, 3, 1), unit, 100);
        cycle = await scene.CycleAsync(CycleStage.Scoring, null, new Panelist(people.Judge.UserId!.Value, null));
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Scoring_IsToldToThePanel_AndTheResultToThePanelAndTheCommunities()
    {
        Assert.Equal([NoticeKind.JudgingOpen], await KindsAsync(people.Judge));
        Assert.Empty(await KindsAsync(people.Xinsheng));
        cycle = await scene.MoveAsync(cycle, CycleStage.Review);
        await scene.MoveAsync(cycle, CycleStage.Published);
        Assert.Equal([NoticeKind.JudgingOpen, NoticeKind.ResultPublished], await KindsAsync(people.Judge));
        foreach (var worker in new[] { people.Xinsheng, people.Xinshun })
            Assert.Equal([NoticeKind.ResultPublished], await KindsAsync(worker));
        foreach (var other in new[] { people.Leader, people.Analyst }) Assert.Empty(await KindsAsync(other));
        var notice = (await store.NoticesAsync(people.Xinsheng))[0];
        Assert.Equal(("evaluation-cycle", cycle.Id, "2026 年度评价"), (notice.RecordKind, notice.RecordId, notice.Title));
    }

    [Theory]
    [InlineData(AppealState.Upheld, NoticeKind.AppealUpheld)]
    [InlineData(AppealState.Dismissed, NoticeKind.AppealDismissed)]
    public async Task AnAppeal_IsToldToThoseWhoDecide_AndItsAnswerToThoseWhoWait(AppealState state, NoticeKind told)
    {
        cycle = await scene.MoveAsync(cycle, CycleStage.Review);
        var appeal = await Commands.RaiseAsync(people.Leader, new(cycle.Id, unit.Id, null, "漏计一次活动", Guid.NewGuid()), Stop);
        Assert.Equal([NoticeKind.AppealFiled], await KindsAsync(people.Admin));
        Assert.Empty(await KindsAsync(people.Leader));
        await Commands.DecideAsync(people.Admin, new(appeal.Id, appeal.Version, state, "已核对"), Stop);
        Assert.Equal([told], await KindsAsync(people.Leader));
        Assert.Equal([NoticeKind.JudgingOpen, told], await KindsAsync(people.Judge));
        Assert.Equal([told], await KindsAsync(people.Xinsheng));
        foreach (var other in new[] { people.Xinshun, people.Analyst }) Assert.Empty(await KindsAsync(other));
        Assert.Equal(("甲单位", cycle.Id, appeal.Id, "admin"), (await store.NoticesAsync(people.Xinsheng))
            .Select(notice => (notice.Title!, notice.RecordId, notice.StepId, notice.By!)).Single());
    }

    [Fact]
    public async Task AnAppealThatWaits_IsToldOnce_WhenItsDaysAreOver()
    {
        cycle = await scene.MoveAsync(cycle, CycleStage.Review);
        await Commands.RaiseAsync(people.Admin, new(cycle.Id, unit.Id, null, "漏计一次活动", Guid.NewGuid()), Stop);
        // From Wednesday five working days lead to the next Wednesday; the morning after it is overdue.
        var told = new List<int>();
        for (var day = 0; day < 10; day++)
        {
            store.Time.Advance(TimeSpan.FromDays(1));
            await store.Get<DailyNotices>().RunAsync(Stop);
            told.Add((await KindsAsync(people.Leader)).Count(kind => kind == NoticeKind.AppealOverdue));
        }

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1, 1, 1], told);
        Assert.Contains(NoticeKind.AppealOverdue, await KindsAsync(people.Admin));
        Assert.DoesNotContain(NoticeKind.AppealOverdue, await KindsAsync(people.Judge));
    }

    private async Task<IEnumerable<NoticeKind>> KindsAsync(CurrentUser reader) =>
        (await store.NoticesAsync(reader)).Select(notice => notice.Kind);
}
