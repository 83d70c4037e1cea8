using Concentric.Metrics;
using Concentric.Rotation;

namespace Concentric.Dashboard.Features.Rotation;

/// <summary>What the page on an exchange shows, handed over from prerendering.</summary>
/// <param name="Days">First days of all exchanges, the latest first.</param>
/// <param name="Shown">The one that is shown; null when there is none.</param>
public sealed record RotationState(IReadOnlyList<DateOnly> Days, ExchangeView? Shown);

/// <summary>One exchange with what it did.</summary>
/// <param name="Others">Communities compared with.</param>
/// <param name="Left">Communities that can't be compared with: they changed their secretary too, or their records begin later.</param>
public sealed record ExchangeView(
    Exchange Exchange, IReadOnlyList<Backlog> Backlog, EffectWindows Windows, IReadOnlyList<int> Others, IReadOnlyList<int> Left,
    IReadOnlyList<EffectLine> Lines)
{
    /// <summary>True when there is room for windows that say something.</summary>
    public bool HasRoom => Windows.Weeks >= EffectWindows.LeastWeeks;
}

/// <summary>A line of the table: a <see cref="MetricEffect"/> without its metric.</summary>
public sealed record EffectLine(
    string Key, double? Before, double? After, double? OthersBefore, double? OthersAfter, NetChange? Net, int Others, EffectVerdict Verdict,
    VerdictReason Reason)
{
    public static EffectLine Of(MetricEffect effect) => new(
        effect.Metric.Key, effect.Before.Value, effect.After.Value, effect.OthersBefore.Value, effect.OthersAfter.Value, effect.Net,
        effect.Others, effect.Verdict, effect.Reason);

    /// <summary>A net change for people: counts in per cent, rates in points, medians in days.</summary>
    public static string Text(Metric metric, double amount) => MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio
        ? FigureFormat.Change(new(ChangeKind.Percent, (Math.Exp(amount) - 1) * 100, Judgement.Neutral))
        : FigureFormat.Change(Metrics.Change.Between(metric, new(0), new(amount)));
}
