using Concentric.Metrics;

namespace Concentric.PublishedFigures;

/// <summary>What the records say of a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>
    /// They bear it out as it is worded: the very number where it says so, at least as much where it says "more than", near it
    /// where it says "about".
    /// </summary>
    Supported,

    /// <summary>
    /// They hold more than a claim that is worded as an exact number, or as one near it: nothing is missing, but the wording understates.
    /// </summary>
    Exceeded,

    /// <summary>They hold less, or no case at all.</summary>
    FallsShort,

    /// <summary>Nothing is counted that the claim could be held against.</summary>
    NoSuchMetric,
}

/// <summary>Holds a number against a claim.</summary>
public static class ClaimVerdicts
{
    /// <summary>A claim worded as "about" is borne out by what lies within this share of its number, in per cent.</summary>
    public const int AboutPercent = 5;

    /// <summary>The verdict.</summary>
    /// <param name="relation">How the claim is worded.</param>
    /// <param name="claimedMilli">Its number, in thousandths.</param>
    /// <param name="recordedMilli">That of the records, in thousandths; null when there is no case.</param>
    public static ClaimVerdict Judge(FigureRelation relation, long claimedMilli, long? recordedMilli)
    {
        if (recordedMilli is not { } recorded) return ClaimVerdict.FallsShort;
        var difference = recorded - claimedMilli;
        var isNear = relation == FigureRelation.About && Math.Abs(difference) <= claimedMilli * AboutPercent / 100;
        if (difference == 0 || isNear) return ClaimVerdict.Supported;
        if (difference < 0) return ClaimVerdict.FallsShort;
        return relation == FigureRelation.AtLeast ? ClaimVerdict.Supported : ClaimVerdict.Exceeded;
    }

    /// <summary>A figure as claims write it, in thousandths of its unit: a rate in per cent with the one decimal that pages show.</summary>
    public static long? Milli(Metric metric, double? value) =>
        value is not { } number
            ? null
            : metric.IsRate ? (long)Math.Round(FigureFormat.Percent(number) * 10) * 100 : (long)Math.Round(number * 1_000);
}

/// <summary>A claim and what the records say of it.</summary>
/// <param name="Metric">What it is held against; null when there is no such metric.</param>
/// <param name="Figure">The figure of the records.</param>
/// <param name="CommunityIds">The communities it speaks of; null for all.</param>
public sealed record JudgedClaim(PublishedFigure Claim, Metric? Metric, MetricValue Figure, IReadOnlyList<int>? CommunityIds,
    ClaimVerdict Verdict)
{
    /// <summary>The figure of the records as claims write it; null without a case or a metric.</summary>
    public long? RecordedMilli => Metric is null ? null : ClaimVerdicts.Milli(Metric, Figure.Value);

    /// <summary>By how much the records hold more than the claim says; negative for less.</summary>
    public long? DifferenceMilli => RecordedMilli - Claim.AmountMilli;
}
