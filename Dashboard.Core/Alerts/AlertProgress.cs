using Concentric.Calendar;

namespace Concentric.Alerts;

/// <summary>What a look at a figure brings about.</summary>
public enum AlertStep { None, Begins, IsOver }

/// <summary>
/// Whether an alert is open, and since when its figure has been well: what keeps a figure at its limit from being told of day after day.
/// It begins with the first look that finds what the rule waits for; it is over once every look has found the figure well until so many
/// working days lie between the first of them and this one; only then can it begin again.
/// </summary>
/// <param name="IsOpen">True from its beginning to its end.</param>
/// <param name="WellSince">The office's day; null while the figure is not well.</param>
public readonly record struct AlertProgress(bool IsOpen, DateOnly? WellSince)
{
    /// <summary>The state after a look.</summary>
    /// <param name="day">The office's day of the look; not before that of the last one.</param>
    /// <param name="wellDays">1 or more.</param>
    public (AlertProgress Next, AlertStep Step) Look(AlertStanding standing, DateOnly day, int wellDays, WorkingCalendar calendar)
    {
        if (!IsOpen) return standing == AlertStanding.Bad ? (new(true, null), AlertStep.Begins) : (this, AlertStep.None);
        // What is not known has not been well.
        if (standing != AlertStanding.Well) return (new(true, null), AlertStep.None);
        var since = WellSince is { } known && known <= day ? known : day;
        return calendar.WorkingDaysBetween(since, day) >= wellDays
            ? (default, AlertStep.IsOver) : (new(true, since), AlertStep.None);
    }
}
