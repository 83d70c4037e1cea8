using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Rotation;

/// <summary>Judges what an exchange did to each metric, from one snapshot of the cube; no statement is sent to the store.</summary>
public sealed class RotationEffects(MetricCatalogue catalogue)
{
    /// <summary>
    /// The metrics that are judged: what adds up over a window and has a good direction. What stands at a day's end says nothing of
    /// a window, and a second definition of the same figure would be judged twice.
    /// </summary>
    public IReadOnlyList<Metric> Judged { get; } =
    [
        .. catalogue.All.Where(metric => metric is TotalMetric or RateMetric or MedianMetric or DistinctMetric
            && metric.Polarity != Polarity.Neutral && !metric.Key.EndsWith(".b", StringComparison.Ordinal)),
    ];

    /// <summary>The day since which each community keeps regular records of any judged kind; one without records is missing.</summary>
    public IReadOnlyDictionary<int, DateOnly> RecordsBegin(CubeSnapshot snapshot, IEnumerable<int> communityIds, DateOnly today)
    {
        string[] kinds = [.. Judged.OfType<TotalMetric>().SelectMany(metric => metric.Kinds).Distinct()];
        var begin = new Dictionary<int, DateOnly>();
        foreach (var id in communityIds)
        {
            var community = snapshot.For([id]);
            if (kinds.Min(kind => community.RegularSince(kind, today)) is { } first) begin[id] = first;
        }

        return begin;
    }

    /// <summary>
    /// The judged metrics: first those that got better or worse, then those of which nothing can be told; in the catalogue's order.
    /// </summary>
    /// <param name="others">The communities to compare with.</param>
    public IReadOnlyList<MetricEffect> Judge(
        CubeSnapshot snapshot, Exchange exchange, EffectWindows windows, IReadOnlyList<int> others, DateOnly today,
        CancellationToken cancellationToken)
    {
        var (ours, theirs) = (snapshot.For(exchange.CommunityIds), snapshot.For(others));
        var each = exchange.CommunityIds.Concat(others).ToDictionary(id => id, id => snapshot.For([id]));
        var effects = new List<MetricEffect>(Judged.Count);
        foreach (var metric in Judged)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changes = each.ToDictionary(pair => pair.Key, pair => ChangeOf(metric, pair.Value, windows, today));
            var (net, compared, reason) = Net(exchange, others, changes);
            var verdict = net is not { IsMarked: true } marked ? EffectVerdict.CannotTell
                : marked.Estimate > 0 == (metric.Polarity == Polarity.MoreIsBetter) ? EffectVerdict.Better : EffectVerdict.Worse;
            effects.Add(new(
                metric, ours.Read(metric, windows.Before, today), ours.Read(metric, windows.After, today),
                theirs.Read(metric, windows.Before, today), theirs.Read(metric, windows.After, today), net, compared, verdict, reason));
        }

        return [.. effects.OrderBy(effect => effect.Verdict)];
    }

    /// <summary>The metric week by week over both windows, for a chart.</summary>
    /// <param name="communityIds">The communities, together.</param>
    public static IReadOnlyList<(Period Week, double? Value)> Weekly(CubeSnapshot snapshot, Metric metric, EffectWindows windows,
        IReadOnlyList<int> communityIds, DateOnly today)
    {
        var slice = snapshot.For(communityIds);
        return [.. Weeks(windows.Before).Concat(Weeks(windows.After)).Select(week => (week, slice.Read(metric, week, today).Value))];
    }

    private static (NetChange? Net, int Others, VerdictReason Reason) Net(Exchange exchange, IReadOnlyList<int> others,
        Dictionary<int, CommunityChange?> changes)
    {
        CommunityChange[] ours = [.. exchange.CommunityIds.Select(id => changes[id]).OfType<CommunityChange>()];
        CommunityChange[] theirs = [.. others.Select(id => changes[id]).OfType<CommunityChange>()];
        if (ours.Length < exchange.CommunityIds.Count) return (null, theirs.Length, VerdictReason.TooFewCases);
        return DifferenceInDifferences.Compare(ours, theirs) is { } net
            ? (net, theirs.Length, net.IsMarked ? VerdictReason.Marked : VerdictReason.NotMarked)
            : (null, theirs.Length, VerdictReason.TooFewOthers);
    }

    /// <returns>Null when the community has too few cases in a window.</returns>
    private CommunityChange? ChangeOf(Metric metric, CubeSlice community, EffectWindows windows, DateOnly today)
    {
        var least = catalogue.Options.MinimumRanked;
        var (before, after) = (community.Read(metric, windows.Before, today), community.Read(metric, windows.After, today));
        if (MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio)
        {
            // Whoever had none in the first third began to count meanwhile, which would look like growth.
            var early = windows.Before with { To = windows.Before.From.AddDays((windows.Before.Days / 3) - 1) };
            return before.N + after.N < 2 * least
                || community.Read(metric, early, today).N == 0 ? null : CommunityChange.OfCounts(Read(windows.Before), Read(windows.After));
        }

        return Math.Min(before.N, after.N) < least
            ? null
            : CommunityChange.OfRatios(Read(windows.Before), Read(windows.After), metric is RateMetric);

        Week[] Read(Period window) => [.. Weeks(window).Select(week => WeekOf(metric, community.Read(metric, week, today)))];
    }

    private static Week WeekOf(Metric metric, MetricValue value) => metric switch
    {
        RateMetric => new(value.Numerator ?? 0, value.Denominator ?? 0),
        MedianMetric => new((value.Value ?? 0) * (value.Denominator ?? 0), value.Denominator ?? 0),
        _ => new(value.Value ?? 0, 1),
    };

    private static IEnumerable<Period> Weeks(Period window)
    {
        for (var day = window.From; day <= window.To; day = day.AddDays(7)) yield return new(day, day.AddDays(6));
    }
}
