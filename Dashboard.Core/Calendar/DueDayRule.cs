namespace Concentric.Calendar;

/// <summary>
/// Which due day an open record has after the calendar was changed, if its due day is to follow.
/// </summary>
/// <remarks>
/// A due day that was counted (so many working days from the day on which the record was taken up) is counted again. One that somebody
/// set is a promise of that very day, and stays; only when it becomes a day off it is kept on the next working day, as article 203 of
/// the Civil Code has it for periods that end on a holiday. No due day moves to before today: a make-up day makes nothing overdue.
/// </remarks>
/// <param name="Before">The calendar as it was.</param>
/// <param name="After">The calendar as it is to be.</param>
/// <param name="FirstChanged">The first day that becomes a working day or ceases to be one; no due day before it moves.</param>
/// <param name="Today">In the office's zone.</param>
public sealed record DueDayRule(WorkingCalendar Before, WorkingCalendar After, DateOnly FirstChanged, DateOnly Today)
{
    /// <summary>The due day after the change; the same when it does not move.</summary>
    /// <param name="dueOn">The present one.</param>
    /// <param name="countedFrom">The day from which working days would have been counted.</param>
    /// <param name="workingDays">How many it takes by the rules of its kind; null where due days are always set by somebody.</param>
    public DateOnly Of(DateOnly dueOn, DateOnly countedFrom, int? workingDays)
    {
        if (dueOn < FirstChanged) return dueOn;
        if (workingDays is { } days && Before.AddWorkingDays(countedFrom, days) == dueOn)
        {
            var counted = After.AddWorkingDays(countedFrom, days);
            return counted >= dueOn || counted >= Today ? counted : dueOn < Today ? dueOn : Today;
        }

        return Before.IsWorkingDay(dueOn) && !After.IsWorkingDay(dueOn) ? After.AddWorkingDays(dueOn, 1) : dueOn;
    }
}
