using Concentric.Data;

namespace Concentric.Metrics;

/// <summary>Counts a snapshot apart from the cube.</summary>
internal static class SnapshotCount
{
    /// <summary>
    /// Counts everything within the caller's transaction, so that the figures and the rows read in it tell of one moment. It takes
    /// as long as building the cube, whatever is asked of the snapshot afterwards costs next to nothing.
    /// </summary>
    /// <param name="only">The dimensions to count; the others stay empty. Null for all.</param>
    public static async Task<CubeSnapshot> CountSnapshotAsync(
        this DashboardDbContext db, MetricCatalogue catalogue, DateTime asOf, CancellationToken cancellationToken,
        IReadOnlySet<DateDimension>? only = null)
    {
        var sets = new CommunitySets();
        var measures = new MeasureStore[catalogue.Measures.Count];
        foreach (var dimension in catalogue.Dimensions)
        {
            var isCounted = only is null || only.Contains(dimension);
            var cells = isCounted
                ? await dimension.ReadCellsAsync(db, sets, null, cancellationToken)
                : new DimensionCells(dimension.Measures.Count, sets);
            for (var i = 0; i < dimension.Measures.Count; i++)
            {
                var measure = dimension.Measures[i];
                measures[measure.Index] = MeasureStore.Empty(measure.Shape).With(cells[i], null);
            }
        }
        return new CubeSnapshot(catalogue, measures, sets, asOf, 0, CountedChanges.None);
    }
}
