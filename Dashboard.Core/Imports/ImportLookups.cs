using Concentric.Communities;
using Concentric.Data;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Programmes;
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
    private readonly Dictionary<ImportLookup, Dictionary<(int? Community, string Name), long>> ids = [];
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

    internal static async Task<ImportLookups> ReadAsync(DashboardDbContext db, Caller caller, IEnumerable<ImportColumn> columns, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lookups = new ImportLookups(await CommunityDirectory.ReadAsync(db, now, cancellationToken));
        foreach (var lookup in columns.Select(column => column.Lookup).OfType<ImportLookup>().Distinct()) lookups.Take(lookup, await NamesAsync(db, caller, lookup, cancellationToken));
        return lookups;
    }

    public int? Community(string text) => communities.TryGetValue(Fold(text), out var id) ? id : null;

    public PetitionCategory? Category(string text) => categories.GetValueOrDefault(Fold(text));

    /// <summary>The id of a name; null when none has it, or two.</summary>
    /// <param name="community">Whose it is, for lists of what communities have of their own: another may have something of the same name.</param>
    public long? Id(ImportLookup lookup, string text, int? community = null) => ids[lookup].TryGetValue((community, Fold(text)), out var id) && id != 0 ? id : null;

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

    private void Take(ImportLookup lookup, IReadOnlyList<Named> rows)
    {
        var byName = ids[lookup] = [];
        foreach (var row in rows)
        {
            foreach (var folded in new HashSet<string> { Fold(row.Name), Fold(row.NameEn) })
            {
                if (folded.Length > 0 && !byName.TryAdd((row.CommunityId, folded), row.Id) && byName[(row.CommunityId, folded)] != row.Id) byName[(row.CommunityId, folded)] = 0;
            }
        }

        names[lookup] = [.. rows.Select(row => (row.Name, row.NameEn)).Distinct()];
    }

    /// <summary>What the caller may name: the street's own for all, what communities have of their own within the caller's rights.</summary>
    private static async Task<IReadOnlyList<Named>> NamesAsync(DashboardDbContext db, Caller caller, ImportLookup lookup, CancellationToken cancellationToken)
    {
        var rows = lookup switch
        {
            ImportLookup.CoBuilders => db.CoBuilders.Where(unit => unit.ArchivedAt == null).Select(unit => new Named { Id = unit.Id, Name = unit.Name, NameEn = unit.NameEn }),
            ImportLookup.Programmes => db.Programmes.Select(programme => new Named { Id = programme.Id, Name = programme.Name, NameEn = programme.NameEn }),
            ImportLookup.Strands => db.Programmes.Where(programme => programme.Kind == ProgrammeKind.Strand).Select(programme => new Named { Id = programme.Id, Name = programme.Name, NameEn = programme.NameEn }),
            ImportLookup.Services => db.Services.Select(service => new Named { Id = service.Id, Name = service.Name, NameEn = service.NameEn }),
            ImportLookup.Workers => db.Workers.ReadableBy(caller).Where(worker => worker.ArchivedAt == null).Select(worker => new Named { Id = worker.Id, Name = worker.Name, NameEn = worker.Name }),
            ImportLookup.Projects => db.Projects.ReadableBy(caller).Where(project => project.ArchivedAt == null)
                .Select(project => new Named { Id = project.Id, CommunityId = project.CommunityId, Name = project.Title, NameEn = project.Title }),
            ImportLookup.Agreements => db.Agreements.ReadableBy(caller).Where(made => made.ArchivedAt == null)
                .Select(made => new Named { Id = made.Id, CommunityId = made.CommunityId, Name = made.Title, NameEn = made.Title }),
            ImportLookup.VolunteerPosts => db.VolunteerPosts.ReadableBy(caller).Where(post => post.ArchivedAt == null)
                .Select(post => new Named { Id = post.Id, CommunityId = post.CommunityId, Name = post.Title, NameEn = post.Title }),
            _ => throw new ArgumentOutOfRangeException(nameof(lookup), lookup, null),
        };
        return await rows.OrderBy(row => row.Name).ToListAsync(cancellationToken);
    }

    private sealed class Named
    {
        public long Id { get; init; }

        public int? CommunityId { get; init; }

        public string Name { get; init; } = "";

        public string NameEn { get; init; } = "";
    }
}
