using System.Text.Json.Serialization;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Decomposition;

/// <summary>Why a change can't be told apart.</summary>
public enum ChangeGap
{
    /// <summary>It can.</summary>
    None,

    /// <summary>The figure is a median, or is known of today only: it is not made of its parts.</summary>
    NotDivisible,

    /// <summary>The period has not begun.</summary>
    NotBegun,

    /// <summary>The records don't reach back to the other period.</summary>
    NotCovered,

    /// <summary>The period has no cases.</summary>
    NoCases,

    /// <summary>The other period has none.</summary>
    NoCasesBefore,
}

/// <summary>Why no part of a figure is judged.</summary>
public enum PartsGap
{
    /// <summary>They are, as far as they have cases.</summary>
    None,

    /// <summary>The figure is a sum, a level or a mixture: chance has no known size in its parts.</summary>
    NoChance,

    /// <summary>One of the two periods has no working day, by which counts are compared.</summary>
    NoWorkingDays,

    /// <summary>No part has cases in both periods.</summary>
    NoCases,

    /// <summary>It can't be told yet what is usual.</summary>
    TooFewPoints,

    /// <summary>The process began anew within the period, which is therefore not judged as a whole either.</summary>
    RestartWithin,

    /// <summary>The period runs, and no working day of it is over.</summary>
    NoWorkingDayYet,

    /// <summary>The process began anew between the two periods, which are of two processes.</summary>
    RestartBetween,

    /// <summary>The process began anew within the other period.</summary>
    RestartWithinOther,

    /// <summary>Each part began anew on a day of its own, though not half of them on one.</summary>
    RestartOfEach,
}

/// <summary>Which records of a figure a part is.</summary>
public enum ChangePartKind
{
    /// <summary>A community's own ones, by its id.</summary>
    Community,

    /// <summary>Those that several communities share; each counts once.</summary>
    Joint,

    /// <summary>Those of a term, by its key.</summary>
    Term,

    /// <summary>What is left over: records that changed while they were read, or without a community or term that is known.</summary>
    Rest,
}

/// <summary>A part of a figure in both periods.</summary>
/// <param name="Key">Id of a community or key of a term; empty for others.</param>
/// <param name="Effect">What it adds to the change, in the metric's unit; of a count all of it is the part's own.</param>
/// <param name="Standing">Whether its own figure changed by more than chance and the usual coming and going make it.</param>
public sealed record ChangePart(
    ChangePartKind Kind, string Key, MetricValue Now, MetricValue Was, PartEffect Effect, VariationKind Standing)
{
    /// <summary>True for a part that has cases in this period alone.</summary>
    [JsonIgnore]
    public bool IsNew => Was.N == 0;

    /// <summary>True for a part that has cases in the other period alone.</summary>
    [JsonIgnore]
    public bool IsGone => Now.N == 0;

    /// <summary>True for what a person should look at.</summary>
    [JsonIgnore]
    public bool StandsOut => Standing > VariationKind.AsUsual;

    /// <summary>With what a community began anew between the days compared, for which it is not judged; null where it did not.</summary>
    public ProcessRestart? Restart { get; init; }
}

/// <summary>A change by one property of the records.</summary>
/// <param name="Name"><see cref="Community"/> or a <see cref="RecordSplit"/>'s.</param>
/// <param name="Parts">Those with cases in either period; what adds most comes first. Together they are the whole.</param>
public sealed record ChangeDimension(string Name, IReadOnlyList<ChangePart> Parts)
{
    public const string Community = "community";
}

/// <summary>Working days of a period, as far as it has come, and of what it is compared with.</summary>
public readonly record struct WorkingDaysCompared(int Now, int Before);

/// <summary>Where the change of a figure comes from. In no language; travels in a page.</summary>
/// <param name="AsOf">Instant (UTC) up to which every change is in it.</param>
/// <param name="Before">What the period is compared with; null before it has begun.</param>
/// <param name="Gap">Why there are no dimensions; none where there are.</param>
/// <param name="Variation">How the figure of the period stands beside what is usual.</param>
/// <param name="PartsGap">Why no part is judged; none where any is.</param>
public sealed record ExplainedChange(
    DateTime AsOf, Period Period, PeriodKind Kind, DateOnly Today, Comparison? Before, ChangeGap Gap, MetricValue Now, MetricValue Was,
    FigureVariation Variation, WorkingDaysCompared WorkingDays, PartsGap PartsGap, IReadOnlyList<ChangeDimension> Dimensions)
{
    /// <summary>How many parts are judged together; 0 where none is.</summary>
    [JsonIgnore]
    public int Looks => Dimensions.Sum(one => one.Parts.Count(part => part.Standing != VariationKind.Unknown));

    /// <summary>True when some days are in both periods.</summary>
    [JsonIgnore]
    public bool Overlaps => Before is { } other && other.Period.From <= When().AsOf && other.Period.To >= Period.From;

    /// <summary>True when the other days have had less time for what comes later, since they end later than the period does.</summary>
    [JsonIgnore]
    public bool IsOtherYounger => Before is { } other && other.Period.To > When().AsOf;

    /// <summary>
    /// With what the process last began anew between the first and the last of all days that are compared, of which some were before it
    /// then; null where they are of one process.
    /// </summary>
    public ProcessRestart? Restart { get; init; }

    /// <summary>
    /// With what the process began anew within the period, which is then not judged, whether there are weeks enough since or not; null
    /// where it did not. One of the first day is none within it: all of the period came after.
    /// </summary>
    [JsonIgnore]
    public ProcessRestart? RestartWithin => Variation is
    { Gap: VariationGap.RestartWithin or VariationGap.TooFewSinceRestart, Restart: { } restart } && restart.Day > Period.From
        ? restart : null;

    /// <summary>The period on the day.</summary>
    public PeriodOnDay When() => new(Period, Kind, Today);

    /// <summary>In the metric's unit; 0 where it can't be told.</summary>
    [JsonIgnore]
    public double Amount => Gap == ChangeGap.None ? Now.Value.GetValueOrDefault() - Was.Value.GetValueOrDefault() : 0;

    /// <summary>
    /// True where the figure adds up over days and one of the two periods has more working days: then it is judged by the working day, and
    /// so it must be told.
    /// </summary>
    public bool IsByDay(Metric metric) =>
        Gap == ChangeGap.None && metric.AddsUp && WorkingDays is { Now: > 0, Before: > 0 } && WorkingDays.Now != WorkingDays.Before;

    /// <summary>The side to which a figure moved, +1, −1 or 0: by the working day where it is judged so.</summary>
    public int SideOf(Metric metric, MetricValue now, MetricValue was) => Math.Sign(DifferenceOf(metric, now, was));

    /// <summary>A difference in the metric's unit: by the working day where it is judged so, over as many as the period has.</summary>
    public double DifferenceOf(Metric metric, MetricValue now, MetricValue was)
    {
        var before = was.Value.GetValueOrDefault();
        var difference = now.Value.GetValueOrDefault()
            - (IsByDay(metric) ? before / WorkingDays.Before * WorkingDays.Now : before);
        return Math.Abs(difference) < 1e-9 ? 0 : difference;
    }

    /// <summary>A difference as it is told: in per cent by the working day where it is judged so.</summary>
    public Change LikeForLike(Metric metric, MetricValue now, MetricValue was) => IsByDay(metric)
        ? Change.LikeForLike(metric, was, now, WorkingDays.Now, WorkingDays.Before, out _) : Change.Between(metric, was, now);

    /// <summary>A dimension's numbers as they are shown.</summary>
    public ShownChange Shown(Metric metric, ChangeDimension dimension) =>
        ShownChange.Of(metric, Amount, [.. dimension.Parts.Select(part => part.Effect)]);
}
