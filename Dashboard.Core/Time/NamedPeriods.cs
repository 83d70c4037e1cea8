using System.Globalization;

namespace Concentric.Time;

/// <summary>A period by the name that addresses give it.</summary>
/// <param name="Length">Of the period: a month, a quarter or a year.</param>
public sealed record NamedPeriod(string Name, PeriodKind Length);

/// <summary>Periods by their names: the same on every page and in the API.</summary>
public static class NamedPeriods
{
    /// <summary>What an address calls two days of its own.</summary>
    public const string Custom = "custom";

    /// <summary>Those that run, each to date.</summary>
    public static IReadOnlyList<NamedPeriod> Running { get; } =
        [new("month", PeriodKind.Month), new("quarter", PeriodKind.Quarter), new("year", PeriodKind.Year)];

    /// <summary>The whole ones before them.</summary>
    public static IReadOnlyList<NamedPeriod> Past { get; } =
        [new("last-month", PeriodKind.Month), new("last-quarter", PeriodKind.Quarter), new("last-year", PeriodKind.Year)];

    /// <summary>What is meant when nothing is said.</summary>
    public static (PeriodKind Kind, Period Period) Default(DateOnly today) => (PeriodKind.Quarter, Period.QuarterTo(today));

    /// <summary>
    /// The period of a name as it stands on a day; null when there is none of the name. A past one is compared as a custom one of whole
    /// months is.
    /// </summary>
    public static (PeriodKind Kind, Period Period)? Find(string? name, DateOnly today) =>
        Running.FirstOrDefault(one => one.Name == name) is { } running ? (running.Length, Period.ToDate(running.Length, today))
        : Past.FirstOrDefault(one => one.Name == name) is { } past ? (PeriodKind.Custom, Period.WholeBefore(past.Length, today))
        : null;

    /// <summary>
    /// The days of a period as an address writes them, <c>2026-10-01..2026-10-31</c>; null when there is none of the name. One that runs
    /// is whole here, for records may be due on days to come.
    /// </summary>
    public static string? DaysOf(string name, DateOnly today)
    {
        var period = Running.FirstOrDefault(one => one.Name == name) is { } running ? Period.Whole(running.Length, today)
            : Find(name, today)?.Period;
        return period is { } days ? string.Create(CultureInfo.InvariantCulture, $"{days.From:yyyy-MM-dd}..{days.To:yyyy-MM-dd}") : null;
    }
}
