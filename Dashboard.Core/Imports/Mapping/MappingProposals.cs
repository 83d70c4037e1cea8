using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// Which column of the kind an unknown header may mean: by how alike the names are, where what stands below can be read as the column,
/// or by what stands below alone, where that is communities, categories or terms. A guess: somebody confirms it.
/// </summary>
internal static class MappingProposals
{
    /// <summary>Names less alike are no proposal.</summary>
    private const double LeastLikeness = 0.5;

    /// <summary>What it counts, against names, that at least half of the values are names of what the column tells.</summary>
    private const double OfNames = 0.7;

    /// <summary>The same for telephone numbers.</summary>
    private const double OfPhones = 0.6;

    /// <summary>The same for days, where new records need the day.</summary>
    private const double OfDays = 0.5;

    private static readonly HashSet<string> RowNumbers =
        [.. new[] { "序号", "行号", "No", "No.", "Row" }.Select(ImportHeader.Fold)];

    /// <summary>
    /// The key of the kind's column by <see cref="SurveyedColumn.Key"/>, empty for one to leave out; each column of the kind once.
    /// </summary>
    public static Dictionary<string, string> Of(ImportSheet sheet, SurveyedSheet surveyed, ImportLookups lookups)
    {
        var free = sheet.Columns.Where(column => surveyed.Header.Find(column.Key) is null).ToList();
        var likely = (from open in surveyed.Open
                      from column in free
                      let score = Score(open, column, lookups)
                      where score >= LeastLikeness
                      orderby score descending, column.IsRequired descending, open.Place
                      select (open.Key, Column: column.Key)).ToList();
        var (proposed, taken) = (new Dictionary<string, string>(), new HashSet<string>());
        foreach (var (key, column) in likely)
        {
            if (proposed.ContainsKey(key) || !taken.Add(column)) continue;
            proposed[key] = column;
        }

        // The number of a row in its sheet says nothing of a record.
        foreach (var open in surveyed.Open.Where(open => RowNumbers.Contains(ImportHeader.Fold(open.Header))))
            proposed.TryAdd(open.Key, "");
        return proposed;
    }

    private static double Score(SurveyedColumn open, ImportColumn column, ImportLookups lookups)
    {
        if (column.Type == ImportType.Identifier) return 0;
        var fitting = open.Samples.Count(cell => Fits(cell, column, lookups));
        // Somebody may say of a name that is not known what it means; nothing else can be read for something else.
        var isName = column.Type is ImportType.Community or ImportType.Category or ImportType.Term && !column.IsMany
            && column.Terms is not { IsOpen: true };
        if (isName ? fitting * 2 < open.Samples.Count : fitting < open.Samples.Count) return 0;
        var header = ImportHeader.Fold(open.Header);
        var likeness = NamesOf(column).Max(name => Likeness(header, name));
        return Math.Max(likeness, isName ? OfNames : column.Type switch
        {
            ImportType.Phone => OfPhones,
            ImportType.Day when column.IsRequired => OfDays,
            _ => 0,
        });
    }

    private static IEnumerable<string> NamesOf(ImportColumn column) => ImportTexts.Cultures
        .SelectMany(culture => (string?[])[column.Header(culture), RuleTexts.FindField(column.Field, culture)])
        .OfType<string>().Concat(column.Synonyms).Select(ImportHeader.Fold).Where(name => name.Length > 0);

    /// <summary>From 0 to 1: the same, one within the other, or by the pairs of letters that both have.</summary>
    internal static double Likeness(string one, string other)
    {
        if (one == other) return 1;
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (shorter.Length < 2) return 0;
        if (longer.Contains(shorter, StringComparison.Ordinal)) return 0.4 + (0.5 * shorter.Length / longer.Length);
        var (pairs, all) = (Pairs(one).ToHashSet(), Pairs(other).ToHashSet());
        return 2.0 * pairs.Intersect(all).Count() / (pairs.Count + all.Count);
    }

    private static IEnumerable<string> Pairs(string text) =>
        Enumerable.Range(0, text.Length - 1).Select(place => text.Substring(place, 2));

    private static bool Fits(SheetCell cell, ImportColumn column, ImportLookups lookups)
    {
        if (CellRules.Find(column.Type, cell) is not null) return false;
        var text = cell.Text ?? "";
        return column.Type switch
        {
            ImportType.Day => cell.Kind == CellKind.Moment || TypedText.Day(text) is not null,
            ImportType.Whole => cell.Kind == CellKind.Number || TypedText.Number(text) is not null,
            ImportType.Money => cell.Kind == CellKind.Number || TypedText.Fen(text) is not null,
            ImportType.Milli => cell.Kind == CellKind.Number || TypedText.Milli(text) is not null,
            ImportType.Phone => PhoneNumber.Normal(text) is not null,
            ImportType.YesNo => cell.Kind == CellKind.YesNo || ImportLookups.YesNo(text) is not null,
            ImportType.Term => lookups.Term(column.TermType!, text) is not null,
            ImportType.Community when !column.IsMany => lookups.Community(text) is not null,
            ImportType.Category when column.Terms is not { IsOpen: true } => lookups.FindItem(column.Terms, text).Found is not null,
            _ => true,
        };
    }
}
