using Concentric.Calendar;

namespace Concentric.Alerts;

/// <summary>What a look at a figure brings about.</summary>
public enum AlertStep
{
    None,

    Begins,

    /// <summary>The figure has been well for long enough.</summary>
    IsOver,

    /// <summary>It can't be told any more how the figure stands.</summary>
    IsUntold,
}

/// <summary>
/// Whether an alert is open, and since when its figure has been well: what keeps a figure at its limit from being told of day after day.
/// It begins with the first look that finds what the rule waits for; it is over once every look has found the figure well until so many
/// working days lie between the first of them and this one; only then can it begin again. What can't be told any more ends too, after as
/// many days without a word of it, or at once where nothing will bring it back: no alert stays open for ever.
/// </summary>
/// <param name="IsOpen">True from its beginning to its end.</param>
/// <param name="WellSince">The office's day; null while the figure is not well.</param>
/// <param name="UntoldSince">The same; null while it can be told how the figure stands.</param>
public readonly record struct AlertProgress(bool IsOpen, DateOnly? WellSince, DateOnly? UntoldSince = null)
{
    /// <summary>The state after a look.</summary>
    /// <param name="day">The office's day of the look; not before that of the last one.</param>
    /// <param name="wellDays">1 or more.</param>
    /// <param name="gap">Why it is unknown how the figure stands.</param>
    public (AlertProgress Next, AlertStep Step) Look(AlertStanding standing, DateOnly day, int wellDays, WorkingCalendar calendar,
        AlertGap gap = AlertGap.None)
    {
        if (!IsOpen) return standing == AlertStanding.Bad ? (new(true, null), AlertStep.Begins) : (this, AlertStep.None);
        var since = standing switch
        {
            AlertStanding.Well => WellSince,
            AlertStanding.Unknown => UntoldSince,
            _ => null,
        } is { } known && known <= day ? known : day;
        var isLong = calendar.WorkingDaysBetween(since, day) >= wellDays;
        return standing switch
        {
            AlertStanding.Well when isLong => (default, AlertStep.IsOver),
            AlertStanding.Well => (new(true, since), AlertStep.None),
            AlertStanding.Unknown when isLong || gap is AlertGap.NoMetric or AlertGap.NoTarget or AlertGap.LittleTarget =>
                (default, AlertStep.IsUntold),
            // What is not known has not been well.
            AlertStanding.Unknown => (new(true, null, since), AlertStep.None),
            _ => (new(true, null), AlertStep.None),
        };
    }
}
