using System.Globalization;
using System.Text.Json.Serialization;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>A figure of a slice and a period with what is usual for it.</summary>
/// <param name="Target">What was set for the slice up to the day; null when nothing was.</param>
/// <param name="Trend">The last months, oldest first; null where there is no value.</param>
public sealed record JudgedFigure(string Key, MetricValue Now, FigureVariation Variation, double? Target, Assurance Assurance,
    IReadOnlyList<double?> Trend)
{
    /// <inheritdoc cref="FigureVariation.Written"/>
    public WrittenRange? Written(Metric metric, CultureInfo? culture = null) => Variation.Written(metric, Now.Value, Target, culture);

    /// <summary>The figure with its unit, written as its usual range is beside it.</summary>
    public string WithUnit(Metric metric, CultureInfo? culture = null) => Written(metric, culture) is { } written && Now.Value is not null
        ? $"{written.Value} {Texts.Unit(metric.Unit, culture)}" : FigureFormat.WithUnit(metric, Now.Value, culture);

    /// <summary>The target with its unit, written as the figure and its usual range are beside it; null without one.</summary>
    public string? Aim(Metric metric, CultureInfo? culture = null) =>
        Target is { } target ? Variation.Aim(metric, Now.Value, target, culture) : null;
}

/// <summary>How a figure that adds up comes along towards the target of its whole period.</summary>
/// <param name="Target">Of the whole period.</param>
/// <param name="Whole">The period for which it is reckoned.</param>
/// <param name="AtEnd">What the figure will be at its end, if each working day brings as much as those that are over.</param>
/// <param name="ReachedOn">The working day on which the target is reached at that pace; null when it is not by the end.</param>
/// <param name="IsExpectedToday">True when what is still to come today is needed for that day to be today.</param>
public sealed record TargetPace(double Target, Period Whole, double AtEnd, DateOnly? ReachedOn, bool IsExpectedToday = false);

/// <summary>A metric's chart with everything that is told beside it, in no language.</summary>
/// <param name="AsOf">Instant (UTC) up to which every change is in it.</param>
/// <param name="WorkingDays">Of the period, as far as it has come.</param>
/// <param name="Pace">Null where there is no target that adds up, or its period is over.</param>
/// <param name="TrendReaches">
/// The first day of the month or week in which the target is met at the present rate; null where that can't be said.
/// </param>
public sealed record MetricChart(
    DateTime AsOf, Period Period, PeriodKind Kind, DateOnly Today, int WorkingDays, JudgedFigure Figure, TargetPace? Pace,
    DateOnly? TrendReaches, ProcessModel Model, bool IsMonthly, bool HasBoth, VariationGap Gap, ProcessRestart? Restart,
    IReadOnlyList<MetricChartPoint> Points)
{
    /// <summary>All restarts within the days that are drawn, oldest first.</summary>
    public IReadOnlyList<ProcessRestart> Restarts { get; init; } = [];

    /// <inheritdoc cref="FigureVariation.JoinedOn"/>
    public DateOnly? JoinedOn { get; init; }

    /// <summary>The period on the day.</summary>
    public PeriodOnDay When() => new(Period, Kind, Today);
}

/// <summary>A month or week of a chart, in the metric's own unit: a count is the whole month's, not a working day's.</summary>
/// <param name="Exposure">Working days of a count or sum, cases of a rate or a median; 1 for a level.</param>
/// <param name="Lower">Of the usual range for as many working days or cases; null where it is not judged.</param>
/// <param name="Target">What was set for these days; null when nothing was.</param>
/// <param name="Since">First day of what the rule found; null for a point that is as usual.</param>
/// <param name="Length">How many points belong to it.</param>
/// <param name="IsOver">False for the one that still runs.</param>
public sealed record MetricChartPoint(
    Period Period, double Value, double Exposure, double? Lower, double? Centre, double? Upper, double? Target, ProcessRule Rule,
    int Side, VariationKind Kind, DateOnly? Since, int Length, bool IsOver, bool IsBeforeRestart)
{
    /// <summary>The range in which it was to be expected; null where it is not judged.</summary>
    [JsonIgnore]
    public UsualRange? Usual => this is { Lower: { } lower, Upper: { } upper } ? new(Centre ?? 0, lower, upper) : null;
}
