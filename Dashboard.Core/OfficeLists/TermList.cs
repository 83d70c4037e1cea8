using System.Globalization;
using System.Reflection;
using Concentric.Data;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.OfficeLists;

/// <summary>
/// A list of terms that the office keeps, declared once beside the record that has them; a field names it by
/// <c>f.OfficeTerm(key, property, list)</c>, and all that shows, filters, reads or writes the field follows. The program brings some
/// terms: the office renames, orders, retires and merges them as its own, but can't delete them, for the program speaks of them.
/// </summary>
public sealed class TermList
{
    /// <summary>The longest code: columns of records are as long.</summary>
    public const int MostCode = 24;

    /// <summary>Stands between the built-in term that an own one counts as, and what tells the own ones apart.</summary>
    private const char Mark = '.';

    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private readonly List<(string Code, string Text, IReadOnlyList<string> Words)> builtIn;

    /// <param name="key">Names the list in addresses and in the store, as in <c>errand-kinds</c>.</param>
    /// <param name="terms">
    /// Its public constants are the codes of the terms that the program brings, in their order; their names are the texts of
    /// <c>Term.</c>, the class and the constant, and <see cref="CalledInSheetsAttribute"/> says what sheets call them.
    /// </param>
    public TermList(string key, Type terms)
    {
        Key = key;
        builtIn =
        [
            .. terms.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field is { IsLiteral: true }
                && field.FieldType == typeof(string)).OrderBy(field => field.MetadataToken).Select(field => (
                    (string)field.GetRawConstantValue()!, $"{terms.Name}.{field.Name}",
                    field.GetCustomAttribute<CalledInSheetsAttribute>()?.Words ?? [])),
        ];
    }

    public string Key { get; }

    /// <summary>
    /// True when figures count by the terms: each of the office's own says, once, as which built-in one it counts, and terms are merged
    /// only with those that count alike, so that no figure of the past moves.
    /// </summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// True when records may bring a term that the list has not, as offices name new sorts of hazards in their sheets: what they say is
    /// its code and its name, and the list has it from then on.
    /// </summary>
    public bool IsOpen { get; init; }

    /// <summary>The codes of the terms that the program brings, in their order.</summary>
    public IReadOnlyList<string> BuiltIn => [.. builtIn.Select(term => term.Code)];

    /// <summary>The built-in terms, with the names that the program gives them; rows of nobody's yet.</summary>
    public IEnumerable<OfficeTerm> Defaults() => builtIn.Select((term, place) => new OfficeTerm
    {
        List = Key,
        Code = term.Code,
        Name = Texts.Get($"Term.{term.Text}", Chinese),
        NameEn = Texts.Get($"Term.{term.Text}", English),
        Position = place + 1,
    });

    /// <summary>Some rows of the list, with the built-in terms that have none.</summary>
    public IReadOnlyList<OfficeTerm> Complete(IEnumerable<OfficeTerm> rows)
    {
        List<OfficeTerm> own = [.. rows.Where(row => row.List == Key)];
        return [.. own, .. Defaults().Where(term => !own.Exists(row => row.Code == term.Code))];
    }

    public bool IsBuiltIn(string code) => builtIn.Exists(term => term.Code == code);

    /// <summary>The name that the program gives a built-in term; null for an own one.</summary>
    public string? NameGiven(string code, CultureInfo culture) =>
        builtIn.Find(term => term.Code == code) is { Text: { } text } ? Texts.Get($"Term.{text}", culture) : null;

    /// <summary>What sheets of offices commonly call a term, beside its names; none for an own one.</summary>
    public IReadOnlyList<string> WordsOf(string code) => builtIn.Find(term => term.Code == code).Words ?? [];

    /// <summary>The built-in term as which figures count one; null where the list is not counted.</summary>
    public string? CountedAs(string code) => !IsCounted ? null : code.Split(Mark)[0];

    /// <summary>A code for a new term, which no other has in whatever case.</summary>
    /// <param name="countsAs">The built-in term as which it counts; null where the list is not counted.</param>
    public string CodeFor(string nameEn, string? countsAs, IEnumerable<string> present)
    {
        var taken = present.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var prefix = IsCounted ? $"{countsAs}{Mark}" : "";
        // With room for a number of three digits behind a hyphen.
        var stem = Slug.Of(nameEn) ?? "own";
        stem = PlainText.Cut(stem, MostCode - prefix.Length - 4).TrimEnd('-');
        return prefix + Slug.Free(stem, code => taken.Contains(prefix + code));
    }
}
