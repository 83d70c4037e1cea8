using Concentric.Metrics;

namespace Concentric.Rotation;

/// <summary>What can be said of an exchange's effect on a metric.</summary>
public enum EffectVerdict { Better, Worse, CannotTell }

/// <summary>Why a verdict is what it is.</summary>
public enum VerdictReason
{
    /// <summary>So marked a difference would show without an effect, in any metric, in at most 5 of 100 exchanges.</summary>
    Marked,

    /// <summary>Other groups of communities differ as much without an exchange.</summary>
    NotMarked,

    /// <summary>An exchanged community has fewer cases in a window than a rate may rest on.</summary>
    TooFewCases,

    /// <summary>Too few communities kept their secretary and have cases enough.</summary>
    TooFewOthers,

    /// <summary>
    /// They stood last (or first) before, and came no further back than communities that stand so come back by themselves.
    /// </summary>
    CameBack,

    /// <summary>The metric fixed beforehand shows no effect, so the others are not judged.</summary>
    PrimaryShowsNone,

    /// <summary>The windows that count are not over.</summary>
    NotYet,

    /// <summary>Other windows are the ones that count.</summary>
    OtherWindows,
}

/// <summary>A metric before and after an exchange, in the exchanged communities and in those compared with.</summary>
/// <param name="Before">The exchanged communities together in the window before.</param>
/// <param name="After">The same in the window after.</param>
/// <param name="OthersBefore">The communities compared with, together.</param>
/// <param name="OthersAfter">The same in the window after.</param>
/// <param name="Net">The difference in differences; null when it can't be judged.</param>
/// <param name="Others">How many communities it is judged by.</param>
/// <param name="Standing">Where the exchanged communities stood before; null when it can't be judged.</param>
/// <param name="IsPrimary">True for the metric that was fixed beforehand.</param>
public sealed record MetricEffect(
    Metric Metric, MetricValue Before, MetricValue After, MetricValue OthersBefore, MetricValue OthersAfter, NetChange? Net, int Others,
    EffectVerdict Verdict, VerdictReason Reason, StandingBefore? Standing = null, bool IsPrimary = false)
{
    /// <summary>The figures without a verdict; why one can't be judged stays.</summary>
    public MetricEffect Unjudged(VerdictReason reason) =>
        Net is null ? this : this with { Verdict = EffectVerdict.CannotTell, Reason = reason };

    public ChangeScale Scale => ScaleOf(Metric);

    /// <summary>How the metric's changes are measured.</summary>
    public static ChangeScale ScaleOf(Metric metric) =>
        metric is RateMetric or MedianMetric ? ChangeScale.Difference : ChangeScale.LogRatio;
}
