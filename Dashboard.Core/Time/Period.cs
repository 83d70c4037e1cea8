namespace Concentric.Time;

/// <summary>How a period was chosen; it decides what the period is compared with.</summary>
public enum PeriodKind { Month, Quarter, Year, Custom, Week }

/// <summary>A span of days, both ends included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day; not before <paramref name="From"/>.</param>
public readonly record struct Period(DateOnly From, DateOnly To)
{
    private const int DaysOfAWeek = 7;

    /// <summary>The longest period that is answered, in years.</summary>
    public const int MostYears = 20;

    /// <summary>The longest period that is answered, in days.</summary>
    public const int MostDays = (MostYears * 365) + (MostYears / 4);

    /// <summary>The first year that a day may lie in.</summary>
    public const int FirstYear = 1990;

    /// <summary>Number of days, 1 or more.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly day) => day >= From && day <= To;

    /// <summary>From the first of the month to a day.</summary>
    public static Period MonthTo(DateOnly day) => new(new(day.Year, day.Month, 1), day);

    /// <summary>From the first of the quarter to a day.</summary>
    public static Period QuarterTo(DateOnly day) => new(new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), day);

    /// <summary>From 1 January to a day.</summary>
    public static Period YearTo(DateOnly day) => new(new(day.Year, 1, 1), day);

    /// <summary>The whole week, Monday to Sunday, in which a day lies.</summary>
    public static Period WeekOf(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new(monday, monday.AddDays(6));
    }

    /// <summary>The whole month in which a day lies.</summary>
    public static Period MonthOf(DateOnly day) => new(new(day.Year, day.Month, 1), EndOfMonth(day));

    /// <summary>From the first of the month, quarter or year to a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no length of its own.</exception>
    public static Period ToDate(PeriodKind kind, DateOnly day) => kind switch
    {
        PeriodKind.Week => new(WeekOf(day).From, day),
        PeriodKind.Month => MonthTo(day),
        PeriodKind.Quarter => QuarterTo(day),
        PeriodKind.Year => YearTo(day),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no length of its own."),
    };

    /// <summary>The whole week, month, quarter or year in which a day lies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no length of its own.</exception>
    public static Period Whole(PeriodKind kind, DateOnly day)
    {
        if (kind == PeriodKind.Week) return WeekOf(day);
        var from = ToDate(kind, day).From;
        var months = kind == PeriodKind.Month ? 1 : kind == PeriodKind.Quarter ? 3 : 12;
        // Not over the next month's first: the last year has none.
        return new(from, EndOfMonth(from.AddMonths(months - 1)));
    }

    /// <summary>The whole month, quarter or year before the one in which a day lies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no length of its own.</exception>
    public static Period WholeBefore(PeriodKind kind, DateOnly day) => ToDate(kind, ToDate(kind, day).From.AddDays(-1));

    /// <summary>The whole half-year, January to June or July to December, before the one in which a day lies.</summary>
    public static Period HalfYearBefore(DateOnly day) =>
        day.Month > 6 ? new(new(day.Year, 1, 1), new(day.Year, 6, 30)) : new(new(day.Year - 1, 7, 1), new(day.Year - 1, 12, 31));

    /// <summary>
    /// The period before, of the same make: a week, month, quarter or year to date is compared with the same stretch of the
    /// one before (its last day is the same day of the month, or the end of a month that is shorter); a custom period of whole
    /// months with as many months; any other with as many days, ending the day before. docs/decisions/periods-and-comparisons.md.
    /// </summary>
    public Period Previous(PeriodKind kind = PeriodKind.Custom) => kind switch
    {
        PeriodKind.Week => new(DaysBefore(From, DaysOfAWeek), DaysBefore(To, DaysOfAWeek)),
        PeriodKind.Month => Shift(-1),
        PeriodKind.Quarter => Shift(-3),
        PeriodKind.Year => Shift(-12),
        _ => IsWholeMonths ? Shift(-MonthsTouched) : new(DaysBefore(From, Days), DaysBefore(From, 1)),
    };

    /// <summary>Of the period before <paramref name="whole"/>, the part that answers to this beginning of it.</summary>
    internal Period PartOfPrevious(Period whole)
    {
        if (whole.IsWholeMonths) return Shift(-whole.MonthsTouched);
        var before = whole.Previous();
        var last = before.From.DayNumber + Days - 1;
        return last < before.To.DayNumber ? before with { To = DateOnly.FromDayNumber(last) } : before;
    }

    /// <summary>The same period one year earlier.</summary>
    public Period YearBefore() => Shift(-12);

    /// <summary>The calendar months that the period touches, each cut to the period.</summary>
    public IEnumerable<Period> Months()
    {
        for (var from = From; from <= To; from = EndOfMonth(from).AddDays(1))
        {
            var end = EndOfMonth(from);
            yield return new(from, end < To ? end : To);
            if (end >= To) yield break;
        }
    }

    private bool IsWholeMonths => From.Day == 1 && To == EndOfMonth(To);

    private int MonthsTouched => ((To.Year - From.Year) * 12) + To.Month - From.Month + 1;

    private Period Shift(int months)
    {
        if ((From.Year * 12) + From.Month + months < 13) return new(DateOnly.MinValue, DateOnly.MinValue);
        var to = IsWholeMonths ? EndOfMonth(new DateOnly(To.Year, To.Month, 1).AddMonths(months)) : To.AddMonths(months);
        return new(From.AddMonths(months), to);
    }

    private static DateOnly DaysBefore(DateOnly day, int days) =>
        day.DayNumber >= days ? day.AddDays(-days) : DateOnly.MinValue;

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
