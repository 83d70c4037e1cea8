using System.Globalization;
using System.Reflection;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.OfficeLists;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>
/// What names in cells stand for: read once for a file. Names are compared as <see cref="Fold"/> makes them; one that two records
/// have stands for neither, and both are told.
/// </summary>
public sealed class ImportLookups
{
    /// <summary>Stands before the id by which one of several of a name is told: 张敏#12.</summary>
    private const char IdMark = '#';

    /// <summary>The longest first.</summary>
    private static readonly string[] CommunityEndings =
        ["社区居民委员会", "社区居委会", "居民委员会", "社区居委", "居委会", "社区", "小区", "居委"];

    private readonly Dictionary<ReferenceSource, NameIndex<ReferenceChoice>> indexes = [];
    private readonly Dictionary<ReferenceSource, Dictionary<long, ReferenceChoice>> byId = [];
    private readonly Dictionary<ReferenceSource, Dictionary<string, long>> merged = [];
    private readonly NameIndex<Community> communities = new(community => (community.Code, culture => [community.NameFor(culture)]));
    private readonly Dictionary<string, ItemIndex> items = [];
    private readonly NameIndex<Community> stems = new(community => (community.Code, culture => [community.NameFor(culture)]));
    private readonly Dictionary<Type, Dictionary<string, Enum>> terms = [];

    private ImportLookups(CommunityDirectory.Names directory)
    {
        Directory = directory;
        foreach (var community in directory.All)
        {
            communities.Add(community, community.Code, null, community.Name, community.NameEn);
            stems.Add(community, null, null, StemOf(community.Name));
        }
    }

    public CommunityDirectory.Names Directory { get; }

    internal static async Task<ImportLookups> ReadAsync(DashboardDbContext db, CurrentUser caller, IEnumerable<ImportColumn> columns,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lookups = new ImportLookups(await CommunityDirectory.ReadAsync(db, now, cancellationToken));
        foreach (var lookup in columns.Select(column => column.Lookup).OfType<ReferenceSource>().Distinct())
            lookups.Take(lookup, await lookup.ReadAsync(db, caller, cancellationToken),
                lookup.Merged is { } merged ? await merged(db).ToListAsync(cancellationToken) : []);
        return lookups;
    }

    public int? Community(string text) => FindCommunity(text).Found;

    public NameMatch<int?> FindCommunity(string text)
    {
        var match = communities.Find(text);
        if (match.Found is null && match.Several is null) match = stems.Find(StemOf(text));
        return new(match.Found?.Id, match.Several);
    }

    /// <summary>A community's name without what sheets put behind it or leave out: 荷花苑社区, 荷花苑居委会 and 荷花苑 are one.</summary>
    private static string StemOf(string text)
    {
        var name = Fold(text);
        return Array.Find(CommunityEndings, ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
            is { } found ? name[..^found.Length] : name;
    }

    /// <summary>
    /// An item of a list of the office by its name in either language, its key, or what it was called before; of the petition
    /// categories for null. Retired ones are found too.
    /// </summary>
    public NameMatch<OfficeListItem> FindItem(TermList? list, string text) => IndexOf(list).Find(text);

    /// <summary>The key of the item that a text names, merged or not; null when it names none.</summary>
    internal string? OwnKey(TermList? list, string text) => IndexOf(list).FindOwn(text).Found?.Handle;

    private ItemIndex IndexOf(TermList? list)
    {
        if (!items.TryGetValue(list?.Key ?? "", out var index)) items[list?.Key ?? ""] = index = new(Directory.Of(list));
        return index;
    }

    /// <summary>The id of a name; null when none has it, or two.</summary>
    /// <param name="community">Whose it is, for lists of what communities have of their own: another may have something of the same
    /// name.</param>
    public long? Id(ReferenceSource lookup, string text, int? community = null) => Find(lookup, text, community).Found;

    /// <summary>The same, or all that have the name. One of them is told by its id behind a number sign.</summary>
    public NameMatch<long?> Find(ReferenceSource lookup, string text, int? community = null)
    {
        var match = indexes[lookup].Find(text, community);
        if (match.Found is not null || match.Several is not null) return new(match.Found?.Id, match.Several);
        // What has the name now comes before what had it.
        if (merged[lookup].TryGetValue(Fold(text), out var into)) return new(into);
        var (name, id) = Split(text);
        return id is { } told && byId[lookup].TryGetValue(told, out var named) && named.CommunityId == community
            && (name.Length == 0 || Fold(name) == Fold(named.Name) || Fold(name) == Fold(named.NameEn))
            ? new(told) : default;
    }

    /// <summary>A name and the id behind it, as in 张敏#12; null when there is none.</summary>
    public static (string Name, long? Id) Split(string text)
    {
        var narrow = TypedText.Narrow(text)!;
        var mark = narrow.LastIndexOf(IdMark);
        return mark >= 0
            && long.TryParse(narrow.AsSpan(mark + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (text[..mark].Trim(), id)
            : (text, null);
    }

    /// <summary>How one of several of a name is written.</summary>
    public static string Written(string name, long id) => string.Create(CultureInfo.InvariantCulture, $"{name}{IdMark}{id}");

    /// <summary>All names of a list, for drop-downs.</summary>
    public IReadOnlyList<(string Name, string NameEn)> Names(ReferenceSource lookup) =>
        [.. byId[lookup].Values.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => (row.Name, row.NameEn)).Distinct()];

    /// <summary>The name of an id in a language; null when the list has it not.</summary>
    public string? Name(ReferenceSource lookup, long id, CultureInfo culture) =>
        byId[lookup].TryGetValue(id, out var named) ? culture.Pick(named.Name, named.NameEn) : null;

    /// <summary>An enum's value by its name in either language, or as the program calls it.</summary>
    public Enum? Term(Type type, string text)
    {
        if (!terms.TryGetValue(type, out var known))
        {
            terms[type] = known = [];
            foreach (var term in Enum.GetValues(type).Cast<Enum>())
            {
                known.TryAdd(Fold(term.ToString()), term);
                foreach (var culture in ImportTexts.Cultures) known.TryAdd(Fold(Texts.Term(term, culture)), term);
            }

            // What the program calls one value is never another's, whatever sheets say.
            foreach (var term in Enum.GetValues(type).Cast<Enum>())
            {
                foreach (var word in WordsOf(type, term)) known.TryAdd(Fold(word), term);
            }
        }

        return known.GetValueOrDefault(Fold(text));
    }

    private static IReadOnlyList<string> WordsOf(Type type, Enum term) =>
        type.GetField(term.ToString())?.GetCustomAttribute<CalledInSheetsAttribute>()?.Words ?? [];

    /// <summary>Yes or no in either language, and as spreadsheets write it.</summary>
    public static bool? YesNo(string text) => Fold(text) switch
    {
        "是" or "有" or "yes" or "y" or "true" or "1" or "√" or "✓" => true,
        "否" or "无" or "no" or "n" or "false" or "0" or "×" => false,
        _ => null,
    };

    /// <summary>A text as it is compared: half-width, without spaces, in small letters.</summary>
    public static string Fold(string? text)
    {
        var narrow = TypedText.Narrow(PlainText.Clean(text)) ?? "";
        return string.Concat(narrow.Where(character => !char.IsWhiteSpace(character))).ToLowerInvariant();
    }

    /// <summary>
    /// What can be chosen in place of something that the office has given up, in a reader's language; null when it may be referred to.
    /// </summary>
    internal Func<CultureInfo, string>? InPlaceOf(ReferenceSource lookup, long id) =>
        !lookup.RefusesPast || !byId[lookup].TryGetValue(id, out var named) || !named.IsPast ? null
        : culture => TermChecks.Series(byId[lookup].Values.Where(row => !row.IsPast).Select(row => row.NameFor(culture)), culture);

    private void Take(ReferenceSource lookup, IReadOnlyList<ReferenceChoice> rows, IReadOnlyList<MergedChoice> gone)
    {
        var index = indexes[lookup] = new(row =>
            (Written(row.Name, row.Id), culture => [row.KnownByCommunityId is { } kept ? Directory.Name(kept, culture) : null,
                row.KnownByDay?.ToIso()]));
        foreach (var row in rows.OrderBy(row => row.Id)) index.Add(row, null, row.CommunityId, row.Name, row.NameEn);
        byId[lookup] = rows.ToDictionary(row => row.Id);
        var names = merged[lookup] = [];
        foreach (var one in gone)
        {
            if (!long.TryParse(one.Into, NumberStyles.None, CultureInfo.InvariantCulture, out var into) || !byId[lookup].ContainsKey(into))
                continue;
            names.TryAdd(Fold(one.Name), into);
            names.TryAdd(Fold(one.NameEn), into);
        }
    }
}
