namespace Concentric.Time;

/// <summary>A period seen on a day: how far it has come, and what it is compared with.</summary>
/// <param name="Kind">How the period was chosen.</param>
/// <param name="Today">The office's day.</param>
public readonly record struct PeriodOnDay(Period Period, PeriodKind Kind, DateOnly Today)
{
    /// <summary>True until its last day is over.</summary>
    public bool IsRunning => Period.To >= Today;

    /// <summary>True once its first day has come.</summary>
    public bool HasBegun => Period.From <= Today;

    /// <summary>The day of which its figures tell: its last, or today before that.</summary>
    public DateOnly AsOf => Period.To < Today ? Period.To : Today;

    /// <summary>The period before: while this one runs, the same part of it. Null before it has begun.</summary>
    public Comparison? Previous => !HasBegun ? null : Compared(Period.To <= Today ? Period.Previous(Kind) : Elapsed.PartOfPrevious(Period));

    /// <summary>The same days a year earlier; while the period runs, of the same part. Null before it has begun.</summary>
    public Comparison? YearBefore => HasBegun ? Compared(Elapsed.YearBefore()) : null;

    private Period Elapsed => Period with { To = AsOf };

    /// <summary>
    /// The day on which another month, say of a trend, was as old as this period is today: what has become of its cases since is not in
    /// it. One that is over is looked at on the day after its last at the earliest, when all its due days are over; on the last day of a
    /// month that ends this period on its own last, for that month is what this one is compared with.
    /// </summary>
    public DateOnly AtSameAge(Period other)
    {
        var least = Period.To == Today && Today.AddDays(1).Day == 1 ? 0 : 1;
        var day = other.To.DayNumber + Math.Max(least, Today.DayNumber - AsOf.DayNumber);
        return day < Today.DayNumber ? DateOnly.FromDayNumber(day) : Today;
    }

    // At the same age: as many days after its last one as this period is past its own, and on its last one while this runs.
    private Comparison Compared(Period before) => new(before, before.To.AddDays(Today.DayNumber - AsOf.DayNumber));
}

/// <summary>A period that another is compared with, and the day on which it is looked at: when it was as old as the other is.</summary>
public readonly record struct Comparison(Period Period, DateOnly Today);
