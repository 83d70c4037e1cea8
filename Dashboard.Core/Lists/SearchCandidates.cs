using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Search;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>How far the search index follows the change log.</summary>
/// <param name="Through">The last entry of the log that it has taken in.</param>
/// <param name="Version">As <see cref="SearchCandidates.Version"/> was when it was made.</param>
internal sealed record SearchPosition(long Through, string Version);

/// <summary>
/// The records of one kind that a text can be found in, by the search index of the embedded store: what reads names narrows its
/// query to them instead of looking through every record. Records that the index has not taken in yet are among them, so that
/// what was saved a moment ago is found.
/// </summary>
public sealed class SearchCandidates(RecordRegister register)
{
    /// <summary>The row of the store's facts that holds the position of the index.</summary>
    internal const string Fact = "search";

    /// <summary>With so many candidates, reading the records in their order finds a page sooner.</summary>
    public const int Most = 500;

    /// <summary>Every kind, at the place that stands for it in the keys of the index.</summary>
    internal IReadOnlyList<RegisteredKind> Kinds { get; } = [.. register.All.OrderBy(kind => kind.List.Kind, StringComparer.Ordinal)];

    /// <summary>Changes with the kinds and with the way in which texts are cut: then everything is indexed anew.</summary>
    internal string Version => "2:" + string.Join(',', Kinds.Select(kind => kind.List.Kind));

    /// <summary>The place of a kind in <see cref="Kinds"/>; -1 when it has no pages.</summary>
    internal int PlaceOf(string kind)
    {
        for (var i = 0; i < Kinds.Count; i++)
        {
            if (Kinds[i].List.Kind == kind) return i;
        }

        return -1;
    }

    /// <summary>The position of the index; null while there is none, or when what it has missed can't be told any more.</summary>
    internal static async Task<SearchPosition?> PositionAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var text = await db.StoreFacts.Where(fact => fact.Key == Fact).Select(fact => fact.Value).SingleOrDefaultAsync(cancellationToken);
        if (text is null) return null;
        var position = JsonSerializer.Deserialize<SearchPosition>(text)!;
        // The log is pruned from its beginning; what was pruned after the position is not known any more.
        var isWhole = position.Through == 0 || await db.ChangeLog.AnyAsync(entry => entry.Id <= position.Through, cancellationToken)
            || !await db.ChangeLog.AnyAsync(entry => entry.Id > position.Through, cancellationToken);
        return isWhole ? position : null;
    }

    /// <summary>
    /// Ids of records of a kind, among them each in whose open texts all words of the text stand: Chinese anywhere, words of letters
    /// and digits from their beginning.
    /// </summary>
    /// <param name="db">Any.</param>
    /// <param name="caller">Whose records.</param>
    /// <param name="kind">As in <see cref="RecordKinds"/>.</param>
    /// <param name="text">As it was typed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>
    /// Null when the records must be read themselves: another store, an index that is being made, or too many candidates.
    /// </returns>
    internal async Task<List<long>?> FindAsync(DashboardDbContext db, CurrentUser caller, string kind, string text,
        CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite() || PlaceOf(kind) is not (>= 0 and var place) || SearchTerms.Query(text) is not { } query) return null;
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (await PositionAsync(db, cancellationToken) is not { } position || position.Version != Version) return null;
        var missed = await db.ChangeLog.Where(entry => entry.Id > position.Through).OrderBy(entry => entry.Id)
            .Select(entry => new { entry.Kind, entry.RecordId }).Take(Most).ToListAsync(cancellationToken);
        // An entry without a record stands for many of them.
        if (missed.Count == Most || missed.Any(entry => entry.RecordId == 0)) return null;
        var keys = await SqliteSearchIndex.FindAsync(db, query, withPersonal: false, caller.CommunityIds, Most, cancellationToken, place);
        if (keys.Count == Most) return null;
        return [.. keys.Select(key => key / IndexedRecord.MostKinds)
            .Union(missed.Where(entry => entry.Kind == kind).Select(entry => entry.RecordId))];
    }
}
