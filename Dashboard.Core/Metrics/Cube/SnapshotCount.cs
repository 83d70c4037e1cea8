using Concentric.Data;

namespace Concentric.Metrics;

/// <summary>Counts a snapshot apart from the cube.</summary>
internal static class SnapshotCount
{
    /// <summary>
    /// Counts everything within the caller's transaction, so that the figures and the rows read in it tell of one moment. It takes
    /// as long as building the cube, whatever is asked of the snapshot afterwards costs next to nothing.
    /// </summary>
    /// <param name="only">The placements to count; the others stay empty. Null for all.</param>
    public static async Task<CubeSnapshot> CountSnapshotAsync(
        this DashboardDbContext db, MetricCatalogue catalogue, DateTime asOf, CancellationToken cancellationToken, IReadOnlySet<Placement>? only = null)
    {
        var sets = new CommunitySets();
        var measures = new MeasureCells[catalogue.Measures.Count];
        foreach (var placement in catalogue.Placements)
        {
            var isCounted = only is null || only.Contains(placement);
            var cells = isCounted ? await placement.ReadCellsAsync(db, sets, null, cancellationToken) : new PlacementCells(placement.Measures.Count, sets);
            for (var i = 0; i < placement.Measures.Count; i++)
            {
                var measure = placement.Measures[i];
                measures[measure.Index] = MeasureCells.Empty(measure.Shape).With(cells[i], null);
            }
        }
        return new CubeSnapshot(catalogue, measures, sets, asOf, 0, CountedChanges.None);
    }
}
