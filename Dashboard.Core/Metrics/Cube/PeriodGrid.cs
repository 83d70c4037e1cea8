using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Concentric.Calendar;
using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>
/// Consecutive weeks or months with their working days. Made once for all metrics and communities that are judged by them, so that the
/// cube looks up their first days once as well.
/// </summary>
public sealed class PeriodGrid
{
    /// <summary>Those of one calendar that are kept; the days at which people look are few.</summary>
    private const int MostKept = 256;

    private static readonly ConditionalWeakTable<WorkingCalendar, ConcurrentDictionary<(DateOnly, int, bool), PeriodGrid>> Kept = [];

    private readonly Period[] periods;
    private readonly int[] workingDays;
    private readonly int[] bounds;

    private PeriodGrid(Period[] periods, WorkingCalendar calendar)
    {
        this.periods = periods;
        workingDays = Array.ConvertAll(periods, period => calendar.WorkingDaysBetween(period.From.AddDays(-1), period.To));
        bounds = [.. periods.Select(period => period.From.DayNumber), .. periods.TakeLast(1).Select(period => period.To.DayNumber + 1)];
    }

    /// <summary>Oldest first; each begins on the day after the one before.</summary>
    public ReadOnlySpan<Period> Periods => periods;

    /// <summary>Working days of each.</summary>
    public ReadOnlySpan<int> WorkingDays => workingDays;

    /// <summary>Number of the first day of each, and of the day after the last; empty without periods.</summary>
    internal ReadOnlySpan<int> Bounds => bounds;

    /// <summary>The whole months that are over by a day.</summary>
    /// <param name="back">How many months before the day's own the first is.</param>
    public static PeriodGrid Months(DateOnly through, int back, WorkingCalendar calendar) => Of(through, back, true, calendar);

    /// <summary>The whole weeks that are over by a day.</summary>
    /// <param name="back">How many weeks before the day's own the first is.</param>
    public static PeriodGrid Weeks(DateOnly through, int back, WorkingCalendar calendar) => Of(through, back, false, calendar);

    /// <summary>Place of the first period that begins on a day or later.</summary>
    public int FirstSince(DateOnly day)
    {
        var place = 0;
        while (place < periods.Length && periods[place].From < day) place++;
        return place;
    }

    private static PeriodGrid Of(DateOnly through, int back, bool isMonthly, WorkingCalendar calendar)
    {
        var kept = Kept.GetOrCreateValue(calendar);
        if (kept.TryGetValue((through, back, isMonthly), out var known)) return known;
        if (kept.Count >= MostKept) kept.Clear();
        return kept[(through, back, isMonthly)] = new(Make(through, back, isMonthly), calendar);
    }

    private static Period[] Make(DateOnly through, int back, bool isMonthly)
    {
        var periods = new List<Period>(back + 1);
        var first = isMonthly ? Period.MonthOf(through).From.AddMonths(-back) : Period.WeekOf(through.AddDays(-7 * back)).From;
        for (var one = Whole(first); one.To <= through; one = Whole(one.To.AddDays(1))) periods.Add(one);
        return [.. periods];

        Period Whole(DateOnly day) => isMonthly ? Period.MonthOf(day) : Period.WeekOf(day);
    }
}
