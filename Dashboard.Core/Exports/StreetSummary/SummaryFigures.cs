using System.Text.Json;
using Concentric.Data;
using Concentric.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.StreetSummary;

/// <summary>A figure that is no longer what an earlier workbook of the same question said.</summary>
/// <param name="Community">Null for all that the workbook tells of.</param>
internal sealed record Difference(Metric Metric, Community? Community, double? Earlier, double? Now);

/// <summary>What was corrected since an earlier workbook of the same question.</summary>
/// <param name="AsOf">Instant (UTC) of which the earlier one tells.</param>
internal sealed record Differences(DateTime AsOf, IReadOnlyList<Difference> All);

/// <summary>
/// The figures of a summary as a run keeps them, so that a later one can say what was restated. The first workbook made after a
/// period has ended is what later ones are held against: it is the one that went out, and it makes all later ones comparable.
/// </summary>
internal static class SummaryFigures
{
    /// <summary>Figures by metric, version of its definition and community: what another definition gave is no correction.</summary>
    public static string Write(Summary summary) =>
        JsonSerializer.Serialize(All(summary).ToDictionary(figure => figure.Key, figure => figure.Value));

    /// <summary>What differs from the first workbook of the same question after the period; null when there is none.</summary>
    public static async Task<Differences?> CompareAsync(DashboardDbContext db, string template, Summary summary,
        CancellationToken cancellationToken)
    {
        var (period, ended) = (summary.Question.Period,
            summary.Clock.ToUtc(summary.Question.Period.To.AddDays(1).ToDateTime(TimeOnly.MinValue)));
        var codes = summary.Question.CommunityIds is null
            ? null
            : string.Join(',', summary.Communities.Select(community => community.Code).Order(StringComparer.Ordinal));
        var first = await db.ExportRuns.AsNoTracking()
            .Where(run => run.Template == template && run.PeriodFrom == period.From && run.PeriodTo == period.To && run.Communities == codes
                && run.State == ExportState.Done && run.Figures != null && run.AsOf >= ended)
            .OrderBy(run => run.AsOf).ThenBy(run => run.Id).Select(run => new { run.AsOf, run.Figures })
                .FirstOrDefaultAsync(cancellationToken);
        if (first is null) return null;
        var earlier = JsonSerializer.Deserialize<Dictionary<string, double?>>(first.Figures!)!;
        var all = All(summary).Where(figure => earlier.TryGetValue(figure.Key, out var was) && !AreSame(was, figure.Value))
            .Select(figure => new Difference(figure.Metric, figure.Community, earlier[figure.Key], figure.Value)).ToList();
        return new(first.AsOf!.Value, all);
    }

    private static bool AreSame(double? one, double? other) =>
        one is null || other is null ? one == other : Math.Abs(one.Value - other.Value) < 1e-9;

    private static IEnumerable<(string Key, Metric Metric, Community? Community, double? Value)> All(Summary summary)
    {
        foreach (var metric in summary.Keys.Select(summary.Metric))
            yield return (FormattableString.Invariant($"{metric.Key} v{metric.Version}"), metric, null, summary.Read(metric).Value);
        foreach (var metric in SummaryMetrics.Ranked.Concat(SummaryMetrics.Counted).Select(summary.Metric))
        {
            foreach (var community in summary.Communities)
                yield return (FormattableString.Invariant($"{metric.Key} v{metric.Version} {community.Code}"), metric, community,
                    summary.Read(metric, community).Value);
        }
    }
}
