using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>
/// The figures of exactly the moment that a transaction sees. The cube may be a few changes behind that moment, or ahead of it; but
/// the change log is written with the records, so it names the days on which the two may differ. Those are counted anew in the
/// transaction, and all others are taken from the cube.
/// </summary>
/// <param name="cube">Null where there is none; everything is counted then.</param>
public sealed class ConsistentSnapshotReader(IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, MetricCube? cube)
{
    /// <summary>Reads them.</summary>
    /// <param name="db">In a transaction whose statements all see one moment.</param>
    /// <param name="only">The dimensions whose figures are asked for; the others stay empty.</param>
    public async Task<CubeSnapshot> ReadAsync(DashboardDbContext db, DateTime asOf, IReadOnlySet<DateDimension> only,
        CancellationToken cancellationToken) =>
        await FromCubeAsync(db, asOf, only, cancellationToken) ?? await db.CountSnapshotAsync(catalogue, asOf, cancellationToken, only);

    private async Task<CubeSnapshot?> FromCubeAsync(DashboardDbContext db, DateTime asOf, IReadOnlySet<DateDimension> only,
        CancellationToken cancellationToken)
    {
        if (cube?.Current is not { } snapshot || !db.SeesOneMoment()) return null;
        var dirty = await DifferingAsync(db, snapshot.Counted, cancellationToken);
        if (dirty.IsEverything) return null;
        var changes = dirty.ByKind();
        var measures = new MeasureStore[catalogue.Measures.Count];
        foreach (var dimension in catalogue.Dimensions)
        {
            var isAsked = only.Contains(dimension);
            foreach (var measure in dimension.Measures)
                measures[measure.Index] = isAsked ? snapshot.Measures[measure.Index] : MeasureStore.Empty(measure.Shape);
            if (isAsked && changes.TryGetValue(dimension.Kind, out var days))
                await dimension.RecountAsync(db, measures, snapshot.Sets, days, cancellationToken);
        }

        return new CubeSnapshot(catalogue, measures, snapshot.Sets, asOf, snapshot.Sequence, CountedChanges.None);
    }

    /// <summary>The days touched by a change that the moment has and the snapshot may not have, or the other way about.</summary>
    private async Task<DirtyDays> DifferingAsync(DashboardDbContext db, CountedChanges counted, CancellationToken cancellationToken)
    {
        var inMoment = await SinceAsync(db, counted.Through, cancellationToken);
        // Outside of the transaction and after the snapshot was made: whatever it has seen beyond the moment is in the log by now.
        await using var other = await factory.CreateDbContextAsync(cancellationToken);
        var now = await SinceAsync(other, counted.Through, cancellationToken);
        var dirty = new DirtyDays();
        foreach (var (id, change) in inMoment)
        {
            if (!counted.Has(id)) dirty.Add(change.Kind, change.Days);
        }

        foreach (var (id, change) in now)
        {
            if (!inMoment.ContainsKey(id)) dirty.Add(change.Kind, change.Days);
        }

        return dirty;
    }

    private static async Task<Dictionary<long, (string Kind, string Days)>> SinceAsync(DashboardDbContext db, long through,
        CancellationToken cancellationToken)
    {
        var rows = await db.ChangeLog.Where(entry => entry.Id > through).Select(entry => new { entry.Id, entry.Kind, entry.Days })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => (row.Kind, row.Days));
    }
}
