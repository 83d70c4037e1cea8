using Concentric.Data;
using Concentric.Kinds;
using Concentric.Notices;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.Core.Imports;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using Concentric.Work;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Petitions;

/// <summary>Petitions that go from one community to another, are worked by several, or come back because the resident says no.</summary>
public sealed class HandingOverTests : IAsyncLifetime
{
    private TestStore store = null!;
    private CurrentUser here = null!;
    private CurrentUser there = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PetitionCommands Commands => store.Get<PetitionCommands>();

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        here = await store.AccountAsync("here", Role.Worker, TestStore.Xinsheng);
        there = await store.AccountAsync("there", Role.Worker, TestStore.Xinshun);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task AnOffer_WaitsForBoth_UntilItIsTakenOver_AndItsDueDayRuns()
    {
        var at = await EnterAsync();
        var due = (await ReadAsync(at)).DueOn;
        at = await Commands.TransferAsync(here, new(at.Id, at.Version, "污水井在馨顺园一侧", "馨顺物业", null, TestStore.Xinshun), Stop);
        Assert.Equal([at.Id], await IdsAsync(there, WorkGroup.ToAccept));
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.ToNegotiate));
        Assert.Empty(await IdsAsync(there, WorkGroup.ToNegotiate));
        Assert.Equal([NoticeKind.Offered], await ToldAsync(there));
        Assert.Contains(new RecordKey("petition", at.Id), await store.Get<NoticeQueries>().ArrivalsAsync(there, Stop));
        Assert.NotNull(await store.Get<PetitionQueries>().FindAsync(there, at.Id, Stop));
        // Whoever is asked may answer, and do nothing else yet.
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.NegotiateAsync(there, new(at.Id, at.Version), Stop));
        store.Time.Advance(TimeSpan.FromDays(30));
        Assert.Contains(at.Id, await IdsAsync(here, WorkGroup.Overdue));

        await Commands.AcceptAsync(there, new(at.Id, at.Version, "馨顺物业"), Stop);
        var petition = await ReadAsync(at);
        Assert.Equal((TestStore.Xinshun, "馨顺物业", due, null), (petition.CommunityId, petition.ResponsibleUnit, petition.DueOn,
            petition.OfferedToId));
        Assert.Empty(await IdsAsync(here, WorkGroup.ToNegotiate));
        Assert.Equal([at.Id], await IdsAsync(there, WorkGroup.ToNegotiate));
        Assert.Empty(await IdsAsync(there, WorkGroup.ToAccept));
        Assert.Equal([NoticeKind.Accepted], await ToldAsync(here));
    }

    [Fact]
    public async Task AnOffer_GoesBack_WithAReason_OrIsTakenBack()
    {
        var at = await EnterAsync();
        at = await Commands.TransferAsync(here, new(at.Id, at.Version, "归口", null, null, TestStore.Xinshun), Stop);
        Assert.Equal("Reason", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.DeclineAsync(there, new(at.Id, at.Version, " "), Stop))).Violations).Field);
        at = await Commands.DeclineAsync(there, new(at.Id, at.Version, "井在馨盛园一侧"), Stop);
        Assert.Equal([NoticeKind.Declined], await ToldAsync(here));
        Assert.Null(await store.Get<PetitionQueries>().FindAsync(there, at.Id, Stop));
        Assert.Equal((PetitionStepKind.Declined, "井在馨盛园一侧"), await LastStepAsync(at));

        at = await Commands.TransferAsync(here, new(at.Id, at.Version, "归口", null, null, TestStore.Binhe), Stop);
        await Assert.ThrowsAsync<RecordNotFoundException>(() => Commands.AcceptAsync(there, new(at.Id, at.Version, null), Stop));
        await Commands.DeclineAsync(here, new(at.Id, at.Version, "自己办"), Stop);
        Assert.Null((await ReadAsync(at)).OfferedToId);
    }

    [Fact]
    public async Task AnOffer_EndsWithTheClosing_AndThoseWhoWereAskedAreTold()
    {
        var at = await EnterAsync();
        at = await Commands.TransferAsync(here, new(at.Id, at.Version, "归口", null, null, TestStore.Xinshun), Stop);
        await Commands.CloseAsync(here, new(at.Id, at.Version, PetitionOutcome.Withdrawn, Note: "居民撤回"), Stop);
        Assert.Equal([NoticeKind.Declined, NoticeKind.Offered], await ToldAsync(there));
        await using var db = store.Open();
        Assert.Equal([PetitionStepKind.Collected, PetitionStepKind.Offered, PetitionStepKind.Declined, PetitionStepKind.Closed],
            await db.Set<PetitionStep>().OrderBy(step => step.Id).Select(step => step.Kind).ToListAsync(Stop));
    }

    [Fact]
    public async Task WhatIsShared_IsToldToEach_WhenTheResidentSaysNo_AndSettledByEach()
    {
        var at = await EnterAsync();
        at = await Commands.ShareAsync(here, new(at.Id, at.Version, [TestStore.Xinshun]), Stop);
        at = await Commands.CloseAsync(here, new(at.Id, at.Version, PetitionOutcome.Withdrawn, Note: "居民撤回"), Stop);
        var bulk = store.Get<BulkChanges<Petition>>();
        var settle = bulk.Steps.Single(step => step.Key == "settle");
        Assert.Equal([at.Id], (await bulk.VersionsAsync(there, settle, [at.Id], Stop)).Keys);
        Assert.Empty(await bulk.VersionsAsync(there, bulk.Archive, [at.Id], Stop));
        await Commands.CallBackAsync(here, new(at.Id, at.Version, new(true, false, Satisfaction.Dissatisfied)), Stop);
        Assert.Equal([NoticeKind.Denied, NoticeKind.Shared], await ToldAsync(there));
    }

    [Fact]
    public async Task SettledAsWithdrawn_AndCorrectedToResolved_IsToBeCalledBack()
    {
        var at = await EnterAsync();
        at = await Commands.CloseAsync(here, new(at.Id, at.Version, PetitionOutcome.Withdrawn, Note: "居民撤回"), Stop);
        at = await Commands.SettleAsync(here, new(at.Id, at.Version, "已撤回"), Stop);
        Assert.Empty(await IdsAsync(here, WorkGroup.ToCallBack));
        await Commands.CorrectClosingAsync(here, new(at.Id, at.Version, TestStore.Today, PetitionOutcome.Resolved, "误录"), Stop);
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.ToCallBack));
    }

    [Fact]
    public async Task ASharedPetition_IsWorkedByEach_AndTalliedOnce()
    {
        var at = await EnterAsync();
        at = await Commands.ShareAsync(here, new(at.Id, at.Version, [TestStore.Xinshun, TestStore.Binhe]), Stop);
        foreach (var caller in new[] { here, there }) Assert.Equal([at.Id], await IdsAsync(caller, WorkGroup.ToNegotiate));
        var counts = await store.Get<WorkQueries>().CountAsync(TestStore.Leader, null, Stop);
        Assert.Equal((1, 1), (counts.Of(WorkGroup.ToNegotiate), counts.Of(WorkGroup.ToNegotiate, "petition", TestStore.Binhe)));
        at = await Commands.NegotiateAsync(there, new(at.Id, at.Version), Stop);
        at = await Commands.HandleAsync(here, new(at.Id, at.Version), Stop);
        at = await Commands.FeedBackAsync(there, new(at.Id, at.Version), Stop);
        at = await Commands.CloseAsync(there, new(at.Id, at.Version, PetitionOutcome.Resolved), Stop);
        Assert.Equal([at.Id], await IdsAsync(there, WorkGroup.ToCallBack));
        // What is said about it stays the keeper's.
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            Commands.CorrectAsync(there, new(at.Id, at.Version, new() { [x => x.Title] = "另一件" }), Stop));
    }

    [Theory]
    [InlineData(PetitionOutcome.Resolved)]
    [InlineData(PetitionOutcome.Explained)]
    [InlineData(PetitionOutcome.Unresolved)]
    public async Task NotResolved_SaysTheResident_AndAnotherRoundBegins_ForTheSameUnit(PetitionOutcome outcome)
    {
        var at = await ClosedAsync(outcome);
        at = await Commands.CallBackAsync(here, new(at.Id, at.Version, new(true, false, Satisfaction.MostlySatisfied), Note: "还在漏"), Stop);
        var petition = await ReadAsync(at);
        Assert.Equal((null, 1, "物业公司", PetitionStage.Negotiated, null),
            (petition.ClosedOn, petition.ReopenedCount, petition.ResponsibleUnit, petition.Stage, petition.SettledOn));
        // The category's five working days from the call.
        Assert.Equal(new DateOnly(2026, 3, 25), petition.DueOn);
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.ToHandle));
        // What the resident said stays with the round that it was said of.
        var first = petition.Rounds.MinBy(round => round.Number)!;
        Assert.Equal((outcome, true, false, TestStore.Today),
            (first.Outcome, first.CallBackValid, first.CallBackResolved, first.ReopenedOn));
    }

    [Fact]
    public async Task NotResolved_ButNothingMoreCanBeDone_StaysClosed_ForAStatedReason()
    {
        var at = await ClosedAsync(PetitionOutcome.Explained);
        Assert.Equal("Reason", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => Commands.CallBackAsync(here,
            new(at.Id, at.Version, new(true, false, Satisfaction.Dissatisfied), StaysClosed: ""), Stop))).Violations).Field);
        Assert.Null((await ReadAsync(at)).CallBackOn);
        at = await Commands.CallBackAsync(here,
            new(at.Id, at.Version, new(true, false, Satisfaction.Dissatisfied), StaysClosed: "产权单位已注销，已书面答复"), Stop);
        var petition = await ReadAsync(at);
        Assert.Equal((TestStore.Today, TestStore.Today, 0), (petition.ClosedOn, petition.SettledOn, petition.ReopenedCount));
        Assert.Equal((PetitionStepKind.Settled, "产权单位已注销，已书面答复"), await LastStepAsync(at));
        Assert.Empty(await IdsAsync(here, WorkGroup.Unsatisfied));
    }

    [Fact]
    public async Task Dissatisfied_WaitsUntilItIsSettledOrTakenUp()
    {
        var at = await ClosedAsync(PetitionOutcome.Resolved);
        at = await Commands.CallBackAsync(here, new(at.Id, at.Version, new(true, true, Satisfaction.Dissatisfied)), Stop);
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.Unsatisfied));
        at = await Commands.SettleAsync(here, new(at.Id, at.Version, "上门致歉"), Stop);
        Assert.Empty(await IdsAsync(here, WorkGroup.Unsatisfied));
        Assert.Equal(Rule.Settled, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.SettleAsync(here, new(at.Id, at.Version, "再来"), Stop))).Violations).Rule);
        // An answer that is corrected to a bad one waits again.
        at = await Commands.CorrectCallBackAsync(here,
            new(at.Id, at.Version, TestStore.Today, new(true, false, Satisfaction.Dissatisfied), "听错了"), Stop);
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.Unsatisfied));
        await Commands.CorrectCallBackAsync(here,
            new(at.Id, at.Version, TestStore.Today, new(true, true, Satisfaction.Satisfied), "又听错了"), Stop);
        Assert.Empty(await IdsAsync(here, WorkGroup.Unsatisfied));
    }

    [Fact]
    public async Task NobodyReached_StaysToCallBack_UntilSomebodyGivesUp()
    {
        var at = await ClosedAsync(PetitionOutcome.Resolved);
        Assert.Equal(Rule.NotCalledBack, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.SettleAsync(here, new(at.Id, at.Version, "不打了"), Stop))).Violations).Rule);
        at = await Commands.CallBackAsync(here, new(at.Id, at.Version, null), Stop);
        at = await Commands.CallBackAsync(here, new(at.Id, at.Version, null), Stop);
        Assert.Equal([at.Id], await IdsAsync(here, WorkGroup.ToCallBack));
        await Commands.SettleAsync(here, new(at.Id, at.Version, "三次未联系上"), Stop);
        Assert.Empty(await IdsAsync(here, WorkGroup.ToCallBack));
    }

    [Fact]
    public async Task ASheetOfThePast_TakesNothingUpAgain_ButWaitsToBeLookedAt()
    {
        await using var rig = await ImportRig.CreateAsync();
        var file = ImportRig.Csv("社区,标题,类别,来源,受理日期,协商日期,办理日期,反馈日期,办结日期,结果,办结说明,回访日期,有人响应,群众确认,满意度\n"
            + "馨盛园,漏水,环境卫生,议事厅,2026-02-03,2026-02-04,2026-02-05,2026-02-06,2026-02-06,解决,已修,2026-02-09,是,否,不满意\n");
        Assert.Equal(1, (await rig.TakeAsync(file, "a.csv")).Added);
        var lines = await rig.Store.Get<WorkQueries>().ReadAsync(ImportRig.Worker, null, WorkGroup.Unsatisfied, 10, Stop);
        Assert.Single(lines);
        Assert.Equal((0, 0, 1), await AgainAsync());

        async Task<(int, int, int)> AgainAsync()
        {
            var run = (await rig.CheckAsync(file, "a.csv")).Run;
            return (run.Added, run.Changed, run.Unchanged);
        }
    }

    /// <summary>What a reader is told, the last first.</summary>
    private async Task<IReadOnlyList<NoticeKind>> ToldAsync(CurrentUser reader) =>
        [.. (await store.Get<NoticeQueries>().ReadAsync(reader, 1, Stop)).Rows.Select(notice => notice.Kind)];

    private Task<Saved> EnterAsync() => Commands.EnterAsync(here,
        Make.PetitionValues().With(x => x.ResponsibleUnit, "物业公司"), null, Stop);

    private async Task<Saved> ClosedAsync(PetitionOutcome outcome)
    {
        var at = await EnterAsync();
        at = await Commands.NegotiateAsync(here, new(at.Id, at.Version), Stop);
        at = await Commands.HandleAsync(here, new(at.Id, at.Version), Stop);
        at = await Commands.FeedBackAsync(here, new(at.Id, at.Version), Stop);
        return await Commands.CloseAsync(here, new(at.Id, at.Version, outcome, Note: "说明"), Stop);
    }

    private async Task<IReadOnlyList<long>> IdsAsync(CurrentUser caller, WorkGroup group) =>
        [.. (await store.Get<WorkQueries>().ReadAsync(caller, null, group, 10, Stop)).Select(line => line.Id)];

    private async Task<Petition> ReadAsync(Saved at)
    {
        await using var db = store.Open();
        return await db.Petitions.AsNoTracking().SingleAsync(petition => petition.Id == at.Id, Stop);
    }

    private async Task<(PetitionStepKind, string?)> LastStepAsync(Saved at)
    {
        await using var db = store.Open();
        var step = await db.Set<PetitionStep>().Where(one => one.PetitionId == at.Id).OrderBy(one => one.Id).LastAsync(Stop);
        return (step.Kind, step.Note);
    }
}
