using System.Text.Json;
using Concentric.Data;
using Concentric.Data.Search;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>How far the search index follows the change log, and how much of it is made.</summary>
/// <param name="Through">The last entry of the log that it has taken in.</param>
/// <param name="Version">As <see cref="SearchCandidates.Version"/> was when it was made.</param>
/// <param name="Missing">
/// Entries before the last, first and last of each range, that were not committed yet: nodes of a server commit out of order.
/// </param>
/// <param name="Making">Which kind is being indexed anew, by its place; null when all are.</param>
/// <param name="After">The last record of that kind that is in it.</param>
internal sealed record SearchPosition(long Through, string Version, IReadOnlyList<long[]>? Missing = null, int? Making = null,
    long After = 0)
{
    /// <summary>In <see cref="Making"/>: what was there is to be taken out first.</summary>
    public const int Emptying = -1;
}

/// <summary>
/// The records of one kind that a text can be found in, by the search index: what reads names narrows its query to them instead of looking
/// through every record. Records that the index has not taken in yet are among them, so that what was saved a moment ago is found.
/// </summary>
public sealed class SearchCandidates(RecordRegister register, SearchIndex index)
{
    /// <summary>So many candidates are told at most, the newest.</summary>
    public const int Most = 500;

    /// <summary>Ids of candidates.</summary>
    /// <param name="IsWhole">False when there are more, of which these are the newest.</param>
    internal sealed record Found(List<long> Ids, bool IsWhole);

    /// <summary>Every kind, at the place that stands for it in the keys of the index.</summary>
    internal IReadOnlyList<RegisteredKind> Kinds { get; } = [.. register.All.OrderBy(kind => kind.List.Kind, StringComparer.Ordinal)];

    /// <summary>Changes with the kinds and with the way in which texts are cut: then everything is indexed anew.</summary>
    internal string Version => index.Version + ":" + string.Join(',', Kinds.Select(kind => kind.List.Kind));

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
        var text = await PositionTextAsync(db, cancellationToken);
        if (text is null) return null;
        var position = JsonSerializer.Deserialize<SearchPosition>(text)!;
        // The log is pruned from its beginning; what was pruned after the position is not known any more.
        var isWhole = position.Through == 0 || await db.ChangeLog.AnyAsync(entry => entry.Id <= position.Through, cancellationToken)
            || !await db.ChangeLog.AnyAsync(entry => entry.Id > position.Through, cancellationToken);
        return isWhole ? position : null;
    }

    /// <summary>The position as it stands in the store: whoever moves it says from where, so that no two do the same.</summary>
    internal static Task<string?> PositionTextAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        StoreFacts.ReadAsync(db, StoreFacts.Search, cancellationToken);

    /// <summary>The position of an index that is made and is this program's; null while there is none.</summary>
    internal async Task<SearchPosition?> WholeAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        await PositionAsync(db, cancellationToken) is { Making: null } position && position.Version == Version ? position : null;

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
    /// Null when the records must be read themselves: an index that is being made, or too much that it has not taken in.
    /// </returns>
    internal async Task<Found?> FindAsync(DashboardDbContext db, CurrentUser caller, string kind, string text,
        CancellationToken cancellationToken)
    {
        if (PlaceOf(kind) is not (>= 0 and var place) || SearchQuestion.Of(text) is not { } question) return null;
        await using var transaction = await db.BeginReadAsync(cancellationToken);
        if (await WholeAsync(db, cancellationToken) is not { } position) return null;
        var missed = await db.ChangeLog.Where(entry => entry.Id > position.Through).OrderBy(entry => entry.Id)
            .Select(entry => new { entry.Kind, entry.RecordId }).Take(Most).ToListAsync(cancellationToken);
        foreach (var range in position.Missing ?? [])
        {
            var (from, to) = (range[0], range[1]);
            missed.AddRange(await db.ChangeLog.Where(entry => entry.Id >= from && entry.Id <= to)
                .Select(entry => new { entry.Kind, entry.RecordId }).Take(Most).ToListAsync(cancellationToken));
        }

        // An entry without a record stands for many of them.
        if (missed.Count >= Most || missed.Any(entry => entry.RecordId == 0)) return null;
        var last = IndexedRecord.KeyOf(await Kinds[place].LastIdAsync(db, cancellationToken), place);
        var keys = await index.FindAsync(db, question, new(WithPersonal: false, caller.CommunityIds, place, last), Most, cancellationToken);
        return new([.. keys.Select(key => key / IndexedRecord.MostKinds)
            .Union(missed.Where(entry => entry.Kind == kind).Select(entry => entry.RecordId))], keys.Count < Most);
    }
}
