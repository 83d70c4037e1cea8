using Concentric.Calendar;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>
/// The working days of a span as a table: a million look-ups in milliseconds, and backwards too. Counts as <see cref="WorkingCalendar"/>
/// does.
/// </summary>
internal sealed class WorkDays
{
    private readonly int first;
    private readonly int[] passed;
    private readonly List<int> working = [];

    /// <param name="calendar">Says which days are working days.</param>
    /// <param name="from">First day that is asked for.</param>
    /// <param name="to">Last day that is asked for.</param>
    public WorkDays(WorkingCalendar calendar, DateOnly from, DateOnly to)
    {
        first = from.DayNumber;
        passed = new int[to.DayNumber - first + 1];
        for (var i = 0; i < passed.Length; i++)
        {
            if (calendar.IsWorkingDay(from.AddDays(i))) working.Add(first + i);
            passed[i] = working.Count;
        }
    }

    public bool IsWorking(DateOnly day) => Passed(day) != Passed(day.AddDays(-1));

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>.</summary>
    public int Between(DateOnly from, DateOnly to) => Passed(to) - Passed(from);

    /// <summary>The n-th working day after a day.</summary>
    public DateOnly After(DateOnly day, int workingDays) =>
        workingDays == 0 ? day : DateOnly.FromDayNumber(working[Passed(day) + workingDays - 1]);

    /// <summary>The latest working day that has n working days after it, up to and including a day.</summary>
    public DateOnly Before(DateOnly day, int workingDays) => DateOnly.FromDayNumber(working[Math.Max(0, Passed(day) - workingDays - 1)]);

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsWorking(day) ? day : After(day, 1);

    private int Passed(DateOnly day) => day.DayNumber < first ? 0 : passed[day.DayNumber - first];
}
