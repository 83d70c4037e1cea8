using Concentric.Calendar;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Calendar;

/// <summary>A holiday that is entered late: which open records it would move, and what becomes of them.</summary>
public sealed class DueDayMovesTests : IAsyncLifetime
{
    /// <summary>The Monday after the test's today, a Wednesday.</summary>
    private static readonly DateOnly Monday = new(2026, 3, 23);

    private static readonly CalendarDayInput Holiday = new(Monday, IsWorking: false, "社区节", "Community day");

    private static readonly MoveDueDays Move = new("补登节假日");

    private const string FoundAgain = "又堆起来了";

    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CalendarCommands Commands => store.Get<CalendarCommands>();

    public async ValueTask InitializeAsync() => store = await TestStore.CreateAsync();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task TheList_IsThatOfCountingByHand_AndTheMove_MovesThoseAndNoOthers()
    {
        await AddRecordsAsync();
        var (before, after) = (WorkingCalendar.WeekdaysOnly, new WorkingCalendar([Row(Holiday)]));
        var byHand = await ByHandAsync(before, after);
        Assert.Contains(byHand, move => move.Kind == "commitment");
        Assert.True(byHand.Count > DueDayMoves.MostShown);

        var moves = await FindAsync(TestStore.Administrator);
        Assert.Equal(byHand.Count, moves.Count);
        Assert.Equal(byHand.OrderBy(move => move.Was).ThenBy(move => move.Kind, StringComparer.Ordinal).ThenBy(move => move.Id)
            .Take(DueDayMoves.MostShown), moves.First);

        var others = await DueDaysAsync();
        Assert.Equal(byHand.Count, await Commands.ChangeDayAsync(TestStore.Administrator, Holiday, Cancellation, Move));
        var wanted = byHand.ToDictionary(move => (move.Kind, move.Id), move => move.Becomes);
        Assert.Equal(others.Select(due => (due.Key, wanted.GetValueOrDefault(due.Key, due.Value))).Order(),
            (await DueDaysAsync()).Select(due => (due.Key, due.Value)).Order());
        Assert.Equal(0, (await FindAsync(TestStore.Administrator)).Count);
    }

    [Fact]
    public async Task WhatMoves_IsOnRecord_AndIsNoExtension()
    {
        var petition = await store.AddAsync(Counted(TestStore.Today));
        var hazard = await store.AddAsync(Make.Hazard(foundOn: TestStore.Today, with: one => one.DueOn = Plain(10)));
        var commitment = await store.AddAsync(Promise(one => one.DueOn = Monday));
        Assert.Equal(3, await Commands.ChangeDayAsync(TestStore.Administrator, Holiday, Cancellation, Move));

        await using var db = store.Open();
        var moved = await db.Petitions.Include(one => one.Steps).SingleAsync(Cancellation);
        Assert.Equal((petition.Version + 1, 0, moved.DueOn), (moved.Version, moved.ExtensionCount, Assert.Single(moved.Rounds).DueOn));
        var step = moved.Steps.Single(one => one.Note == Move.Reason);
        Assert.Equal((PetitionStepKind.Corrected, moved.DueOn, "管理员"), (step.Kind, step.DueOn, step.By));
        var found = await db.Hazards.Include(one => one.Steps).SingleAsync(Cancellation);
        Assert.Equal((hazard.Version + 1, 0), (found.Version, found.ExtensionCount));
        Assert.Equal(found.DueOn, found.Steps.Single(one => one.Note == Move.Reason).DueOn);
        var promise = await db.Commitments.SingleAsync(Cancellation);
        Assert.Equal((commitment.Version + 1, Monday.AddDays(1)), (promise.Version, promise.DueOn));

        var audit = await db.AuditEntries.Where(line => line.By == "管理员").ToListAsync(Cancellation);
        Assert.Equal(["calendar-day", "commitment", "hazard", "petition"], audit.Select(line => line.Kind).Order());
        Assert.All(audit.Where(line => line.Kind != "calendar-day"), line => Assert.Contains(Move.Reason!, line.After));
        var log = await db.ChangeLog.Where(line => line.Action == "Changed").ToListAsync(Cancellation);
        Assert.Equal(["commitment", "hazard", "petition"], log.Select(line => line.Kind).Order());
    }

    [Fact]
    public async Task UnlessSaid_DueDaysStayAsPromised()
    {
        var petition = await store.AddAsync(Counted(TestStore.Today));
        Assert.Equal(1, (await FindAsync(TestStore.Administrator)).Count);
        Assert.Equal(0, await Commands.ChangeDayAsync(TestStore.Administrator, Holiday, Cancellation));
        await using var db = store.Open();
        var same = await db.Petitions.SingleAsync(Cancellation);
        Assert.Equal((petition.DueOn, petition.Version), (same.DueOn, same.Version));
    }

    [Fact]
    public async Task OnlyWhoKeepsTheCalendar_SeesAndMoves_AndAReasonIsNeeded()
    {
        await store.AddAsync(Counted(TestStore.Today));
        foreach (var caller in new[] { TestStore.Leader, TestStore.WorkerOfXinsheng })
        {
            Assert.Equal(DueDayMoves.None, await FindAsync(caller));
            await Assert.ThrowsAsync<RefusedException>(() => Commands.ChangeDayAsync(caller, Holiday, Cancellation, Move));
        }

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.ChangeDayAsync(TestStore.Administrator, Holiday, Cancellation, new(" ")));
        Assert.Equal(("Reason", Rule.Required), (refused.Violations[0].Field, refused.Violations[0].Rule));
        // What is told of a community is told to those who may read it; the count is of all that moves.
        var elsewhere = await FindAsync(TestStore.Administrator with { CommunityIds = [TestStore.Binhe] });
        Assert.Equal((1, 0), (elsewhere.Count, elsewhere.First.Count));
    }

    [Fact]
    public async Task WhatIsStopped_LeavesTheCalendarAndEveryDueDayAsTheyWere()
    {
        await store.AddAsync([.. Enumerable.Range(0, 250).Select(_ => Counted(TestStore.Today))]);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Commands.ChangeDayAsync(TestStore.Administrator, Holiday, stop.Token, Move, new StopAtOnce(stop)));
        await using var db = store.Open();
        Assert.Equal(0, await db.CalendarDays.CountAsync(Cancellation));
        Assert.Equal([Plain(5)], await db.Petitions.Select(one => one.DueOn).Distinct().ToListAsync(Cancellation));
    }

    private async Task AddRecordsAsync()
    {
        var petitions = from received in Enumerable.Range(-12, 18)
                        from due in Enumerable.Range(0, 3)
                        select Make.Petition(receivedOn: Earlier(received), with: one => one.DueOn = due switch
                        {
                            0 => WorkingCalendar.WeekdaysOnly.AddWorkingDays(one.ReceivedOn, 5),
                            1 => Monday,
                            _ => one.ReceivedOn.AddDays(9),
                        });
        var again = Make.Petition(receivedOn: TestStore.Today.AddDays(-30), with: one =>
        {
            (one.ClosedOn, one.FirstClosedOn) = (TestStore.Today.AddDays(-20), TestStore.Today.AddDays(-20));
            one.BeginRound(TestStore.Today.AddDays(-1), WorkingCalendar.WeekdaysOnly.AddWorkingDays(TestStore.Today.AddDays(-1), 5));
        });
        var closed = Counted(TestStore.Today);
        closed.ClosedOn = TestStore.Today;
        var archived = Counted(TestStore.Today);
        archived.ArchivedAt = TestStore.Start.UtcDateTime;
        await store.AddAsync([.. petitions, again, closed, archived]);
        var hazards = from found in Enumerable.Range(-8, 9)
                      from severity in Enum.GetValues<HazardSeverity>()
                      select Make.Hazard(foundOn: Earlier(found), with: one => (one.Severity, one.DueOn) = (severity,
                          WorkingCalendar.WeekdaysOnly.AddWorkingDays(one.FoundOn, new HazardSettings().DueWorkingDays(severity))));
        var (returned, foundAgain) = (Again(isVerified: false), Again(isVerified: true));
        await store.AddAsync([.. hazards, returned, foundAgain]);
        await store.AddAsync([.. Enumerable.Range(-3, 7).Select(day => Promise(one => one.DueOn = Monday.AddDays(day)))]);
    }

    private async Task<List<DueDayMove>> ByHandAsync(WorkingCalendar before, WorkingCalendar after)
    {
        await using var db = store.Open();
        var found = new List<DueDayMove>();
        foreach (var x in await db.Petitions.Where(x => x.ClosedOn == null && x.ArchivedAt == null).ToListAsync(Cancellation))
            Add("petition", x.Id, x.Number, x.Title, x.DueOn, x.TakenUpOn, 5);
        foreach (var x in await db.Hazards.Where(x => x.RectifiedOn == null && x.ArchivedAt == null).ToListAsync(Cancellation))
        {
            var from = x.Title == FoundAgain ? TestStore.Today.AddDays(-1) : x.FoundOn;
            Add("hazard", x.Id, x.Number, x.Title, x.DueOn, from, x.Severity == HazardSeverity.Major ? 3 : 10);
        }

        foreach (var x in await db.Commitments.Where(x => x.DoneOn == null && x.ArchivedAt == null).ToListAsync(Cancellation))
            Add("commitment", x.Id, null, x.Title, x.DueOn, default, 0);
        return found;

        void Add(string kind, long id, string? number, string title, DateOnly due, DateOnly from, int term)
        {
            var becomes = term > 0 && before.AddWorkingDays(from, term) == due
                ? after.AddWorkingDays(from, term)
                : due == Monday ? Monday.AddDays(1) : due;
            if (becomes != due) found.Add(new(kind, id, number, title, TestStore.Xinsheng, due, becomes));
        }
    }

    private async Task<Dictionary<(string, long), DateOnly>> DueDaysAsync()
    {
        await using var db = store.Open();
        var all = await db.Petitions.Select(x => new { Kind = "petition", x.Id, x.DueOn }).ToListAsync(Cancellation);
        all.AddRange(await db.Hazards.Select(x => new { Kind = "hazard", x.Id, x.DueOn }).ToListAsync(Cancellation));
        all.AddRange(await db.Commitments.Select(x => new { Kind = "commitment", x.Id, x.DueOn }).ToListAsync(Cancellation));
        return all.ToDictionary(x => (x.Kind, x.Id), x => x.DueOn);
    }

    private Task<DueDayMoves> FindAsync(CurrentUser caller) =>
        store.Get<CalendarQueries>().MovesAsync(caller, [new(Monday, Row(Holiday))], Cancellation);

    /// <summary>Open in its second round: sent back, which leaves the due day, or found again, which counts it anew.</summary>
    private static Hazard Again(bool isVerified) => Make.Hazard(foundOn: TestStore.Today.AddDays(-8), with: one =>
    {
        var (days, yesterday) = (WorkingCalendar.WeekdaysOnly, TestStore.Today.AddDays(-1));
        (one.RectifiedOn, one.DueOn) = (yesterday, days.AddWorkingDays(one.FoundOn, 10));
        if (isVerified) (one.VerifiedOn, one.Title) = (yesterday, FoundAgain);
        one.BeginRound(yesterday, isVerified ? days.AddWorkingDays(yesterday, 10) : one.DueOn);
    });

    private static Commitment Promise(Action<Commitment> with)
    {
        var promise = new Commitment { CommunityId = TestStore.Xinsheng, Title = "三周内修好单元门", Owner = "物业公司" };
        with(promise);
        return promise;
    }

    private static Petition Counted(DateOnly received) => Make.Petition(receivedOn: received, with: one => one.DueOn = Plain(5));

    private static DateOnly Plain(int workingDays) => WorkingCalendar.WeekdaysOnly.AddWorkingDays(TestStore.Today, workingDays);

    private static DateOnly Earlier(int days) => TestStore.Today.AddDays(Math.Min(days, 0));

    private static CalendarDay Row(CalendarDayInput input) =>
        new() { Day = input.Day, IsWorking = input.IsWorking, Name = input.Name!, NameEn = input.NameEn! };

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value) => stop.Cancel();
    }
}
