using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>What a figure is asked for.</summary>
/// <param name="Period">The days, both ends included.</param>
/// <param name="Today">Today in the office's zone; overdue depends on it.</param>
/// <param name="CommunityIds">Communities; null for all. A record of several counts once.</param>
/// <param name="Programmes">Keys of programmes that narrow the figure; null for none. Answered by SQL only, not by the cube.</param>
/// <param name="Part">The part of the records that narrows the figure; null for all of them. Answered by SQL only as well.</param>
public sealed record MetricSlice(
    Period Period, DateOnly Today, IReadOnlyList<int>? CommunityIds = null, IReadOnlyList<string>? Programmes = null,
    RecordPart? Part = null);

/// <summary>A metric's figure for one slice.</summary>
/// <param name="Value">In the metric's unit; a rate as a fraction 0–1; null when there were no cases.</param>
/// <param name="Numerator">For a rate, what was counted above the line (weighted where the formula weighs); otherwise null.</param>
/// <param name="Denominator">For a rate, the cases; for a median, how many values; otherwise null.</param>
public readonly record struct MetricValue(double? Value, double? Numerator = null, double? Denominator = null)
{
    /// <summary>How many cases the figure rests on: the denominator, or the count itself.</summary>
    public double N => Denominator ?? Value ?? 0;
}
