using Concentric.Calendar;
using CsCheck;

namespace Concentric.Tests.Core.Calendar;

public class WorkingCalendarTests
{
    private static readonly DateOnly First = new(2025, 12, 1);

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 200].Select(First.AddDays);

    private static readonly Gen<WorkingCalendar> Calendars =
        Gen.Select(Day, Gen.Bool).Array[0, 40].Select(days => new WorkingCalendar(
            days.DistinctBy(day => day.Item1)
                .Select(day => new CalendarDay { Day = day.Item1, IsWorking = day.Item2, Name = "", NameEn = "" })));

    [Fact]
    public void WorkingDaysBetween_IsTheCountByHand() =>
        Gen.Select(Calendars, Day, Day).Sample((calendar, one, other) =>
        {
            var (from, to) = one < other ? (one, other) : (other, one);
            var byHand = 0;
            for (var day = from.AddDays(1); day <= to; day = day.AddDays(1)) byHand += calendar.IsWorkingDay(day) ? 1 : 0;
            Assert.Equal(byHand, calendar.WorkingDaysBetween(from, to));
        });

    [Fact]
    public void AddWorkingDays_IsTheFirstDayThatIsSoFarAway() =>
        Gen.Select(Calendars, Day, Gen.Int[1, 120]).Sample((calendar, from, workingDays) =>
        {
            var due = calendar.AddWorkingDays(from, workingDays);
            Assert.True(calendar.IsWorkingDay(due));
            Assert.Equal(workingDays, calendar.WorkingDaysBetween(from, due));
        });

    [Fact]
    public void OverdueBefore_IsTheDayThatCountingBackByHandComesTo() =>
        Gen.Select(Calendars, Day, Gen.Int[0, 60]).Sample((calendar, today, workingDays) =>
        {
            // Back from today, one day after the other, for as long as no more than so many working days lie between.
            var (day, between) = (today, 0);
            while (between + (calendar.IsWorkingDay(day) ? 1 : 0) <= workingDays)
            {
                between += calendar.IsWorkingDay(day) ? 1 : 0;
                day = day.AddDays(-1);
            }

            Assert.Equal(day, calendar.OverdueBefore(today, workingDays));
        });

    [Fact]
    public void SameDay_IsZero_AndBackwardsIsRefused()
    {
        var calendar = WorkingCalendar.WeekdaysOnly;
        Assert.Equal(0, calendar.WorkingDaysBetween(First, First));
        Assert.Equal(First, calendar.AddWorkingDays(First, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.WorkingDaysBetween(First, First.AddDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.AddWorkingDays(First, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => calendar.AddWorkingDays(DateOnly.MaxValue.AddDays(-3), 10));
    }

    [Theory]
    [InlineData("2024-02-09", "2024-02-18", 1)] // Spring Festival; the 18th, a Sunday, is made up
    [InlineData("2025-01-27", "2025-02-05", 1)]
    [InlineData("2025-09-30", "2025-10-09", 1)]
    [InlineData("2026-02-13", "2026-02-24", 2)] // the 14th, a Saturday, is made up
    [InlineData("2026-09-30", "2026-10-10", 3)]
    public void BuiltInCalendar_KnowsTheHolidays(string from, string to, int workingDays) =>
        Assert.Equal(workingDays, new WorkingCalendar(BuiltInCalendar.Days()).WorkingDaysBetween(DateOnly.Parse(from), DateOnly.Parse(to)));

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void BuiltInCalendar_HasTheYearsWorkingDays(int year, int workingDays) =>
        Assert.Equal(workingDays, new WorkingCalendar(BuiltInCalendar.Days()).WorkingDaysBetween(new(year - 1, 12, 31), new(year, 12, 31)));

    [Fact]
    public void BuiltInCalendar_MakesUpOnWeekendsOnly() =>
        Assert.All(BuiltInCalendar.Days().Where(day => day.IsWorking), day => Assert.False(WorkingCalendar.IsWeekday(day.Day)));
}
