using Concentric.Calendar;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Calendar;

public class CalendarCommandsTests
{
    /// <summary>Monday before the test's today.</summary>
    private static readonly DateOnly Monday = new(2026, 3, 16);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADayThatBecomesAHoliday_ShortensWhatWasClosedAcrossIt()
    {
        await using var store = await TestStore.CreateAsync();
        var calendars = store.Get<WorkingCalendars>();
        var commands = store.Get<CalendarCommands>();
        await AddClosedPetitionsAsync(store, await calendars.GetAsync(Cancellation));

        await commands.ChangeDayAsync(TestStore.Administrator, new(Monday, IsWorking: false, "调休"), Cancellation);
        await AssertStoredDaysAsync(store, await calendars.GetAsync(Cancellation), changed: true);

        await commands.ChangeDayAsync(TestStore.Administrator, new(Monday.AddDays(-1), IsWorking: true, "补班"), Cancellation);
        await AssertStoredDaysAsync(store, await calendars.GetAsync(Cancellation), changed: true);

        await commands.RemoveDayAsync(TestStore.Administrator, Monday, Cancellation);
        await commands.RemoveDayAsync(TestStore.Administrator, Monday.AddDays(-1), Cancellation);
        await AssertStoredDaysAsync(store, WorkingCalendar.WeekdaysOnly, changed: false);
    }

    [Fact]
    public async Task AChange_IsAudited_AndPetitionsAreCountedAnewOnlyWhenTheirDaysMoved()
    {
        await using var store = await TestStore.CreateAsync();
        await store.AddAsync(Make.Petition(receivedOn: Monday.AddDays(-3), with: petition =>
            Close(petition, Monday, WorkingCalendar.WeekdaysOnly, archived: false)));
        store.Get<ChangeFeed>().Waiting.TryRead(out _);
        var commands = store.Get<CalendarCommands>();
        await commands.ChangeDayAsync(TestStore.Administrator, new(Monday, IsWorking: false, "调休"), Cancellation);
        await commands.ChangeDayAsync(TestStore.Administrator, new(Monday, IsWorking: false, "社区节", "Community day"), Cancellation);

        await using var db = store.Open();
        var log = await db.ChangeLog.OrderBy(entry => entry.Id).Skip(1).ToListAsync(Cancellation);
        Assert.Equal(["calendar-day 20260316 2026-03-16", "petition 0 *", "calendar-day 20260316 2026-03-16"],
            log.Select(entry => $"{entry.Kind} {entry.RecordId} {entry.Days}"));
        Assert.Equal((Monday, Monday), (log[1].RestatesFrom, log[1].RestatesTo));
        var audit = await db.AuditEntries.Where(entry => entry.Kind == "calendar-day").OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(["Added", "Changed"], audit.Select(entry => entry.Action));
        Assert.Equal("管理员", audit[1].By);
        Assert.Contains("Community day", audit[1].After);
        Assert.DoesNotContain("Community day", audit[1].Before);

        Assert.True(store.Get<ChangeFeed>().Waiting.TryRead(out var announced));
        Assert.Equal(log[0].Id, announced.Id);
    }

    [Fact]
    public async Task AWorker_AndADayOutOfReach_AreRefused()
    {
        await using var store = await TestStore.CreateAsync();
        var commands = store.Get<CalendarCommands>();
        await Assert.ThrowsAsync<RefusedException>(() =>
            commands.ChangeDayAsync(TestStore.WorkerOfXinsheng, new(Monday, false, "假"), Cancellation));
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.ChangeDayAsync(TestStore.Administrator, new(new(1999, 12, 31), false, " "), Cancellation));
        Assert.Equal([Rule.TooEarly, Rule.Required], refused.Violations.Select(violation => violation.Rule));
        var worked = await Assert.ThrowsAsync<RefusedException>(() =>
            commands.ChangeDayAsync(TestStore.Administrator, new(Monday, IsWorking: true, "补班"), Cancellation));
        Assert.Equal(Rule.WorksAnyway, Assert.Single(worked.Violations).Rule);
    }

    [Fact]
    public async Task Seed_FillsAnEmptyCalendarOnly()
    {
        await using var store = await TestStore.CreateAsync();
        await using var db = store.Open();
        Assert.True(await BuiltInCalendar.SeedAsync(db, Cancellation));
        Assert.False(await BuiltInCalendar.SeedAsync(db, Cancellation));
        Assert.False((await store.Get<WorkingCalendars>().GetAsync(Cancellation)).IsWorkingDay(new(2026, 10, 1)));
    }

    /// <summary>Closed on each day around the Monday, received on each day before, some archived and some still open.</summary>
    private static async Task AddClosedPetitionsAsync(TestStore store, WorkingCalendar calendar)
    {
        var petitions = from received in Enumerable.Range(-4, 7)
                        from taken in Enumerable.Range(0, 6)
                        select Make.Petition(receivedOn: Monday.AddDays(received), with: petition =>
                            Close(petition, petition.ReceivedOn.AddDays(taken), calendar, taken % 2 == 0));
        // Taken up again before and after the Monday, and closed once more.
        var reopened = from received in Enumerable.Range(-5, 8)
                       from again in Enumerable.Range(0, 4)
                       select Make.Petition(receivedOn: Monday.AddDays(received), with: petition =>
                       {
                           Close(petition, petition.ReceivedOn.AddDays(1), calendar, false);
                           petition.BeginRound(petition.ClosedOn!.Value.AddDays(again), Monday.AddDays(20));
                           petition.ClosedOn = petition.TakenUpOn.AddDays(2);
                           petition.WorkingDaysToClose = calendar.WorkingDaysBetween(petition.TakenUpOn, petition.ClosedOn.Value);
                       });
        await store.AddAsync([.. petitions, .. reopened, Make.Petition(receivedOn: Monday.AddDays(-2))]);
    }

    private static void Close(Petition petition, DateOnly day, WorkingCalendar calendar, bool archived)
    {
        petition.ClosedOn = petition.FirstClosedOn = day;
        petition.WorkingDaysToClose = calendar.WorkingDaysBetween(petition.ReceivedOn, day);
        petition.ArchivedAt = archived ? TestStore.Start.UtcDateTime : null;
    }

    private static async Task AssertStoredDaysAsync(TestStore store, WorkingCalendar calendar, bool changed)
    {
        await using var db = store.Open();
        var petitions = await db.Petitions.AsNoTracking().ToListAsync(Cancellation);
        Assert.All(petitions, petition => Assert.Equal(
            petition.ClosedOn is { } closed ? calendar.WorkingDaysBetween(petition.TakenUpOn, closed) : null, petition.WorkingDaysToClose));
        Assert.All(petitions.SelectMany(petition => petition.Rounds), round => Assert.Equal(
            round.ClosedOn is { } closed ? calendar.WorkingDaysBetween(round.ReceivedOn, closed) : null, round.WorkingDaysToClose));
        Assert.Equal(changed, petitions.Any(petition => petition.ClosedOn is { } closed
            && petition.WorkingDaysToClose != WorkingCalendar.WeekdaysOnly.WorkingDaysBetween(petition.TakenUpOn, closed)));
    }
}
