using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Meetings;

public class RotaTests
{
    private static FieldValues<Meeting> Conference => Make.ConferenceValues();

    private static readonly DateOnly March = new(2026, 3, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AYear_IsPlannedByTurns_AndPlannedMonthsStay()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<RotaCommands>();
        Assert.Equal(3,
            await commands.PlanAsync(TestStore.Leader, new(TestStore.Today, 3, [TestStore.Xinshun, TestStore.Xinsheng]), Cancellation));
        Assert.Equal(2,
            await commands.PlanAsync(TestStore.Leader, new(TestStore.Today, 5, [TestStore.Xinsheng, TestStore.Xinshun]), Cancellation));
        Assert.Equal(
            [(3, TestStore.Xinshun), (4, TestStore.Xinsheng), (5, TestStore.Xinshun), (6, TestStore.Xinsheng), (7, TestStore.Xinshun)],
            (await TurnsAsync(store)).Select(turn => (turn.Month.Month, turn.CommunityId)));
    }

    [Fact]
    public async Task AMonthThatIsOverWithoutATurn_IsMissing_FromTheRotasBeginningOn()
    {
        await using var store = await TestStore.CreateAsync();
        var queries = store.Get<RotaQueries>();
        Assert.Empty(await queries.WithoutTurnAsync(2026, TestStore.Today, Cancellation));
        await store.AddAsync(
            new HostTurn { CommunityId = TestStore.Xinsheng, Month = new(2025, 11, 1) },
            new HostTurn { CommunityId = TestStore.Xinsheng, Month = new(2026, 1, 1) },
            new HostTurn { CommunityId = TestStore.Xinshun, Month = new(2026, 2, 1), ArchivedAt = DateTime.UnixEpoch });
        Assert.Equal([new DateOnly(2025, 12, 1)], await queries.WithoutTurnAsync(2025, TestStore.Today, Cancellation));
        // The present month may still be planned.
        Assert.Equal([new DateOnly(2026, 2, 1)], await queries.WithoutTurnAsync(2026, TestStore.Today, Cancellation));
        Assert.Equal([new DateOnly(2026, 2, 1), March], await queries.WithoutTurnAsync(2026, new(2026, 4, 1), Cancellation));
        Assert.Empty(await queries.WithoutTurnAsync(2024, TestStore.Today, Cancellation));
    }

    [Fact]
    public async Task AConferenceInItsMonth_FulfilsTheTurn_AndOneThatMovesFreesIt()
    {
        await using var store = await TestStore.CreateAsync();
        await store.Get<RotaCommands>()
            .PlanAsync(TestStore.Administrator, new(March.AddMonths(-1), 2, [TestStore.Xinshun, TestStore.Xinsheng]), Cancellation);
        var meetings = store.Get<MeetingCommands>();
        var at = await meetings.EnterAsync(TestStore.WorkerOfXinsheng, Conference, null, Cancellation);
        Assert.Equal([TurnState.Missed, TurnState.Held], await StatesAsync(store)); // February belongs to Xinshun
        Assert.Equal(March, (await store.Get<MeetingQueries>().FindAsync(TestStore.WorkerOfXinsheng, at.Id, Cancellation))!.Turn!.Month);

        at = await meetings.CorrectAsync(TestStore.WorkerOfXinsheng,
            new(at.Id, at.Version, Conference.With(x => x.Kind, MeetingKind.CouncilHall)), Cancellation);
        Assert.Equal([TurnState.Missed, TurnState.Due], await StatesAsync(store));
        at = await meetings.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Make.ConferenceValues(on: new(2026, 2, 28))),
            Cancellation);
        Assert.Equal([TurnState.Missed, TurnState.Due], await StatesAsync(store));
        at = await meetings.CorrectAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, Conference), Cancellation);
        at = await meetings.ArchiveAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version, "重复"), Cancellation);
        Assert.Equal([TurnState.Missed, TurnState.Due], await StatesAsync(store));
        await meetings.RestoreAsync(TestStore.WorkerOfXinsheng, new(at.Id, at.Version), Cancellation);
        Assert.Equal([TurnState.Missed, TurnState.Held], await StatesAsync(store));
    }

    [Fact]
    public async Task WhenTheConferenceGoes_AnotherOfTheMonthTakesItsPlace()
    {
        await using var store = await TestStore.CreateAsync();
        var meetings = store.Get<MeetingCommands>();
        var first = await meetings.EnterAsync(TestStore.WorkerOfXinsheng, Make.ConferenceValues(on: March), null, Cancellation);
        var second = await meetings.EnterAsync(TestStore.WorkerOfXinsheng, Conference, null, Cancellation);
        // Planned afterwards: what was held counts.
        await store.Get<RotaCommands>()
            .PlanAsync(TestStore.Administrator, new(March, 1, [TestStore.Xinsheng, TestStore.Xinshun]), Cancellation);
        Assert.Equal(first.Id, (await TurnsAsync(store))[0].MeetingId);
        await meetings.ArchiveAsync(TestStore.WorkerOfXinsheng, new(first.Id, first.Version, "重复"), Cancellation);
        Assert.Equal(second.Id, (await TurnsAsync(store))[0].MeetingId);
    }

    [Fact]
    public async Task ATurn_IsHandedOnUntilItIsHeld()
    {
        await using var store = await TestStore.CreateAsync();
        var rota = store.Get<RotaCommands>();
        await rota.PlanAsync(TestStore.Leader, new(March, 1, [TestStore.Binhe, TestStore.Xinshun]), Cancellation);
        var turn = await FirstAsync(store);
        await Assert.ThrowsAsync<RecordNotFoundException>(() =>
            rota.HandAsync(TestStore.WorkerOfXinsheng, new(turn.Id, turn.Version, TestStore.Xinsheng), Cancellation));
        var at = await rota.HandAsync(TestStore.Leader, new(turn.Id, turn.Version, TestStore.Xinsheng), Cancellation);
        await store.Get<MeetingCommands>().EnterAsync(TestStore.WorkerOfXinsheng, Conference, null, Cancellation);
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            rota.HandAsync(TestStore.Leader, new(at.Id, at.Version + 1, TestStore.Binhe), Cancellation));
        Assert.Equal(Rule.TurnHeld, Assert.Single(refused.Violations).Rule);

        at = await rota.ArchiveAsync(TestStore.Leader, new(at.Id, at.Version + 1, "合并轮值"), Cancellation);
        Assert.Empty(await TurnsAsync(store));
        await rota.RestoreAsync(TestStore.Leader, new(at.Id, at.Version), Cancellation);
        Assert.Equal([TurnState.Held], await StatesAsync(store));
    }

    [Fact]
    public async Task APlan_HasLimits_AndIsTheOfficesOwn()
    {
        await using var store = await TestStore.CreateAsync();
        Assert.Equal(PlanRota.MostMonths, await store.Get<RotaCommands>()
            .PlanAsync(TestStore.Leader, new(March, PlanRota.MostMonths, [TestStore.Xinsheng, TestStore.Xinshun]), Cancellation));
        Assert.Equal([Rule.OutOfRange],
            await RefusedAsync(TestStore.Leader, new(March, PlanRota.MostMonths + 1, [TestStore.Xinsheng, TestStore.Xinshun])));
        Assert.Equal([Rule.Required, Rule.OutOfRange, Rule.TooFewCommunities],
            await RefusedAsync(TestStore.Leader, new(default, 0, [TestStore.Xinsheng])));
        Assert.Equal([Rule.Repeated], await RefusedAsync(TestStore.Leader, new(March, 1, [TestStore.Xinsheng, TestStore.Xinsheng])));
        Assert.Equal([Rule.Unknown],
            await RefusedAsync(TestStore.WorkerOfXinsheng, new(March, 1, [TestStore.Xinsheng, TestStore.Xinshun])));

        async Task<Rule[]> RefusedAsync(Concentric.Data.CurrentUser caller, PlanRota plan) =>
            [.. (await Assert.ThrowsAsync<RefusedException>(() =>
                store.Get<RotaCommands>().PlanAsync(caller, plan, Cancellation))).Violations.Select(violation => violation.Rule)];
    }

    private static Task<IReadOnlyList<RotaTurn>> TurnsAsync(TestStore store) =>
        store.Get<RotaQueries>().ReadAsync(TestStore.Leader, 2026, Cancellation);

    private static async Task<TurnState[]> StatesAsync(TestStore store) =>
        [.. (await TurnsAsync(store)).Select(turn => turn.StateOn(TestStore.Today))];

    private static async Task<HostTurn> FirstAsync(TestStore store)
    {
        await using var db = store.Open();
        return await db.HostTurns.FirstAsync(Cancellation);
    }
}
