using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Search;

/// <summary>What a search found.</summary>
/// <param name="Kinds">Records by kind, those entered last first.</param>
/// <param name="HasMore">True when there are more than are shown.</param>
/// <param name="IsWhole">False while the index is being made: some records can't be found yet.</param>
public sealed record SearchAnswer(IReadOnlyList<FoundKind> Kinds, bool HasMore, bool IsWhole);

/// <summary>The records of one kind that were found.</summary>
public sealed record FoundKind(RecordList List, IReadOnlyList<LedgerRow> Rows);

/// <summary>Finds records of all kinds by number, title, place, name and whatever else their lists show as text.</summary>
public sealed class SearchQueries(IDbContextFactory<DashboardDbContext> factory, StoreOptions store, SearchIndexer indexer,
    CommunityDirectory directory)
{
    /// <summary>Records shown for one search.</summary>
    public const int MostHits = 60;

    /// <summary>The longest search, in UTF-16 units.</summary>
    public const int MostText = ListRequest.MostSearch;

    private const int MostOfKind = 10;

    /// <summary>
    /// All words must be found in one record. Personal fields are looked through for those who may reveal them.
    /// The embedded store asks its full-text index; SQL Server looks through the texts themselves.
    /// </summary>
    public async Task<SearchAnswer> FindAsync(CurrentUser caller, string? text, CancellationToken cancellationToken)
    {
        if (PlainText.Clean(text) is not { } clean || clean.Length > MostText || SearchTerms.Query(clean) is not { } query)
            return new([], false, indexer.IsReady);
        var names = await directory.GetAsync(cancellationToken);
        // Whatever the spelling, it is the household's address that is looked for; or the words, where no household is meant.
        if (HouseholdAddress.Read(clean, names.Spellings) is { } address && SearchTerms.Query(address.ToString()) is { } found
            && found != query) query = $"({query}) OR ({found})";
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return store.Provider == StoreProvider.Sqlite
            ? await FindByIndexAsync(db, caller, query, cancellationToken)
            : await FindByLookingAsync(db, caller, clean, names, cancellationToken);
    }

    private async Task<SearchAnswer> FindByIndexAsync(DashboardDbContext db, CurrentUser caller, string query,
        CancellationToken cancellationToken)
    {
        if (!indexer.IsReady && !await HasIndexAsync(db, cancellationToken)) return new([], false, false);
        var keys = await SqliteSearchIndex.FindAsync(db, query, caller.MayReveal, caller.CommunityIds, MostHits + 1, cancellationToken);
        var found = new List<FoundKind>();
        foreach (var group in keys.Take(MostHits).GroupBy(key => (int)(key % IndexedRecord.MostKinds)))
        {
            var kind = indexer.Kinds[group.Key];
            // Once more through the caller's rights: the index lags a moment behind the records.
            var rows = await kind.FindRowsAsync(db, caller, [.. group.Select(key => key / IndexedRecord.MostKinds)], cancellationToken);
            if (rows.Count > 0) found.Add(new(kind.List, rows));
        }

        return new(found, keys.Count > MostHits, indexer.IsReady);
    }

    private async Task<SearchAnswer> FindByLookingAsync(DashboardDbContext db, CurrentUser caller, string text,
        CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        var found = new List<FoundKind>();
        var hasMore = false;
        foreach (var kind in indexer.Kinds)
        {
            var rows = await kind.LookForAsync(db, caller, text, names, MostOfKind + 1, cancellationToken);
            hasMore |= rows.Count > MostOfKind;
            if (rows.Count > 0) found.Add(new(kind.List, [.. rows.Take(MostOfKind)]));
        }

        return new(found, hasMore, true);
    }

    private static async Task<bool> HasIndexAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        (await db.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = 'SearchIndex'")
            .ToListAsync(cancellationToken)).Contains(1);
}
