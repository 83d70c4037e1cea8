using System.Globalization;
using System.Text.Json.Serialization;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>What a figure says beside what its process does by itself.</summary>
public enum VariationKind
{
    /// <summary>It can't be told; <see cref="FigureVariation.Gap"/> says why.</summary>
    Unknown,

    /// <summary>Within its usual range.</summary>
    AsUsual,

    /// <summary>Outside it, for the better.</summary>
    Better,

    /// <summary>Outside it, for the worse.</summary>
    Worse,

    /// <summary>Outside it, where neither side is better.</summary>
    Changed,
}

/// <summary>Why nothing can be told of a figure's variation.</summary>
public enum VariationGap
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Fewer than <see cref="ProcessBaseline.LeastPoints"/> weeks have been recorded before the period.</summary>
    TooFewPoints,

    /// <summary>The same, since the last restart: with those before it there would be enough.</summary>
    TooFewSinceRestart,

    /// <summary>The same, since a community joined: without it there would be enough, but those were of another street.</summary>
    TooFewSinceJoined,

    /// <summary>Nothing but zeros before the period.</summary>
    AllZero,

    /// <summary>The period has no case, or its figure is not known.</summary>
    NoCases,

    /// <summary>No working day of the period is over; it still runs.</summary>
    NoWorkingDays,

    /// <summary>The period is over and had no working day.</summary>
    WithoutWorkingDays,

    /// <summary>The figure counts different ones (households, persons): those of a quarter are not the sum of its weeks.</summary>
    CountsDistinct,

    /// <summary>The process began anew after the first day of the period: what was before and what came after are not one.</summary>
    RestartWithin,

    /// <summary>It is told by how records are now: what it was on days of the past is not kept.</summary>
    PastNotKept,
}

/// <summary>Whether a process meets its target by itself.</summary>
public enum Assurance
{
    /// <summary>No target for this slice, or no usual range.</summary>
    None,

    /// <summary>Its whole usual range does.</summary>
    Always,

    /// <summary>A part of it does.</summary>
    Sometimes,

    /// <summary>No part of it does.</summary>
    Never,
}

/// <summary>A figure of a period judged by the weeks or months before it.</summary>
/// <param name="Usual">In the figure's own unit and for as many working days or cases as it has; null where it can't be told.</param>
/// <param name="IsMonthly">True when months were compared, false for weeks.</param>
/// <param name="Points">How many weeks or months the range rests on.</param>
/// <param name="Since">First day of the week or month since which the newest ones stand out; null where they do not.</param>
public readonly record struct FigureVariation(VariationKind Kind, VariationGap Gap, UsualRange? Usual, bool IsMonthly, int Points,
    DateOnly? Since)
{
    /// <summary>
    /// Since when and why it is judged anew: what the range rests on begins there, or too little has come since, or it lies within the
    /// period. Null where the range begins with the records.
    /// </summary>
    public ProcessRestart? Restart { get; init; }

    /// <summary>First day of the month of <see cref="VariationGap.TooFewSinceJoined"/>; null for anything else.</summary>
    public DateOnly? JoinedOn { get; init; }

    /// <summary>
    /// True where the weeks that are too few are those before the period, of which there may be enough by its end; false where the process
    /// began anew within the period, and all up to its end are too few.
    /// </summary>
    public bool LacksBefore { get; init; }

    /// <summary>Name of the sentence that says why it can't be told, as the sets of texts call it.</summary>
    [JsonIgnore]
    public string GapName => LacksBefore ? $"{Gap}.Before"
        : Gap == VariationGap.AllZero && Restart is not null ? $"{Gap}.Since" : Gap.ToString();

    /// <summary>True for what a person should look at: outside the usual range.</summary>
    public bool IsSignal => Kind > VariationKind.AsUsual;

    /// <summary>
    /// The usual range as it is told: what is counted in whole ones lies between whole ones, so of 12.4 to 19.7 it is 13 to 19. Null where
    /// there is none.
    /// </summary>
    public (double From, double To)? Told(Metric metric) => Usual is { } usual ? usual.Told(metric) : null;

    /// <summary>The figure, its usual range and its target as they are written beside each other; null where there is no range.</summary>
    public WrittenRange? Written(Metric metric, double? value, double? target = null, CultureInfo? culture = null) =>
        Usual is { } usual ? WrittenRange.Of(metric, usual, value, target, culture) : null;

    /// <summary>A target with its unit, written as the figure and its usual range are beside it.</summary>
    public string Aim(Metric metric, double? value, double target, CultureInfo? culture = null) =>
        Written(metric, value, target, culture) is { Target: { } written } ? $"{written} {Texts.Unit(metric.Unit, culture)}"
        : value is { } now ? FigureFormat.Beside(metric, target, now, culture) : FigureFormat.WithUnit(metric, target, culture);

    /// <summary>Whether a target is met by what is usual, as it is told: a reader holds the target against these numbers.</summary>
    public Assurance Assures(Metric metric, double? target)
    {
        if (target is not { } aim || Usual is not { } usual || metric.Polarity == Polarity.Neutral) return Assurance.None;
        var (from, to) = usual.Told(metric);
        var (worst, best) = metric.Polarity == Polarity.MoreIsBetter ? (from, to) : (to, from);
        return usual.Reaches(worst, aim, metric.Polarity) ? Assurance.Always
            : usual.Reaches(best, aim, metric.Polarity) ? Assurance.Sometimes : Assurance.Never;
    }
}

/// <summary>A week or month of a metric's chart.</summary>
/// <param name="Value">The metric's own figure.</param>
/// <param name="Charted">As it is drawn: for a count or a sum, a working day's.</param>
/// <param name="IsOver">False for the one that still runs, which is drawn but not judged.</param>
public sealed record VariationPoint(Period Period, MetricValue Value, ChartedPoint Charted, bool IsOver)
{
    /// <summary>True for one from before the restart: it is drawn, but not judged.</summary>
    public bool IsBeforeRestart { get; init; }

    /// <summary>Where what is usual for it has a centre of its own, as that of a running period whose cases are young.</summary>
    public double? Centre { get; init; }
}

/// <summary>A metric's process behaviour chart.</summary>
/// <param name="Model">Whether points are rates, a working day's count or sum, or levels.</param>
/// <param name="Restart">The one since which it is judged; null without one.</param>
/// <param name="HasBoth">True when there are enough months and enough weeks to choose from.</param>
public sealed record VariationChart(ProcessModel Model, bool IsMonthly, VariationGap Gap, ProcessRestart? Restart,
    IReadOnlyList<VariationPoint> Points, ProcessBaseline? Baseline, bool HasBoth = false)
{
    /// <summary>All restarts within the days that are drawn.</summary>
    public IReadOnlyList<ProcessRestart> Restarts { get; init; } = [];

    /// <inheritdoc cref="FigureVariation.JoinedOn"/>
    public DateOnly? JoinedOn { get; init; }
}
