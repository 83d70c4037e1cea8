using System.Globalization;
using Concentric.Calendar;
using Concentric.Exports.Rhythms;
using Concentric.Tests.TestData;
using Concentric.Time;
using Cronos;
using CsCheck;

namespace Concentric.Tests.Core.Exports;

/// <summary>When schedules are due and what they cover, against a walk from day to day and from minute to minute.</summary>
public sealed class RhythmTests
{
    /// <summary>In all but the first the clock is changed; in Havana at midnight, on Lord Howe by half an hour.</summary>
    private static readonly TimeZoneInfo[] Zones = [.. new[]
    {
        "Asia/Shanghai", "Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe",
    }.Select(OfficeClock.FindZone)];

    private static readonly OfficeDays Shanghai = new(Zones[0], WorkingCalendar.WeekdaysOnly);

    private static readonly Gen<Rhythm> Rhythms =
        from unit in OneOf(Enum.GetValues<RhythmUnit>().Except([RhythmUnit.Cron]).ToArray())
        from minute in Gen.Int[0, 1439]
        from weekday in Gen.Int[0, 6]
        from month in Gen.Int[1, 12]
        from place in OneOf(Enum.GetValues<DayPlace>())
        from number in Gen.Int[1, Rhythm.MostMonthDay]
        select new Rhythm(unit, TimeOnly.MinValue.AddMinutes(minute))
        {
            Weekday = (DayOfWeek)weekday,
            Month = month,
            Place = place,
            Number = place == DayPlace.WorkingDay ? Math.Min(number, Rhythm.MostWorkingDay) : number,
        }.Plain();

    /// <summary>Holidays and make-up days anywhere; some months are off altogether.</summary>
    private static readonly Gen<WorkingCalendar> Calendars =
        from days in Gen.Select(Gen.Int[0, 1500], Gen.Bool).Array[0, 120]
        from off in Gen.Int[0, 40]
        select new WorkingCalendar(days.Concat(Enumerable.Range(off * 30, 70).Select(day => (day, false))).DistinctBy(day => day.Item1)
            .Select(day => new CalendarDay { Day = First.AddDays(day.Item1), IsWorking = day.Item2, Name = "x", NameEn = "x" }));

    private static readonly DateOnly First = new(2023, 11, 1);

    [Fact]
    public void TheNextRuns_AreThoseOfAWalkFromDayToDay() =>
        Gen.Select(Rhythms, Calendars, OneOf(Zones), Gen.Int[0, 1200 * 1440]).Sample((rhythm, calendar, zone, minute) =>
        {
            var from = DateTime.SpecifyKind(First.ToDateTime(default), DateTimeKind.Utc).AddMinutes(minute);
            var walked = Walk(rhythm, calendar, zone, from).Take(3).ToList();
            return rhythm.After(from, new(zone, calendar)).Take(walked.Count).SequenceEqual(walked);
        }, iter: 400);

    [Fact]
    public void TheLastRun_IsTheNewestThatIsNotAfterTheMoment() =>
        Gen.Select(Rhythms, Calendars, OneOf(Zones), Gen.Int[0, 1200 * 1440]).Sample((rhythm, calendar, zone, minute) =>
        {
            var (office, since) = (new OfficeDays(zone, calendar), DateTime.SpecifyKind(First.ToDateTime(default), DateTimeKind.Utc));
            var until = since.AddMinutes(minute);
            var all = rhythm.After(since.AddTicks(-1), office).TakeWhile(moment => moment <= until).ToList();
            var last = rhythm.Last(since, until, office);
            return last == (all.Count == 0 ? null : all[^1])
                // At the moment itself, and no longer one tick before it.
                && (last is not { } at || (rhythm.Last(since, at, office) == at && rhythm.Last(since, at.AddTicks(-1), office) < at
                    || all.Count == 1));
        }, iter: 400);

    [Fact]
    public void WhatCronCanSay_IsDueAtTheSameMoments_AndReadBack() =>
        Gen.Select(Rhythms, OneOf(Zones), Gen.Int[0, 1200 * 1440]).Sample((rhythm, zone, minute) =>
        {
            if (CronRhythms.ToCron(rhythm) is not { } cron) return true;
            var from = DateTime.SpecifyKind(First.ToDateTime(default), DateTimeKind.Utc).AddMinutes(minute);
            var moments = CronExpression.Parse(cron).GetOccurrences(from, from.AddYears(3), zone, fromInclusive: false).Take(20).ToList();
            return rhythm.After(from, new(zone, WorkingCalendar.WeekdaysOnly)).Take(moments.Count).SequenceEqual(moments)
                && CronRhythms.Of(cron).After(from, new(zone, WorkingCalendar.WeekdaysOnly)).Take(moments.Count).SequenceEqual(moments)
                && CronRhythms.Of(cron).Unit != RhythmUnit.Cron;
        }, iter: 1000);

    [Fact]
    public void ARhythm_IsReadAsItWasWritten() =>
        Rhythms.Sample(rhythm => Rhythm.Read(rhythm.ToText(), CronRhythms.Seldom) == rhythm && rhythm.ToText().Length <= 64);

    [Theory]
    [InlineData("0 8 * * *", RhythmUnit.Day)]
    [InlineData("0 8 1,15 * *", RhythmUnit.Cron)]
    [InlineData("0 8 * * 1-5", RhythmUnit.Cron)]
    [InlineData("0 8 31 * *", RhythmUnit.Cron)]
    [InlineData("0 8 L * *", RhythmUnit.Month)]
    [InlineData("0 8 31 12 *", RhythmUnit.Year)]
    [InlineData("0 8 29 2 *", RhythmUnit.Cron)]
    [InlineData("0 8 2 2,5,8,11 *", RhythmUnit.Quarter)]
    [InlineData("0 8 2 1,6 *", RhythmUnit.Cron)]
    [InlineData("0 8 2 1,7 *", RhythmUnit.HalfYear)]
    [InlineData("0 8,9 * * *", RhythmUnit.Cron)]
    [InlineData("0 * * * *", RhythmUnit.Cron)]
    public void AnExpressionFromBefore_IsARhythmWhereOneMeansTheSame(string cron, RhythmUnit unit) =>
        Assert.Equal(unit, CronRhythms.Of(cron).Unit);

    [Theory]
    // 29 to 31 mean the last day of a shorter month, in leap years too.
    [InlineData(31, "2027-12-31", "2028-01-31 2028-02-29 2028-03-31 2028-04-30")]
    [InlineData(29, "2026-12-31", "2027-01-29 2027-02-28 2027-03-29 2027-04-29")]
    public void TheDayOfAMonth_IsItsLastWhereItIsShorter(int day, string after, string due) => Assert.Equal(due,
        Days(new Rhythm(RhythmUnit.Month, new(8, 0)) { Number = day }, after, Shanghai));

    [Fact]
    public void TheFirstAndLastWorkingDays_GoByTheOfficesCalendar()
    {
        // National Day 2026: the first week of October is off, Saturday the 10th is worked.
        var calendar = new WorkingCalendar([.. Enumerable.Range(1, 7).Select(day => Exception($"2026-10-0{day}", false)),
            Exception("2026-10-10", true)]);
        var office = Shanghai with { Calendar = calendar };
        var first = new Rhythm(RhythmUnit.Month, new(8, 0)) { Place = DayPlace.FirstWorkingDay };
        Assert.Equal("2026-10-08 2026-11-02", Days(first, "2026-09-20", office, 2));
        Assert.Equal("2026-10-01 2026-11-02", Days(first, "2026-09-20", Shanghai, 2));
        Assert.Equal("2026-10-10 2026-11-04",
            Days(first with { Place = DayPlace.WorkingDay, Number = 3 }, "2026-09-20", office, 2));
        Assert.Equal("2026-09-30 2026-10-30", Days(first with { Place = DayPlace.LastWorkingDay }, "2026-09-20", office, 2));
        // More than October has: the last one.
        Assert.Equal("2026-10-30", Days(first with { Place = DayPlace.WorkingDay, Number = 23 }, "2026-10-01", office, 1));
        Assert.Equal("2026-09-30 2026-10-08 2026-10-09 2026-10-10 2026-10-12",
            Days(new(RhythmUnit.WorkingDay, new(8, 0)), "2026-09-29", office, 5));
    }

    [Fact]
    public void AMonthWithoutAWorkingDay_HasNoRun()
    {
        var office = Shanghai with
        {
            Calendar = new([.. Enumerable.Range(0, 28).Select(day => Exception(new DateOnly(2027, 2, 1).AddDays(day), false))]),
        };
        Assert.Equal("2027-01-29 2027-03-31",
            Days(new Rhythm(RhythmUnit.Month, new(8, 0)) { Place = DayPlace.LastWorkingDay }, "2027-01-10", office, 2));
    }

    [Theory]
    // Skipped: when the clock has been set forward. Twice: the first time.
    [InlineData("Europe/Berlin", "2026-03-29", "02:40", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:40", "2026-10-25 00:40")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30")]
    public void ATimeThatTheClockSkipsOrShowsTwice_IsDueOnce(string zone, string day, string at, string utc) => Assert.Equal(
        DateTime.Parse(utc, CultureInfo.InvariantCulture),
        RhythmMoments.MomentOf(DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(at, CultureInfo.InvariantCulture),
            OfficeClock.FindZone(zone)));

    [Fact]
    public void TwoDaysThatFallOnOneMoment_AreOneRun()
    {
        // Samoa left out 30 December 2011: its midnight is that of the 31st.
        var office = new OfficeDays(OfficeClock.FindZone("Pacific/Apia"), WorkingCalendar.WeekdaysOnly);
        var moments = new Rhythm(RhythmUnit.Day, default).After(Utc("2011-12-29 12:00"), office).Take(3).ToList();
        Assert.Equal([Utc("2011-12-30 10:00"), Utc("2011-12-31 10:00"), Utc("2012-01-01 10:00")], moments);
    }

    [Theory]
    [InlineData("2026-03-16", Coverage.DayBefore, "2026-03-15", "2026-03-15")]
    [InlineData("2026-03-16", Coverage.WeekBefore, "2026-03-09", "2026-03-15")]
    [InlineData("2026-03-18", Coverage.WeekBefore, "2026-03-09", "2026-03-15")]
    [InlineData("2026-01-05", Coverage.WeekBefore, "2025-12-29", "2026-01-04")]
    [InlineData("2028-03-01", Coverage.MonthBefore, "2028-02-01", "2028-02-29")]
    [InlineData("2026-01-01", Coverage.MonthBefore, "2025-12-01", "2025-12-31")]
    [InlineData("2026-04-02", Coverage.QuarterBefore, "2026-01-01", "2026-03-31")]
    [InlineData("2026-03-31", Coverage.QuarterBefore, "2025-10-01", "2025-12-31")]
    [InlineData("2026-06-30", Coverage.HalfYearBefore, "2025-07-01", "2025-12-31")]
    [InlineData("2026-07-01", Coverage.HalfYearBefore, "2026-01-01", "2026-06-30")]
    [InlineData("2026-01-15", Coverage.YearBefore, "2025-01-01", "2025-12-31")]
    [InlineData("2026-03-18", Coverage.WeekToDate, "2026-03-16", "2026-03-18")]
    [InlineData("2026-03-16", Coverage.WeekToDate, "2026-03-16", "2026-03-16")]
    [InlineData("2026-01-01", Coverage.WeekToDate, "2025-12-29", "2026-01-01")]
    [InlineData("2026-05-12", Coverage.MonthToDate, "2026-05-01", "2026-05-12")]
    [InlineData("2026-05-12", Coverage.QuarterToDate, "2026-04-01", "2026-05-12")]
    [InlineData("2026-05-12", Coverage.YearToDate, "2026-01-01", "2026-05-12")]
    public void EachRun_CoversItsPeriod(string dueOn, Coverage coverage, string from, string to) => Assert.Equal(
        new Period(DateOnly.Parse(from, null), DateOnly.Parse(to, null)),
        new CoveredPeriod(coverage).On(DateOnly.Parse(dueOn, null), before: null));

    [Fact]
    public void AWeekToDate_IsComparedWithTheSameDaysOfTheWeekBefore()
    {
        var covers = new CoveredPeriod(Coverage.WeekToDate);
        var when = new PeriodOnDay(covers.On(new(2026, 3, 18), null), covers.Kind, new(2026, 3, 18));
        Assert.Equal(new Period(new(2026, 3, 9), new(2026, 3, 11)), when.Previous!.Value.Period);
        Assert.Equal(Coverage.WeekBefore, CoveredPeriod.Of(CoveredPeriod.Nearest(Coverage.WeekToDate)));
    }

    [Fact]
    public void SinceTheRunBefore_LeavesNoDayOut_AndCoversNoneTwice() =>
        Gen.Select(Rhythms, Calendars, Gen.Int[0, 900 * 1440]).Sample((rhythm, calendar, minute) =>
        {
            var office = new OfficeDays(Zones[0], calendar);
            var from = DateTime.SpecifyKind(First.ToDateTime(default), DateTimeKind.Utc).AddMinutes(minute);
            var runs = new SchedulePlan(rhythm, new(Coverage.SinceLastRun)).Next(from, office, 4);
            return runs.Zip(runs.Skip(1)).All(pair => pair.Second.Period.From == pair.First.Period.To.AddDays(1))
                && runs.All(run => new SchedulePlan(rhythm, new(Coverage.SinceLastRun)).PeriodAt(run.At, office) == run.Period);
        }, iter: 400);

    [Theory]
    [InlineData("* * * * *", 1440)]
    [InlineData("*/15 * * * *", 96)]
    [InlineData("* * 1 1 *", 1440)]
    [InlineData("30 7 * * 1", 1)]
    [InlineData("0 0 30 2 *", 0)]
    public void RunsADay_AreCountedOnTheDaysOnWhichItIsDue(string cron, int runs) =>
        Assert.Equal(runs, RhythmMoments.RunsADay(cron, TestStore.Start.UtcDateTime));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static IEnumerable<DateTime> Walk(Rhythm rhythm, WorkingCalendar calendar, TimeZoneInfo zone, DateTime after)
    {
        var start = DateOnly.FromDateTime(after).AddDays(-2);
        for (var day = start; day < start.AddDays(800); day = day.AddDays(1))
        {
            if (!IsDue(rhythm, calendar, day)) continue;
            var moment = Reached(day.ToDateTime(rhythm.At), zone);
            if (moment > after) yield return moment;
        }
    }

    private static bool IsDue(Rhythm rhythm, WorkingCalendar calendar, DateOnly day)
    {
        if (rhythm.MonthsLong == 0)
        {
            return rhythm.Unit switch
            {
                RhythmUnit.Week => day.DayOfWeek == rhythm.Weekday,
                RhythmUnit.WorkingDay => calendar.IsWorkingDay(day),
                _ => true,
            };
        }

        if ((day.Month - 1) % rhythm.MonthsLong != rhythm.Month - 1) return false;
        var month = Enumerable.Range(1, DateTime.DaysInMonth(day.Year, day.Month)).Select(one => new DateOnly(day.Year, day.Month, one));
        if (rhythm.Place == DayPlace.MonthDay) return month.TakeWhile(one => one.Day <= rhythm.Number).Last() == day;
        var working = month.Where(calendar.IsWorkingDay).ToList();
        return working.Count > 0 && day == (rhythm.Place switch
        {
            DayPlace.FirstWorkingDay => working[0],
            DayPlace.LastWorkingDay => working[^1],
            _ => working.Take(rhythm.Number).Last(),
        });
    }

    /// <summary>The first minute at which the office's clock has reached a time.</summary>
    private static DateTime Reached(DateTime local, TimeZoneInfo zone)
    {
        var utc = DateTime.SpecifyKind(local, DateTimeKind.Utc) - zone.BaseUtcOffset - TimeSpan.FromHours(3);
        while (TimeZoneInfo.ConvertTimeFromUtc(utc, zone) < local) utc = utc.AddMinutes(1);
        return utc;
    }

    private static string Days(Rhythm rhythm, string after, OfficeDays office, int count = 4) => string.Join(' ',
        rhythm.After(RhythmMoments.MomentOf(DateOnly.Parse(after, null), new(12, 0), office.Zone), office).Take(count)
            .Select(moment => TimeZoneInfo.ConvertTimeFromUtc(moment, office.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    private static CalendarDay Exception(string day, bool isWorking) => Exception(DateOnly.Parse(day, null), isWorking);

    private static CalendarDay Exception(DateOnly day, bool isWorking) =>
        new() { Day = day, IsWorking = isWorking, Name = "x", NameEn = "x" };

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
