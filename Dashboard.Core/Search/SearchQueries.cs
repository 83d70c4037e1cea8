using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Ledgers;
using Concentric.Lists;
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
public sealed class SearchQueries(IDbContextFactory<DashboardDbContext> factory, SearchIndex index, SearchCandidates candidates,
    CommunityDirectory directory)
{
    /// <summary>Records shown for one search.</summary>
    public const int MostHits = 60;

    /// <summary>The longest search, in UTF-16 units.</summary>
    public const int MostText = ListRequest.MostSearch;

    private const int MostOfKind = 10;

    /// <summary>
    /// All words must be found in one record. Personal fields are looked through for those who may reveal them. The index is asked; while
    /// SQL Server's is being made, the texts themselves are looked through.
    /// </summary>
    public async Task<SearchAnswer> FindAsync(CurrentUser caller, string? text, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var isWhole = await candidates.WholeAsync(db, cancellationToken) is not null;
        if (PlainText.Clean(text) is not { } clean || clean.Length > MostText) return new([], false, isWhole || !index.IsOfUseInPart);
        var names = await directory.GetAsync(cancellationToken);
        // Whatever the spelling, it is the household's address that is looked for; or the words, where no household is meant.
        if (SearchQuestion.Of(clean, HouseholdAddress.Read(clean, names.Spellings)?.ToString()) is not { } question)
            return new([], false, isWhole || !index.IsOfUseInPart);
        if (!isWhole && !index.IsOfUseInPart) return await FindByLookingAsync(db, caller, clean, names, cancellationToken);
        return await FindByIndexAsync(db, caller, question, isWhole, cancellationToken);
    }

    private async Task<SearchAnswer> FindByIndexAsync(DashboardDbContext db, CurrentUser caller, SearchQuestion question, bool isWhole,
        CancellationToken cancellationToken)
    {
        if (!isWhole && !await index.ExistsAsync(db, cancellationToken)) return new([], false, false);
        var keys = await index.FindAsync(db, question, new(caller.MayReveal, caller.CommunityIds), MostHits + 1, cancellationToken);
        var found = new List<FoundKind>();
        foreach (var group in keys.Take(MostHits).GroupBy(key => (int)(key % IndexedRecord.MostKinds)))
        {
            var kind = candidates.Kinds[group.Key];
            // Once more through the caller's rights: the index lags a moment behind the records.
            var rows = await kind.FindRowsAsync(db, caller, [.. group.Select(key => key / IndexedRecord.MostKinds)], cancellationToken);
            if (rows.Count > 0) found.Add(new(kind.List, rows));
        }

        return new(found, keys.Count > MostHits, isWhole);
    }

    private async Task<SearchAnswer> FindByLookingAsync(DashboardDbContext db, CurrentUser caller, string text,
        CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        var found = new List<FoundKind>();
        var hasMore = false;
        foreach (var kind in candidates.Kinds)
        {
            var rows = await kind.LookForAsync(db, caller, text, names, MostOfKind + 1, cancellationToken);
            hasMore |= rows.Count > MostOfKind;
            if (rows.Count > 0) found.Add(new(kind.List, [.. rows.Take(MostOfKind)]));
        }

        return new(found, hasMore, true);
    }
}
