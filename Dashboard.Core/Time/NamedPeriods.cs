namespace Concentric.Time;

/// <summary>Periods by the names that addresses give them: the same on every page and in the API.</summary>
public static class NamedPeriods
{
    /// <summary>What an address calls two days of its own.</summary>
    public const string Custom = "custom";

    /// <summary>What is meant when nothing is said.</summary>
    public const string Default = "quarter";

    /// <summary>Those that run, each to date.</summary>
    public static IReadOnlyList<string> Running { get; } = ["month", Default, "year"];

    /// <summary>The whole ones before them.</summary>
    public static IReadOnlyList<string> Past { get; } = ["last-month", "last-quarter", "last-year"];

    /// <summary>
    /// The period of a name as it stands on a day; null when there is none of the name. A past one is compared as a custom one of whole
    /// months is.
    /// </summary>
    public static (PeriodKind Kind, Period Period)? Find(string? name, DateOnly today) => name switch
    {
        "month" => (PeriodKind.Month, Period.MonthTo(today)),
        Default => (PeriodKind.Quarter, Period.QuarterTo(today)),
        "year" => (PeriodKind.Year, Period.YearTo(today)),
        "last-month" => (PeriodKind.Custom, Period.WholeBefore(PeriodKind.Month, today)),
        "last-quarter" => (PeriodKind.Custom, Period.WholeBefore(PeriodKind.Quarter, today)),
        "last-year" => (PeriodKind.Custom, Period.WholeBefore(PeriodKind.Year, today)),
        _ => null,
    };
}
