using System.Globalization;

namespace Concentric.Calendar;

/// <summary>
/// The office's working days: Monday to Friday, except for the calendar's exceptions. Immutable.
/// </summary>
/// <remarks>
/// Working days between two days are those after the first, up to and including the last: what comes in and is closed on the
/// same day took 0, what is closed on the next working day took 1. A due date of n working days is the day that is n away so.
/// </remarks>
public sealed class WorkingCalendar
{
    /// <summary>Monday to Friday without exceptions.</summary>
    public static WorkingCalendar WeekdaysOnly { get; } = new([]);

    private readonly Dictionary<DateOnly, bool> exceptions;
    private readonly int[] shiftedDays;
    private readonly int[] shifts;

    public WorkingCalendar(IEnumerable<CalendarDay> days)
    {
        exceptions = days.ToDictionary(day => day.Day, day => day.IsWorking);
        var shifting = exceptions.Where(day => day.Value != IsWeekday(day.Key)).OrderBy(day => day.Key).ToList();
        shiftedDays = [.. shifting.Select(day => day.Key.DayNumber)];
        shifts = new int[shifting.Count];
        var sum = 0;
        for (var i = 0; i < shifts.Length; i++) shifts[i] = sum += shifting[i].Value ? 1 : -1;
    }

    /// <summary>Another one once it counts other days as working days.</summary>
    public string Stamp => string.Join(',', shiftedDays.Zip(shifts, (day, shift) =>
        string.Create(CultureInfo.InvariantCulture, $"{day}:{shift}")));

    /// <summary>True on days on which the office works.</summary>
    public bool IsWorkingDay(DateOnly day) => exceptions.TryGetValue(day, out var works) ? works : IsWeekday(day);

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; 0 on the same day.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="to"/> is before <paramref name="from"/>.</exception>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return CountThrough(to.DayNumber) - CountThrough(from.DayNumber);
    }

    /// <summary>The day that is some working days after another; with 0 the day itself, whether it is a working day or not.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="workingDays"/> is negative, or the day lies past the year
    /// 9999.</exception>
    public DateOnly AddWorkingDays(DateOnly day, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        if (workingDays == 0) return day;
        var wanted = CountThrough(day.DayNumber) + workingDays;
        // At worst every exception is a holiday on the way.
        var most = (long)workingDays + shiftedDays.Length;
        var low = day.DayNumber;
        var last = (int)Math.Min(low + (most / 5 * 7) + 7, DateOnly.MaxValue.DayNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, CountThrough(last), nameof(workingDays));
        while (last - low > 1)
        {
            var middle = low + ((last - low) / 2);
            if (CountThrough(middle) >= wanted) last = middle;
            else low = middle;
        }
        return DateOnly.FromDayNumber(last);
    }

    /// <summary>
    /// The first day that, as a due day, is no more than some working days past: what was due before it is more than so many overdue.
    /// </summary>
    /// <param name="workingDays">0 for what was due before the last working day.</param>
    public DateOnly OverdueBefore(DateOnly today, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var through = CountThrough(today.DayNumber);
        // Working days never get fewer going back, so the first day within reach is found by halving.
        var (low, high) = (0, today.DayNumber);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (through - CountThrough(middle) <= workingDays) high = middle;
            else low = middle + 1;
        }

        return DateOnly.FromDayNumber(low);
    }

    /// <summary>True on Monday to Friday, whatever the exceptions say.</summary>
    public static bool IsWeekday(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>Working days from 1 January of the year 1 (a Monday, day number 0) through a day.</summary>
    private int CountThrough(int dayNumber)
    {
        var (weeks, weekday) = Math.DivRem(dayNumber + 1, 7);
        var index = Array.BinarySearch(shiftedDays, dayNumber);
        if (index < 0) index = ~index - 1;
        return (weeks * 5) + Math.Min(weekday, 5) + (index < 0 ? 0 : shifts[index]);
    }
}
