using Concentric.Communities;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Resources;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <summary>
/// What names in cells stand for: read once for a file. Names are compared as <see cref="Fold"/> makes them; one that two records
/// have stands for neither.
/// </summary>
public sealed class ImportLookups
{
    private readonly Dictionary<ImportLookup, Dictionary<string, long>> ids = [];
    private readonly Dictionary<ImportLookup, IReadOnlyList<(string Name, string NameEn)>> names = [];
    private readonly Dictionary<string, int> communities = [];
    private readonly Dictionary<string, PetitionCategory> categories = [];
    private readonly Dictionary<Type, Dictionary<string, Enum>> terms = [];

    private ImportLookups(CommunityDirectory.Names directory)
    {
        Directory = directory;
        foreach (var community in directory.All)
        {
            foreach (var name in (string[])[community.Name, community.NameEn, community.Code]) communities.TryAdd(Fold(name), community.Id);
        }

        foreach (var category in directory.Categories)
        {
            foreach (var name in (string[])[category.Name, category.NameEn, category.Key]) categories.TryAdd(Fold(name), category);
        }
    }

    public CommunityDirectory.Names Directory { get; }

    internal static async Task<ImportLookups> ReadAsync(DashboardDbContext db, IEnumerable<ImportColumn> columns, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lookups = new ImportLookups(await CommunityDirectory.ReadAsync(db, now, cancellationToken));
        foreach (var lookup in columns.Select(column => column.Lookup).OfType<ImportLookup>().Distinct()) lookups.Take(lookup, await NamesAsync(db, lookup, cancellationToken));
        return lookups;
    }

    public int? Community(string text) => communities.TryGetValue(Fold(text), out var id) ? id : null;

    public PetitionCategory? Category(string text) => categories.GetValueOrDefault(Fold(text));

    /// <summary>The id of a name; null when none has it, or two.</summary>
    public long? Id(ImportLookup lookup, string text) => ids[lookup].TryGetValue(Fold(text), out var id) && id != 0 ? id : null;

    /// <summary>All names of a list, for drop-downs.</summary>
    public IReadOnlyList<(string Name, string NameEn)> Names(ImportLookup lookup) => names[lookup];

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
        }

        return known.GetValueOrDefault(Fold(text));
    }

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

    private void Take(ImportLookup lookup, IReadOnlyList<(long Id, string Name, string NameEn)> rows)
    {
        var byName = ids[lookup] = [];
        foreach (var (id, name, nameEn) in rows)
        {
            foreach (var folded in new HashSet<string> { Fold(name), Fold(nameEn) })
            {
                if (folded.Length > 0 && !byName.TryAdd(folded, id) && byName[folded] != id) byName[folded] = 0;
            }
        }

        names[lookup] = [.. rows.Select(row => (row.Name, row.NameEn))];
    }

    private static async Task<IReadOnlyList<(long, string, string)>> NamesAsync(DashboardDbContext db, ImportLookup lookup, CancellationToken cancellationToken)
    {
        var rows = lookup switch
        {
            ImportLookup.CoBuilders => db.CoBuilders.Where(unit => unit.ArchivedAt == null).Select(unit => new { unit.Id, unit.Name, unit.NameEn }),
            ImportLookup.Programmes => db.Programmes.Select(programme => new { Id = (long)programme.Id, programme.Name, programme.NameEn }),
            ImportLookup.Services => db.Services.Select(service => new { Id = (long)service.Id, service.Name, service.NameEn }),
            ImportLookup.Volunteers => db.Volunteers.Where(person => person.ArchivedAt == null).Select(person => new { person.Id, person.Name, NameEn = person.Name }),
            ImportLookup.VolunteerPosts => db.VolunteerPosts.Where(post => post.ArchivedAt == null).Select(post => new { post.Id, Name = post.Title, NameEn = post.Title }),
            _ => throw new ArgumentOutOfRangeException(nameof(lookup), lookup, null),
        };
        return [.. (await rows.OrderBy(row => row.Name).ToListAsync(cancellationToken)).Select(row => (row.Id, row.Name, row.NameEn))];
    }
}
