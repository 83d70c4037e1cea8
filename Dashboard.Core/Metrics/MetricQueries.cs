using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>Figures straight from SQL: the truth, slower than the cube; the only way to narrow by programme.</summary>
public sealed class MetricQueries(IDbContextFactory<DashboardDbContext> factory)
{
    private static readonly Period AnyPeriod = Period.YearTo(new(2000, 1, 1));

    public async Task<MetricValue> ReadAsync(Metric metric, MetricSlice slice, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, metric, slice, cancellationToken);
    }

    /// <summary>The columns in which the records behind a metric's figures are listed; null for a metric composed of others.</summary>
    public static Ledger? LedgerBehind(Metric metric) => metric.RowsBehind(AnyPeriod, AnyPeriod.To)?.Base.Measure.RowsLedger;

    /// <summary>A page of exactly the records behind a figure: the same definition, so their number is the figure's.</summary>
    /// <exception cref="ArgumentException">The metric is composed of others; ask for the rows of its
    /// <see cref="Metric.Parts"/>.</exception>
    public async Task<LedgerPage> ReadRowsAsync(Metric metric, MetricSlice slice, LedgerRequest request,
        CancellationToken cancellationToken)
    {
        var behind = metric.RowsBehind(slice.Period, slice.Today)
            ?? throw new ArgumentException($"{metric.Key} is composed of other metrics.", nameof(metric));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // One transaction, so that the figure, the count and the page tell of the same moment.
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var figure = await ReadAsync(db, metric, slice, cancellationToken);
        return await behind.Base.Measure.ReadRowsAsync(db, behind, slice, request, figure, cancellationToken);
    }

    /// <summary>All records behind a figure, in the caller's transaction.</summary>
    /// <exception cref="ArgumentException">The metric is composed of others.</exception>
    public static Task<LedgerRows> StreamRowsAsync(DashboardDbContext db, Metric metric, MetricSlice slice, LedgerRequest request,
        CancellationToken cancellationToken)
    {
        var behind = metric.RowsBehind(slice.Period, slice.Today)
            ?? throw new ArgumentException($"{metric.Key} is composed of other metrics.", nameof(metric));
        return behind.Base.Measure.StreamRowsAsync(db, behind, slice, request, cancellationToken);
    }

    /// <summary>
    /// By what the records of a metric are told apart, where its figures add up over the parts: not what stands, counts different ones,
    /// is a median, or is made of several kinds of records.
    /// </summary>
    public static IReadOnlyList<RecordSplit> SplitsOf(Metric metric) =>
        metric is not (RateMetric or WeightedMetric or TotalMetric) ? []
        : metric.Terms(AnyPeriod, AnyPeriod.To)[0].Measure.Source.Splits;

    /// <summary>A metric's figures for every value of its <see cref="SplitsOf"/>, by one statement.</summary>
    /// <exception cref="ArgumentException">Its records are not told apart.</exception>
    public async Task<IReadOnlyList<PartSums>> ReadPartsAsync(Metric metric, MetricSlice slice, CancellationToken cancellationToken)
    {
        if (SplitsOf(metric).Count == 0) throw new ArgumentException($"{metric.Key} has no parts.", nameof(metric));
        var terms = metric.Terms(slice.Period, slice.Today);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        return await terms[0].Measure.ReadPartsAsync(db, terms, slice, cancellationToken);
    }

    /// <summary>All records of each way in which two definitions differ, in the caller's transaction; those ways that have some.</summary>
    public static async Task<IReadOnlyList<(CaseStanding One, CaseStanding Other, LedgerRows Rows)>> StreamDifferenceAsync(
        DashboardDbContext db, Metric one, Metric other, MetricSlice slice, CancellationToken cancellationToken)
    {
        var (behindOne, behindOther) = (one.RowsBehind(slice.Period, slice.Today)!, other.RowsBehind(slice.Period, slice.Today)!);
        var parts = new List<(CaseStanding, CaseStanding, LedgerRows)>();
        foreach (var (standing, otherwise) in Ways(one, other))
        {
            var rows = await behindOne.Base.Measure.StreamDifferingAsync(db, (behindOne, standing), (behindOther, otherwise), slice,
                cancellationToken);
            if (rows.Total > 0) parts.Add((standing, otherwise, rows));
        }

        return parts;
    }

    /// <summary>A figure under two definitions, with a page of the records of each way in which they differ.</summary>
    public async Task<DefinitionDifference> ReadDifferenceAsync(
        Metric one, Metric other, MetricSlice slice, LedgerRequest request, IProgress<double>? report, CancellationToken cancellationToken)
    {
        var (behindOne, behindOther) = (one.RowsBehind(slice.Period, slice.Today)!, other.RowsBehind(slice.Period, slice.Today)!);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        var (figureOne, figureOther) = (await ReadAsync(db, one, slice, cancellationToken),
            await ReadAsync(db, other, slice, cancellationToken));
        var ways = Ways(one, other).ToList();
        var parts = new List<DifferencePart>();
        for (var i = 0; i < ways.Count; i++)
        {
            report?.Report((i + 1.0) / (ways.Count + 1));
            var page = await behindOne.Base.Measure.ReadDifferingAsync(db, (behindOne, ways[i].One), (behindOther, ways[i].Other), slice,
                request, cancellationToken);
            if (page.Total > 0) parts.Add(new(ways[i].One, ways[i].Other, page));
        }

        return new(figureOne, figureOther, parts);
    }

    /// <summary>How a record may stand otherwise under one definition than under the other.</summary>
    private static IEnumerable<(CaseStanding One, CaseStanding Other)> Ways(Metric one, Metric other) =>
        from standing in Standings(one) from otherwise in Standings(other) where otherwise != standing select (standing, otherwise);

    private static IEnumerable<CaseStanding> Standings(Metric metric) =>
        Enum.GetValues<CaseStanding>().Where(standing => metric.IsRate || standing != CaseStanding.Base);

    /// <summary>A figure in the caller's transaction.</summary>
    public static async Task<MetricValue> ReadAsync(DashboardDbContext db, Metric metric, MetricSlice slice,
        CancellationToken cancellationToken)
    {
        if (!metric.IsKnown(slice.Period, slice.Today)) return default;
        var terms = metric.Terms(slice.Period, slice.Today);
        var values = new TermValue[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            values[i] = await terms[i].Measure.ReadAsync(db, slice, terms[i], cancellationToken);
        }
        return metric.Compute(values);
    }
}
