using Concentric.Data;
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
    /// The judged metrics in the catalogue's order, as one family (<see cref="EffectFamily"/>), and the one that was fixed beforehand by
    /// itself.
    /// </summary>
    /// <param name="others">The communities to compare with.</param>
    /// <param name="households">
    /// Counts are ranked by those in force on the last day of the window before, where they are known of all communities.
    /// </param>
    public IReadOnlyList<MetricEffect> Judge(
        CubeSnapshot snapshot, Exchange exchange, EffectWindows windows, IReadOnlyList<int> others,
        HouseholdHistory households, DateOnly today, CancellationToken cancellationToken)
    {
        int[] ids = [.. exchange.CommunityIds, .. others];
        var (ours, theirs, together) = (snapshot.For(exchange.CommunityIds), snapshot.For(others), snapshot.For(ids));
        var each = ids.Select(id => snapshot.For([id])).ToArray();
        var inForce = households.On(windows.Before.To);
        double[] sizes = [.. ids.Select(id => ids.All(inForce.ContainsKey) ? inForce[id].Households : 1.0)];
        var family = new List<MetricChanges>(Judged.Count);
        foreach (var metric in Judged)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isGood = metric.Polarity == Polarity.MoreIsBetter;
            family.Add(new(
                [.. each.Select(community => ChangeOf(metric, community, together, windows, today))],
                [.. each.Zip(sizes, (community, size) =>
                    LevelOf(metric, community, together, windows.Before, size, windows.SeenOn(metric, windows.Before, today))
                    * (isGood ? 1 : -1))],
                isGood));
        }

        var primary = Judged.ToList().FindIndex(metric => metric.Key == exchange.Primary?.MetricKey);
        return [.. EffectFamily.Judge(family, exchange.CommunityIds.Count, primary).Zip(Judged, (judged, metric) => new MetricEffect(
            metric, ours.Read(metric, windows.Before, windows.SeenOn(metric, windows.Before, today)),
            ours.Read(metric, windows.After, today),
            theirs.Read(metric, windows.Before, windows.SeenOn(metric, windows.Before, today)),
            theirs.Read(metric, windows.After, today), judged.Net, judged.Others,
            judged.Verdict, judged.Reason, judged.Standing, metric.Key == exchange.Primary?.MetricKey))];
    }

    /// <summary>On the scale of the metric's changes; counts for the size of the community.</summary>
    private static double LevelOf(Metric metric, CubeSlice community, CubeSlice together, Period before, double size, DateOnly today)
    {
        var value = community.ReadShare(metric, before, today, together).Value ?? 0;
        return MetricEffect.ScaleOf(metric) == ChangeScale.Difference ? value : Math.Log((value + 0.5) / size);
    }

    /// <summary>The metric week by week over both windows, for a chart.</summary>
    /// <param name="communityIds">The communities, together.</param>
    public static IReadOnlyList<(Period Week, double? Value)> Weekly(CubeSnapshot snapshot, Metric metric, EffectWindows windows,
        IReadOnlyList<int> communityIds, DateOnly today)
    {
        var slice = snapshot.For(communityIds);
        return [.. Weeks(windows.Before).Concat(Weeks(windows.After))
            .Select(week => (week, slice.Read(metric, week, windows.SeenOn(metric, week, today)).Value))];
    }

    /// <returns>Null when the community has too few cases in a window.</returns>
    /// <param name="together">All communities that are judged: a record of several counts once, an equal part in each.</param>
    private CommunityChange? ChangeOf(Metric metric, CubeSlice community, CubeSlice together, EffectWindows windows, DateOnly today)
    {
        var least = catalogue.Options.MinimumRanked;
        var before = community.Read(metric, windows.Before, windows.SeenOn(metric, windows.Before, today));
        var after = community.Read(metric, windows.After, today);
        if (MetricEffect.ScaleOf(metric) == ChangeScale.LogRatio)
        {
            // Whoever had none in the first third began to count meanwhile, which would look like growth.
            var early = windows.Before with { To = windows.Before.From.AddDays((windows.Before.Days / 3) - 1) };
            return before.N + after.N < 2 * least
                || community.Read(metric, early, windows.SeenOn(metric, early, today)).N == 0
                ? null : CommunityChange.OfCounts(Read(windows.Before), Read(windows.After));
        }

        return Math.Min(before.N, after.N) < least
            ? null
            : CommunityChange.OfRatios(Read(windows.Before), Read(windows.After), metric is RateMetric);

        Week[] Read(Period window) => [.. Weeks(window)
            .Select(week => WeekOf(metric, community.ReadShare(metric, week, windows.SeenOn(metric, week, today), together)))];
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
