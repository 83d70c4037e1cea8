namespace Concentric.Data.Search;

/// <summary>
/// Where records are found by the texts that they show: one way for each store, with the same answers. What keeps it follows the change log
/// and need not know which it is.
/// </summary>
public abstract class SearchIndex
{
    /// <summary>The embedded store's: an FTS5 table.</summary>
    public static SearchIndex FullText { get; } = new SqliteSearchIndex();

    /// <summary>SQL Server's: a table of pairs of characters. It works on either store, so that it can be held against the other.</summary>
    public static SearchIndex Pairs { get; } = new PairSearchIndex();

    /// <summary>That of a store.</summary>
    public static SearchIndex Of(StoreProvider provider) => provider == StoreProvider.Sqlite ? FullText : Pairs;

    /// <summary>Moves when it is kept otherwise, so that all is indexed anew.</summary>
    internal abstract string Version { get; }

    /// <summary>Records that one transaction takes in: other writers wait some tens of milliseconds for it at most.</summary>
    internal abstract int Batch { get; }

    /// <summary>True when a search finds part of it while it is being made; false when the records are looked through meanwhile.</summary>
    internal abstract bool IsOfUseInPart { get; }

    /// <summary>True when there is something to ask, were it a part.</summary>
    internal abstract Task<bool> ExistsAsync(DashboardDbContext db, CancellationToken cancellationToken);

    /// <summary>Makes it anew, and empty.</summary>
    internal abstract Task EmptyAsync(DashboardDbContext db, CancellationToken cancellationToken);

    /// <summary>Puts records in, in the open transaction, in the place of what was known of them.</summary>
    /// <param name="db">With an open transaction.</param>
    /// <param name="records">As they are now, each once.</param>
    /// <param name="gone">Keys of those to be taken out.</param>
    /// <param name="isNew">True when none of them is in the index.</param>
    internal abstract Task WriteAsync(DashboardDbContext db, IReadOnlyList<IndexedRecord> records, IEnumerable<long> gone, bool isNew,
        CancellationToken cancellationToken);

    /// <summary>Keys of the records that answer, those entered last first.</summary>
    /// <param name="db">Any.</param>
    /// <param name="question">What is looked for.</param>
    /// <param name="scope">For whom.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal abstract Task<IReadOnlyList<long>> FindAsync(DashboardDbContext db, SearchQuestion question, SearchScope scope, int most,
        CancellationToken cancellationToken);
}
