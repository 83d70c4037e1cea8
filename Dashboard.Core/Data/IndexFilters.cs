namespace Concentric.Data;

/// <summary>
/// What the indexes of records leave out. Features declare three sorts beside their entities. One covering index per placement of the
/// metric catalogue: the day first, then all that the grouped query reads, so that the cube is built and recounted without touching the
/// tables. A small one over the open records by due day, for the lists of what is overdue and due. And one over what still waits for
/// somebody, by community: small whatever the years before hold, and enough to count and to order each group of the daily work. There
/// the columns of the filter are columns of the index too, because SQLite reads them again, and the one that is always empty comes
/// first, or SQLite would rather take another index, over everything, once there are several communities.
/// </summary>
internal static class IndexFilters
{
    /// <summary>Archived records; understood by both providers.</summary>
    public const string Kept = "[ArchivedAt] IS NULL";
}
