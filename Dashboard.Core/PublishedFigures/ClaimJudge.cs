using System.Collections.Concurrent;
using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.PublishedFigures;

/// <summary>
/// Holds claims against the records as they are now: from the cube, so in microseconds; by SQL where programmes narrow the metric
/// or the cube is not there yet. What SQL answered is kept until the cube has recounted something that the metric rests on.
/// </summary>
public sealed class ClaimJudge(MetricCatalogue catalogue, MetricCube cube, MetricQueries queries, CommunityDirectory directory,
    OfficeClock clock)
{
    /// <summary>The most narrowed figures that are kept; beyond it all are forgotten.</summary>
    private const int MostKept = 1_000;

    private readonly ConcurrentDictionary<string, (MeasureStore[] Cells, MetricValue Value)> kept = new();

    /// <summary>The verdicts, in the order of the claims.</summary>
    public async Task<IReadOnlyList<JudgedClaim>> JudgeAsync(IReadOnlyList<PublishedFigure> claims, CancellationToken cancellationToken)
    {
        var names = await directory.GetAsync(cancellationToken);
        var judged = new List<JudgedClaim>(claims.Count);
        foreach (var claim in claims) judged.Add(await JudgeAsync(claim, names, cancellationToken));
        return judged;
    }

    private async Task<JudgedClaim> JudgeAsync(PublishedFigure claim, CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        // A code that is no longer known stands for no community, not for all.
        IReadOnlyList<int>? ids = claim.Communities is null
            ? null
            : [.. PublishedFigure.Split(claim.Communities).Select(names.Find).OfType<Community>().Select(community => community.Id)];
        if (claim.MetricKey is null || catalogue.Find(claim.MetricKey) is not { } metric)
            return new(claim, null, default, ids, ClaimVerdict.NoSuchMetric);
        var figure = await ReadAsync(metric,
            new(claim.Period, clock.Today, ids, claim.Programmes is null ? null : PublishedFigure.Split(claim.Programmes)),
            cancellationToken);
        return new(claim, metric, figure, ids,
            ClaimVerdicts.Judge(claim.Relation, claim.AmountMilli, ClaimVerdicts.Milli(metric, figure.Value)));
    }

    /// <summary>A figure: from the cube, or from the store where programmes narrow it or the cube is not there yet.</summary>
    public async Task<MetricValue> ReadAsync(Metric metric, MetricSlice slice, CancellationToken cancellationToken)
    {
        if (cube.Current is not { } current) return await queries.ReadAsync(metric, slice, cancellationToken);
        if (slice.Programmes is null) return current.For(slice.CommunityIds).Read(metric, slice.Period, slice.Today);

        // The cube's cells of a measure are put in place anew when one of its records changes: as long as they are the same, so is the
        // answer.
        MeasureStore[] cells = [.. metric.Terms(slice.Period, slice.Today).Select(term => current.Measures[term.Measure.Index])];
        var key = string.Create(CultureInfo.InvariantCulture,
            $"{metric.Key}|{slice.Period.From:O}|{slice.Period.To:O}|{slice.Today:O}|{string.Join(',', slice.CommunityIds ?? [-1])}|{string.Join(',', slice.Programmes)}");
        if (kept.TryGetValue(key, out var known) && known.Cells.SequenceEqual(cells)) return known.Value;
        var value = await queries.ReadAsync(metric, slice, cancellationToken);
        if (kept.Count >= MostKept) kept.Clear();
        kept[key] = (cells, value);
        return value;
    }
}
