using Concentric.Data;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.Dashboard.Features.Targets;

/// <summary>A target with what has come of it.</summary>
/// <param name="Reached">The figure of its slice up to today; null before it has begun, or while the figures are being counted.</param>
/// <param name="Share">What was aimed at up to today; null likewise.</param>
public sealed record TargetLine(MetricTarget Target, Metric Metric, double? Reached, double? Share)
{
    /// <summary>Targets in the order of the catalogue, the street's first, with what has come of them.</summary>
    /// <param name="all">As they were read.</param>
    /// <param name="targets">The same, for their shares.</param>
    /// <param name="snapshot">Null while the figures are being counted.</param>
    /// <param name="catalogue">Of the metrics.</param>
    /// <param name="caller">Who is limited to communities sees what was set for them, and nothing of others.</param>
    /// <param name="today">The office's day.</param>
    public static IReadOnlyList<TargetLine> Of(IEnumerable<MetricTarget> all, MetricTargets targets, CubeSnapshot? snapshot,
        MetricCatalogue catalogue, CurrentUser caller, DateOnly today)
    {
        var places = catalogue.All.Select((metric, place) => (metric.Key, place)).ToDictionary(one => one.Key, one => one.place);
        return [.. all.Where(target => places.ContainsKey(target.MetricKey) && IsSeen(target)).OrderBy(target => places[target.MetricKey])
            .ThenBy(target => target.CommunityId ?? 0).ThenBy(target => target.FirstDay).Select(Line)];

        bool IsSeen(MetricTarget target) => caller.CommunityIds is null || (target.CommunityId is { } id && caller.Sees(id));

        TargetLine Line(MetricTarget target)
        {
            var metric = catalogue[target.MetricKey];
            var period = new Period(target.FirstDay ?? new(today.Year, 1, 1), target.LastDay ?? new(today.Year, 12, 31));
            var when = new PeriodOnDay(period, PeriodKind.Custom, today);
            if (!when.HasBegun || snapshot is null) return new(target, metric, null, null);
            int[]? ids = target.CommunityId is { } id ? [id] : null;
            var slice = snapshot.For(ids);
            return new(target, metric, slice.Read(metric, period, today).Value,
                targets.Of(metric, when, ids, past => slice.Read(metric, past, today).Value));
        }
    }
}
