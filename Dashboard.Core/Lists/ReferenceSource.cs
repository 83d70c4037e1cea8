using System.Globalization;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>Something that a field may refer to.</summary>
public sealed class ReferenceChoice
{
    public long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In English; as <see cref="Name"/> when it has one name only.</summary>
    public required string NameEn { get; init; }

    /// <summary>The community whose records alone may refer to it; null when any may.</summary>
    public int? CommunityId { get; init; }

    /// <summary>The community by which people tell it from others of its name; null when none does.</summary>
    public int? KnownByCommunityId { get; init; }

    /// <summary>The day by which people tell it from others of its name.</summary>
    public DateOnly? KnownByDay { get; init; }

    /// <summary>
    /// The place by which people tell it from others of its name: it is found by that too. Set by sources that are indexed alone.
    /// </summary>
    public string? KnownByPlace { get; init; }

    /// <summary>The telephone by which people tell a person from others of the name; personal as the name is.</summary>
    public string? KnownByPhone { get; init; }

    /// <summary>True for what is past: it may be referred to, but forms don't offer it.</summary>
    public bool IsPast { get; init; }

    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);
}

/// <summary>Something that was merged into another.</summary>
public sealed class MergedChoice
{
    public required string Name { get; init; }

    public required string NameEn { get; init; }

    /// <summary>The id of the other, as a text.</summary>
    public required string Into { get; init; }
}

/// <summary>
/// What fields of a sort may refer to: forms offer it, spreadsheets name it, commands look for it. One per sort of record that others
/// refer to, beside its entity.
/// </summary>
/// <param name="kind">Kind of the record referred to, as in <c>programme</c>.</param>
/// <param name="known">What a caller may refer to, in the order in which it is offered; archived ones left out. Sets every property of
/// <see cref="ReferenceChoice"/>, so that the store can look for one.</param>
public sealed class ReferenceSource(string kind, Func<DashboardDbContext, CurrentUser, IQueryable<ReferenceChoice>> known)
{
    /// <summary>Up to so many, a form reads all when it opens; of more, it looks for what is typed.</summary>
    public const int MostListed = 60;

    /// <summary>The most that a search answers.</summary>
    public const int MostFound = 20;

    /// <summary>
    /// The most records of a source of personal names that are read to answer a search of somebody who sees them masked: the store
    /// can't look for what it would have to mask first.
    /// </summary>
    public const int MostMasked = 5_000;

    public string Kind => kind;

    /// <summary>True when only records of the same community may refer to it.</summary>
    public bool IsOfCommunity { get; init; }

    /// <summary>True when forms offer it by its day and its name: the name alone says too little.</summary>
    public bool IsNamedByDay { get; init; }

    /// <summary>True when names are personal: forms and pages mask them.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>
    /// True when there may be so many that looking through their names takes too long: what is typed is looked for in the search index
    /// first, where words of letters and digits are found from their beginning.
    /// </summary>
    public bool IsIndexed { get; init; }

    /// <summary>True when what is past may not be referred to anew, as an item that the office has given up.</summary>
    public bool RefusesPast { get; init; }

    /// <summary>What was merged into others: files of before still name it. Null where nothing is merged.</summary>
    public Func<DashboardDbContext, IQueryable<MergedChoice>>? Merged { get; init; }

    /// <summary>What a choice is called in forms.</summary>
    public string NameOf(ReferenceChoice choice, CultureInfo culture) =>
        IsPersonal ? $"{Masking.Mask(choice.NameFor(culture))} {Masking.Mask(choice.KnownByPhone)}".Trim()
        : IsNamedByDay && choice.KnownByDay is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} {choice.NameFor(culture)}")
        : choice.NameFor(culture);

    /// <summary>All that the caller may refer to, for files.</summary>
    public Task<List<ReferenceChoice>> ReadAsync(DashboardDbContext db, CurrentUser caller, CancellationToken cancellationToken) =>
        known(db, caller).ToListAsync(cancellationToken);

    /// <summary>
    /// What a form offers to the caller before anything is typed: one more than <see cref="MostListed"/> if there are more.
    /// </summary>
    public Task<List<ReferenceChoice>> OfferAsync(DashboardDbContext db, CurrentUser caller, CancellationToken cancellationToken) =>
        known(db, caller).Where(choice => !choice.IsPast).Take(MostListed + 1).ToListAsync(cancellationToken);

    /// <summary>
    /// What a form offers to the caller for what is typed: each word stands in a name or in the place by which it is known, or is the
    /// record's number, or the day by which it is known. One more than <see cref="MostFound"/> if there are more; of more than
    /// <see cref="SearchCandidates.Most"/> in the index, the newest are offered.
    /// </summary>
    /// <param name="db">Any.</param>
    /// <param name="candidates">Narrows what is looked through.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="text">As it is typed; null or empty for all.</param>
    /// <param name="communityId">The community that keeps the record; null when that is not said yet.</param>
    /// <param name="except">A record that may not be referred to: the one that refers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<List<ReferenceChoice>> SearchAsync(DashboardDbContext db, SearchCandidates candidates, CurrentUser caller,
        string? text, int? communityId, long? except, CancellationToken cancellationToken)
    {
        var found = known(db, caller).Where(choice => !choice.IsPast && choice.Id != except);
        if (IsOfCommunity) found = found.Where(choice => choice.CommunityId == communityId);
        var words = TextFold.Words(text);
        if (IsPersonal && !caller.MayReveal) return await SearchMaskedAsync(found, words, cancellationToken);
        if (IsIndexed && await CandidatesAsync(db, candidates, caller, words, cancellationToken) is { } near)
        {
            var offered = await Holding(found.Where(choice => near.Ids.Contains(choice.Id)), words)
                .Take(MostFound + 1).ToListAsync(cancellationToken);
            // Where the newest already fill the list, the others are not looked through: whoever means an older one types more.
            if (near.IsWhole || offered.Count > MostFound) return offered;
        }

        return await Holding(found, words).Take(MostFound + 1).ToListAsync(cancellationToken);
    }

    private IQueryable<ReferenceChoice> Holding(IQueryable<ReferenceChoice> found, string[] words)
    {
        foreach (var word in words)
        {
            var number = NumberIn(word);
            if (word[0] == '#' && number is not null)
            {
                // The number and nothing else: it is found without looking through names.
                found = found.Where(choice => choice.Id == number);
                continue;
            }

            // A day that nothing has, for a word that is none; a word of Chinese characters alone is neither a number nor a day.
            var day = TypedText.Day(word) ?? default(DateOnly);
            // A source sets the telephone only where it is known by one: the store can't look for what is not there.
            if (IsPersonal)
                found = found.Where(choice => TextFold.Holds(choice.Name, word) || TextFold.Holds(choice.KnownByPhone, word)
                    || choice.Id == number);
            // What tells two of one name apart is shown beside the name, so it is found as the name is.
            else if (IsIndexed && TextFold.IsPlain(word))
                found = found.Where(choice => choice.Name.Contains(word) || choice.NameEn.Contains(word)
                    || choice.KnownByPlace!.Contains(word));
            else if (IsIndexed)
                found = found.Where(choice => TextFold.Holds(choice.Name, word) || TextFold.Holds(choice.NameEn, word)
                    || TextFold.Holds(choice.KnownByPlace, word) || choice.Id == number || choice.KnownByDay == day);
            // A word with one form only is looked for by the store itself, which is several times as fast.
            else if (TextFold.IsPlain(word)) found = found.Where(choice => choice.Name.Contains(word) || choice.NameEn.Contains(word));
            else
                found = found.Where(choice => TextFold.Holds(choice.Name, word) || TextFold.Holds(choice.NameEn, word)
                    || choice.Id == number || choice.KnownByDay == day);
        }

        return found;
    }

    /// <summary>One that the caller may refer to, past or not; null when there is none.</summary>
    public Task<ReferenceChoice?> FindAsync(DashboardDbContext db, CurrentUser caller, long id, CancellationToken cancellationToken) =>
        known(db, caller).FirstOrDefaultAsync(choice => choice.Id == id, cancellationToken);

    /// <summary>The ids of all that the caller may refer to.</summary>
    internal IQueryable<long> Ids(DashboardDbContext db, CurrentUser caller) => known(db, caller).Select(choice => choice.Id);

    /// <summary>True when a record of the community may refer to it anew.</summary>
    /// <param name="communityId">The community that keeps the record; null for a record of the street.</param>
    public Task<bool> ExistsAsync(DashboardDbContext db, CurrentUser caller, long id, int? communityId, CancellationToken cancellationToken)
    {
        var found = known(db, caller).Where(choice => choice.Id == id);
        if (IsOfCommunity) found = found.Where(choice => choice.CommunityId == communityId);
        if (RefusesPast) found = found.Where(choice => !choice.IsPast);
        return found.AnyAsync(cancellationToken);
    }

    private static long? NumberIn(string word) =>
        long.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>
    /// All that can be meant by the words, each of which stands in a name or a place or is a number or a day, or the newest of them; null
    /// when all must be looked through.
    /// </summary>
    private async Task<SearchCandidates.Found?> CandidatesAsync(DashboardDbContext db, SearchCandidates candidates, CurrentUser caller,
        string[] words, CancellationToken cancellationToken)
    {
        if (words.Length == 0 || Array.Exists(words, word => word[0] == '#' && NumberIn(word) is not null)) return null;
        var indexed = await candidates.FindAsync(db, caller, kind, string.Join(' ', words), cancellationToken);
        if (indexed is null) return null;
        var ids = indexed.Ids;
        ids.AddRange(words.Select(NumberIn).OfType<long>());
        foreach (var day in words.Select(TypedText.Day).OfType<DateOnly>())
        {
            var held = await known(db, caller).Where(choice => choice.KnownByDay == day).Select(choice => choice.Id)
                .Take(SearchCandidates.Most).ToListAsync(cancellationToken);
            if (held.Count == SearchCandidates.Most) return null;
            ids.AddRange(held);
        }

        return indexed;
    }

    /// <summary>What is not shown can't be found either: the words are looked for in the masked names.</summary>
    private async Task<List<ReferenceChoice>> SearchMaskedAsync(IQueryable<ReferenceChoice> known, string[] words,
        CancellationToken cancellationToken)
    {
        var found = new List<ReferenceChoice>();
        await foreach (var choice in known.Take(MostMasked).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var shown = $"{NameOf(choice, CultureInfo.InvariantCulture)} #{choice.Id.ToString(CultureInfo.InvariantCulture)}";
            // A number is the whole number, as for those who see the names.
            if (words.All(word => word[0] == '#' ? shown.EndsWith(word, StringComparison.Ordinal) : TextFold.Holds(shown, word)))
                found.Add(choice);
            if (found.Count > MostFound) break;
        }

        return found;
    }
}
