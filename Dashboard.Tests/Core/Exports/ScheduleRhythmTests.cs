using Concentric.Calendar;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.People;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Exports;

/// <summary>Schedules in the store: limits of what is entered, conditions, roles, changes of the calendar, and the list.</summary>
public sealed class ScheduleRhythmTests : IAsyncLifetime
{
    private static readonly CurrentUser Analyst = new("陈静", Role.Analyst);

    private static readonly ScheduleDetails Daily = new("日报", ExportRig.HeldKey, new(RhythmUnit.Day, new(8, 0)),
        new(Coverage.DayBefore), "en", [], null, true, []);

    private DeliveryRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ScheduleCommands Commands => rig.Store.Get<ScheduleCommands>();

    private ExportSchedules Schedules => rig.Store.Get<ExportSchedules>();

    public async ValueTask InitializeAsync() => rig = await DeliveryRig.CreateAsync(DeliveryRig.SomeServer);

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Theory]
    [InlineData(RhythmUnit.Month, DayPlace.MonthDay, 1, 31, null)]
    [InlineData(RhythmUnit.Month, DayPlace.MonthDay, 1, 32, "MonthDay")]
    [InlineData(RhythmUnit.Month, DayPlace.MonthDay, 1, 0, "MonthDay")]
    [InlineData(RhythmUnit.Year, DayPlace.WorkingDay, 12, 23, null)]
    [InlineData(RhythmUnit.Year, DayPlace.WorkingDay, 12, 24, "WorkingDayNumber")]
    [InlineData(RhythmUnit.HalfYear, DayPlace.FirstWorkingDay, 6, 99, null)]
    [InlineData(RhythmUnit.HalfYear, DayPlace.FirstWorkingDay, 7, 1, "MonthOfUnit")]
    [InlineData(RhythmUnit.Quarter, DayPlace.LastWorkingDay, 0, 1, "MonthOfUnit")]
    [InlineData(RhythmUnit.WorkingDay, (DayPlace)9, 99, 99, null)]
    [InlineData((RhythmUnit)99, DayPlace.MonthDay, 1, 1, "RhythmUnit")]
    [InlineData(RhythmUnit.Month, (DayPlace)99, 1, 1, "DayPlace")]
    public Task Rhythm_HasLimits(RhythmUnit unit, DayPlace place, int month, int number, string? field) => AssertAsync(
        Daily with { Rhythm = new(unit, new(8, 0)) { Place = place, Month = month, Number = number } }, field);

    [Fact]
    public Task ATimeThatCanNotBeRead_IsAskedFor() => AssertAsync(Daily with { Rhythm = null }, nameof(Rhythm.At));

    [Theory]
    [InlineData("*/15 * * * *", null)]
    [InlineData("0-48 8,9 * * *", nameof(Rhythm.Cron))]
    [InlineData("* * * * *", nameof(Rhythm.Cron))]
    public async Task Cron_IsDueAtMostEveryQuarterOfAnHour(string cron, string? field) =>
        await AssertAsync(Daily with { Rhythm = new(RhythmUnit.Cron, default) { Cron = cron } }, field);

    [Fact]
    public async Task AnExpressionFromBeforeTheLimit_StaysWhileItIsNotChanged()
    {
        var id = await Commands.AddAsync(Analyst, Daily, Stop);
        await using (var db = rig.Store.Open())
        {
            await db.ExportSchedules.ExecuteUpdateAsync(set => set.SetProperty(row => row.Cron, "* * * * *")
                .SetProperty(row => row.RhythmText, (string?)null), Stop);
        }

        await Commands.ChangeAsync(Analyst, id, 1, Daily with { Name = "x", Rhythm = CronRhythms.Of("* * * * *") }, Stop);
        await Assert.ThrowsAsync<RefusedException>(() =>
            Commands.ChangeAsync(Analyst, id, 2, Daily with { Rhythm = CronRhythms.Of("*/2 * * * *") }, Stop));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(OverdueKinds.MostAbove, null)]
    [InlineData(-1, nameof(ScheduleDetails.OnlyAbove))]
    [InlineData(OverdueKinds.MostAbove + 1, nameof(ScheduleDetails.OnlyAbove))]
    public Task TheCondition_HasLimits(int above, string? field) => AssertAsync(Daily with { OnlyAbove = above }, field);

    [Fact]
    public async Task WhatThereIsNot_IsRefusedWhereItWasNamed()
    {
        await AssertAsync(Daily with { OverdueOf = ["activity"] }, nameof(ScheduleDetails.OverdueOf));
        await AssertAsync(Daily with { RecipientRoles = [Role.Panel] }, nameof(ScheduleDetails.RecipientRoles));
    }

    [Theory]
    [InlineData("1990-01-01", "1990-01-01", null)]
    [InlineData("1989-12-31", "1990-01-01", "CoversFrom")]
    [InlineData("2026-03-02", "2026-03-01", "CoversTo")]
    [InlineData("2026-03-02", null, "CoversTo")]
    [InlineData(null, "2026-03-02", "CoversFrom")]
    public Task AFixedPeriod_HasTwoDaysInOrder(string? from, string? to, string? field) =>
        AssertAsync(Daily with { Covers = new(Coverage.Fixed, Day(from), Day(to)) }, field);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "CoversTo")]
    public Task AFixedPeriod_IsNoLongerThanOneThatIsAnswered(int more, string? field)
    {
        var from = new DateOnly(2001, 1, 1);
        return AssertAsync(Daily with { Covers = new(Coverage.Fixed, from, from.AddDays(Period.MostDays - 1 + more)) }, field);
    }

    [Fact]
    public async Task WhileTooFewAreOverdue_ItIsSkipped_WhichTheListTells_AndNobodyIsTold()
    {
        var leader = await rig.AddAsync("leader", Role.Leader);
        await OverdueAsync();
        var id = await Commands.AddAsync(Analyst,
            Daily with { OnlyAbove = 2, Communities = [TestStore.Xinsheng], OverdueOf = ["petition", "hazard"], Recipients = [leader] },
            Stop);
        var once = await LookAsync(TimeSpan.FromDays(1));
        Assert.Equal((ExportState.Skipped, 2, 2, id), (once.State, once.Overdue, once.OnlyAbove, once.ScheduleId));
        Assert.Empty(rig.Exports.Jobs.TakeAll());
        Assert.Empty(await rig.DeliveriesAsync());
        Assert.Equal(once.Id, (await LookAsync(TimeSpan.FromMinutes(1))).Id);
        var last = Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(Analyst, Stop)).Last!;
        Assert.Equal((ExportState.Skipped, 2, 2), (last.State, last.Overdue, last.OnlyAbove));

        // One more, and it is made.
        await rig.Store.AddAsync(Make.Petition(TestStore.Xinsheng, TestStore.Today.AddDays(-40)));
        var made = await LookAsync(TimeSpan.FromDays(1));
        Assert.Equal((ExportState.Queued, 3), (made.State, made.Overdue ?? 3));
        Assert.Single(await rig.WorkAsync());
        Assert.Single(await rig.DeliveriesAsync());
        last = Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(Analyst, Stop)).Last!;
        Assert.Equal((ExportState.Done, made.Id), (last.State, last.RunId));
    }

    [Fact]
    public async Task WhatIsCounted_AreTheKindsAndCommunitiesThatAreNamed()
    {
        await OverdueAsync();
        var never = Daily with { OnlyAbove = OverdueKinds.MostAbove };
        await Commands.AddAsync(Analyst, never with { Communities = [TestStore.Xinsheng] }, Stop);
        await Commands.AddAsync(Analyst, never, Stop);
        await Commands.AddAsync(Analyst, never with { OverdueOf = ["petition"] }, Stop);
        await Commands.AddAsync(Analyst, never with { OverdueOf = ["hazard"], Communities = [TestStore.Xinshun] }, Stop);
        await LookAsync(TimeSpan.FromDays(1));
        await using var db = rig.Store.Open();
        Assert.Equal([2, 3, 2, 0], await db.ExportRuns.OrderBy(run => run.ScheduleId).Select(run => run.Overdue).ToListAsync(Stop));
    }

    [Fact]
    public async Task MadeByHand_ItIsMadeWhateverIsOverdue_AndLeavesItsOwnMomentsAsTheyAre()
    {
        var id = await Commands.AddAsync(Analyst, Daily with { OnlyAbove = 10 }, Stop);
        Assert.True(await Commands.RunNowAsync(Analyst, id, Stop));
        Assert.Single(rig.Exports.Jobs.TakeAll());
        Assert.Equal(ExportState.Skipped, (await LookAsync(TimeSpan.FromDays(1))).State);
    }

    [Fact]
    public async Task ByRole_GoesToWhoHoldsItThen_EachWhatIsTheirs()
    {
        var (leader, gone) = (await rig.AddAsync("leader", Role.Leader), await rig.AddAsync("gone", Role.Leader));
        await rig.AddAsync("analyst", Role.Analyst);
        var schedule = await Commands.AddAsync(Analyst,
            Daily with { RecipientRoles = [Role.Leader, Role.Worker], Communities = [TestStore.Xinsheng, TestStore.Xinshun] }, Stop);
        var accounts = rig.Store.Get<AccountCommands>();
        await accounts.SetDisabledAsync(CurrentUser.System, gone, true, Stop);
        // Came after the schedule was made; the last one sees nothing of it.
        var worker = await rig.AddAsync("worker", Role.Worker, TestStore.Xinsheng);
        await rig.AddAsync("elsewhere", Role.Worker, TestStore.Binhe);
        await rig.MakeAsync(schedule);
        Assert.Equal([(leader, "xinsheng,xinshun"), (worker, "xinsheng")],
            (await DeliveredAsync()).Select(row => (row.UserId, row.Run!.Communities)));

        // The worker takes up the other community: from the next run on it is that one.
        await accounts.ChangeAsync(CurrentUser.System, worker, new("worker", Role.Worker, [TestStore.Xinshun]), Stop);
        rig.Store.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.MakeAsync(schedule);
        Assert.Equal("xinshun", (await DeliveredAsync())[^1].Run!.Communities);
        var row = Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(Analyst, Stop));
        Assert.Equal(["leader", "worker"], row.Recipients.Order());
        Assert.Empty(Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(TestStore.WorkerOfXinsheng, Stop)).Recipients);
    }

    [Fact]
    public async Task WhoHoldsARoleAndIsNamed_GetsItOnce()
    {
        var leader = await rig.AddAsync("leader", Role.Leader);
        await rig.MakeAsync(await Commands.AddAsync(Analyst, Daily with { RecipientRoles = [Role.Leader], Recipients = [leader] }, Stop));
        Assert.Equal(leader, (await rig.DeliveryAsync()).UserId);
    }

    [Fact]
    public async Task WhenTheCalendarChanges_TheNextRunMoves_AndAMonthThatHadItsRunGetsNoSecondOne()
    {
        var first = new Rhythm(RhythmUnit.Month, new(8, 0)) { Place = DayPlace.FirstWorkingDay };
        await Commands.AddAsync(Analyst, Daily with { Rhythm = first, Covers = new(Coverage.MonthBefore) }, Stop);
        Assert.Equal("2026-04-01", await NextAsync());
        await OffAsync(new(2026, 4, 1));
        Assert.Equal("2026-04-02", await NextAsync());
        rig.Store.Time.SetUtcNow(new(2026, 4, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        await Schedules.EnqueueDueAsync(Stop);
        Assert.Empty(rig.Exports.Jobs.TakeAll());
        rig.Store.Time.SetUtcNow(new(2026, 4, 2, 8, 0, 0, TimeSpan.FromHours(8)));
        await Schedules.EnqueueDueAsync(Stop);
        Assert.Single(rig.Exports.Jobs.TakeAll());

        // It turns out that the 2nd was off as well: the 3rd is the first working day of a month that had its run.
        rig.Store.Time.SetUtcNow(new(2026, 4, 3, 12, 0, 0, TimeSpan.FromHours(8)));
        await OffAsync(new(2026, 4, 2));
        await Schedules.EnqueueDueAsync(Stop);
        Assert.Empty(rig.Exports.Jobs.TakeAll());
        Assert.Equal("2026-05-01", await NextAsync());
    }

    /// <summary>Wednesday 2026-03-18 to begin with.</summary>
    [Fact]
    public async Task SinceTheRunBefore_IsSinceTheLastThatWasMade_AfterAPauseToo()
    {
        var id = await Commands.AddAsync(Analyst,
            Daily with { Rhythm = new(RhythmUnit.WorkingDay, new(8, 0)), Covers = new(Coverage.SinceLastRun), OnlyAbove = 0 }, Stop);
        await OverdueAsync();
        // Nothing was made before: the rhythm says when it would have been.
        Assert.Equal("2026-03-18..2026-03-18 Queued", await PeriodAsync(19, 8));
        // By hand after the run, the same; so for the next one, which is not for the day of the run by hand.
        Assert.Equal("2026-03-18..2026-03-18 Queued", await ByHandAsync(id, 19, 14));
        Assert.Equal("2026-03-19..2026-03-19 Queued", await PeriodAsync(20, 8));
        // The program was down on Monday and Tuesday.
        Assert.Equal("2026-03-20..2026-03-24 Queued", await PeriodAsync(25, 9));
        await using (var db = rig.Store.Open())
        {
            await db.ExportSchedules.ExecuteUpdateAsync(set => set.SetProperty(row => row.OnlyAbove, 100), Stop);
        }

        // Skipped: nobody was told of the day.
        Assert.Equal("2026-03-25..2026-03-25 Skipped", await PeriodAsync(26, 8));
        Assert.Equal(("2026-03-25", "2026-03-26"), await NextPeriodAsync());
        await OffAsync(new(2026, 3, 26));
        Assert.Equal("2026-03-25..2026-03-26 Queued", await ByHandAsync(id, 27, 7));
    }

    [Fact]
    public async Task ByHandAfterTodaysRun_CoversWhatThatCovered()
    {
        var id = await Commands.AddAsync(Analyst,
            Daily with { Rhythm = new(RhythmUnit.WorkingDay, new(8, 0)), Covers = new(Coverage.SinceLastRun) }, Stop);
        // A Monday; no run was made before.
        Assert.Equal("2026-03-20..2026-03-22 Queued", await ByHandAsync(id, 23, 7));
        Assert.Equal("2026-03-20..2026-03-22 Queued", await PeriodAsync(23, 8));
        Assert.Equal("2026-03-20..2026-03-22 Queued", await ByHandAsync(id, 23, 14));
    }

    [Theory]
    [InlineData(Coverage.WeekBefore, null, "0 8 * * *")]
    [InlineData(Coverage.WeekBefore, 0, CronRhythms.Seldom)]
    [InlineData(Coverage.DayBefore, null, CronRhythms.Seldom)]
    [InlineData(Coverage.MonthToDate, null, CronRhythms.Seldom)]
    public void WhatAnOlderVersionCanNotDo_ItLeavesAlone(Coverage coverage, int? above, string cron)
    {
        var schedule = new ExportSchedule { Key = "x", Template = "x", Cron = "", Language = "en" };
        var plan = new SchedulePlan(new(RhythmUnit.Day, new(8, 0)), new(coverage));
        schedule.Take(plan, above);
        Assert.Equal((cron, above, plan), (schedule.Cron, schedule.OnlyAbove, schedule.Plan));
        // As a row of today's version has it.
        schedule.Cron = "0 8 * * *";
        Assert.Equal(plan, schedule.Plan);
    }

    [Theory]
    [InlineData(Coverage.WeekBefore, null, "0 8 * * 1-5")]
    [InlineData(Coverage.WeekBefore, 0, CronRhythms.Seldom)]
    [InlineData(Coverage.MonthToDate, null, CronRhythms.Seldom)]
    public void AnExpressionOfItsOwn_IsLeftAloneLikewise(Coverage coverage, int? above, string cron)
    {
        var schedule = new ExportSchedule { Key = "x", Template = "x", Cron = "", Language = "en" };
        var plan = new SchedulePlan(CronRhythms.Of("0 8 * * 1-5"), new(coverage));
        schedule.Take(plan, above);
        Assert.Equal((cron, plan), (schedule.Cron, schedule.Plan));
        // Another version's expression counts, and an expression from before it had a column of its own.
        schedule.Cron = "0 9 * * 1-5";
        Assert.Equal("0 9 * * 1-5", schedule.Plan.Rhythm.Cron);
        schedule.OwnCron = null;
        Assert.Equal("0 9 * * 1-5", schedule.Plan.Rhythm.Cron);
    }

    /// <summary>Two versions may take the moment for different periods, and an older one keeps less in the rows.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AMoment_IsAskedForOnce_WhateverPeriodAnotherVersionTookItFor(bool isOlder)
    {
        await Commands.AddAsync(Analyst, Daily with { Rhythm = CronRhythms.Of("0 8 * * 1-5") }, Stop);
        rig.Store.Time.Advance(TimeSpan.FromDays(1));
        await Schedules.EnqueueDueAsync(Stop);
        Assert.Single(rig.Exports.Jobs.TakeAll());
        await using (var db = rig.Store.Open())
        {
            await db.ExportSchedules.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastDueAt, (DateTime?)null)
                .SetProperty(row => row.Covers, Coverage.YearToDate).SetProperty(row => row.Cadence, ExportCadence.Yearly), Stop);
            if (isOlder) await db.ExportRuns.ExecuteUpdateAsync(set => set.SetProperty(run => run.DueAt, (DateTime?)null), Stop);
        }

        await Schedules.EnqueueDueAsync(Stop);
        Assert.Empty(rig.Exports.Jobs.TakeAll());
        await using var after = rig.Store.Open();
        Assert.Equal(1, await after.ExportRuns.CountAsync(Stop));
        Assert.NotNull((await after.ExportSchedules.SingleAsync(Stop)).LastDueAt);
    }

    [Fact]
    public async Task TheNextLook_IsAtTheNextMoment_AndAMinuteAwayAtMost()
    {
        await Commands.AddAsync(Analyst, Daily, Stop);
        rig.Store.Time.SetUtcNow(new(2026, 3, 19, 7, 58, 0, TimeSpan.FromHours(8)));
        Assert.Equal(TimeSpan.FromMinutes(1), await Schedules.EnqueueDueAsync(Stop));
        rig.Store.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(30), await Schedules.EnqueueDueAsync(Stop));
        Assert.Empty(rig.Exports.Jobs.TakeAll());
        rig.Store.Time.Advance(TimeSpan.FromSeconds(30));
        await Schedules.EnqueueDueAsync(Stop);
        Assert.Single(rig.Exports.Jobs.TakeAll());
    }

    [Fact]
    public async Task AScheduleThatCanNotBeRead_HoldsUpNoOther()
    {
        var broken = await Commands.AddAsync(Analyst, Daily, Stop);
        await Commands.AddAsync(Analyst, Daily, Stop);
        await using (var db = rig.Store.Open())
        {
            await db.ExportSchedules.Where(row => row.Id == broken).ExecuteUpdateAsync(set => set.SetProperty(row => row.Cron, "?"), Stop);
        }

        rig.Store.Time.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<AggregateException>(() => Schedules.EnqueueDueAsync(Stop));
        Assert.Single(rig.Exports.Jobs.TakeAll());
    }

    [Fact]
    public void WhatAnOlderVersionChanged_Counts()
    {
        var schedule = new ExportSchedule { Key = "x", Template = "x", Cron = "", Language = "en" };
        var plan = new SchedulePlan(new(RhythmUnit.WorkingDay, new(8, 0)), new(Coverage.SinceLastRun));
        schedule.Take(plan);
        Assert.Equal(plan, schedule.Plan);
        // As it sets them: its own columns alone.
        (schedule.Cron, schedule.Cadence) = ("30 7 * * 1", ExportCadence.Yearly);
        Assert.Equal(new(new(RhythmUnit.Week, new(7, 30)), new(Coverage.YearBefore)), schedule.Plan);
    }

    [Fact]
    public async Task OfSeveralWorkbooksOfAMoment_TheOneThatFailedIsTold()
    {
        var (leader, worker) = (await rig.AddAsync("leader", Role.Leader), await rig.AddAsync("worker", Role.Worker, TestStore.Xinsheng));
        var schedule = await Commands.AddAsync(Analyst, Daily with { Recipients = [leader, worker] }, Stop);
        await Commands.RunNowAsync(Analyst, schedule, Stop);
        var ids = rig.Exports.Jobs.TakeAll();
        rig.Exports.Held.Failure = new ExportException("DiskFull");
        rig.Exports.Held.LetGo();
        await rig.Exports.Runner.RunAsync(ids[1], Stop);
        rig.Exports.Held.Failure = null;
        rig.Exports.Held.LetGo();
        await rig.Exports.Runner.RunAsync(ids[0], Stop);
        var last = Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(Analyst, Stop)).Last!;
        Assert.Equal((ExportState.Failed, ids[1], 0), (last.State, last.RunId, last.Mails));
        Assert.NotNull(last.Failure);
        // To a worker of another community it is no business.
        Assert.Null(Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(
            TestStore.WorkerOfXinsheng with { CommunityIds = [TestStore.Xinshun] }, Stop)).Last);
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, null);

    private async Task AssertAsync(ScheduleDetails details, string? field)
    {
        var adding = Commands.AddAsync(Analyst, details, Stop);
        if (field is null) await adding;
        else Assert.Equal(field, Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => adding)).Violations).Field);
    }

    /// <summary>In Xinsheng a petition and a hazard, in Xinshun a petition; beside them what is closed or not yet due.</summary>
    private async Task OverdueAsync()
    {
        var before = TestStore.Today.AddDays(-40);
        await rig.Store.AddAsync(Make.Petition(TestStore.Xinsheng, before), Make.Petition(TestStore.Xinshun, before),
            Make.Petition(TestStore.Xinsheng), Make.Petition(TestStore.Xinsheng, before, one => one.ClosedOn = before));
        await rig.Store.AddAsync(Make.Hazard(TestStore.Xinsheng, before, one => one.DueOn = before));
    }

    private async Task<ExportRun> LookAsync(TimeSpan after)
    {
        rig.Store.Time.Advance(after);
        await Schedules.EnqueueDueAsync(Stop);
        await using var db = rig.Store.Open();
        return await db.ExportRuns.AsNoTracking().OrderBy(run => run.Id).LastAsync(Stop);
    }

    private async Task<List<ExportDelivery>> DeliveredAsync()
    {
        await using var db = rig.Store.Open();
        return await db.ExportDeliveries.AsNoTracking().Include(row => row.Run).OrderBy(row => row.Id).ToListAsync(Stop);
    }

    private async Task<string> PeriodAsync(int day, int hour)
    {
        rig.Store.Time.SetUtcNow(new(2026, 3, day, hour, 0, 0, TimeSpan.FromHours(8)));
        await Schedules.EnqueueDueAsync(Stop);
        return await LastPeriodAsync();
    }

    private async Task<string> ByHandAsync(int schedule, int day, int hour)
    {
        rig.Store.Time.SetUtcNow(new(2026, 3, day, hour, 0, 0, TimeSpan.FromHours(8)));
        Assert.True(await Commands.RunNowAsync(Analyst, schedule, Stop));
        return await LastPeriodAsync();
    }

    private async Task<string> LastPeriodAsync()
    {
        await using var db = rig.Store.Open();
        var run = await db.ExportRuns.AsNoTracking().OrderBy(run => run.Id).LastAsync(Stop);
        return $"{run.PeriodFrom:yyyy-MM-dd}..{run.PeriodTo:yyyy-MM-dd} {run.State}";
    }

    private async Task<(string, string)> NextPeriodAsync()
    {
        var period = Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(Analyst, Stop)).Next!.Value.Period;
        return ($"{period.From:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}");
    }

    private async Task<string> NextAsync()
    {
        var row = Assert.Single(await rig.Store.Get<ScheduleQueries>().ListAsync(Analyst, Stop));
        return rig.Store.Get<OfficeClock>().DayOf(row.Next!.Value.At).ToString("yyyy-MM-dd", null);
    }

    private async Task OffAsync(DateOnly day) =>
        await rig.Store.Get<CalendarCommands>().ChangeDayAsync(TestStore.Administrator, new(day, false, "假日", "Holiday"), Stop);
}
