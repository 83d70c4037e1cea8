using System.Globalization;
using Concentric.Ledgers;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Lists;

/// <summary>Words the filters of a list for people, as a workbook's manifest tells them.</summary>
public static class ListFacts
{
    /// <summary>Each filter by the name of its column.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(Ledger ledger, IReadOnlyDictionary<string, string> filters,
        CommunityDirectory.Names names, CultureInfo culture) =>
        [.. ledger.Columns.Where(column => filters.ContainsKey(column.Key))
            .Select(column => (Texts.Column(column.Key, culture), Word(column, filters[column.Key], names, culture)))];

    private static string Word(LedgerColumn column, string value, CommunityDirectory.Names names, CultureInfo culture) => column.Type switch
    {
        LedgerType.Term =>
            Each(value, culture, name => EnumText.TryRead(column.TermType!, name, out var term) ? Texts.Term(term, culture) : name),
        LedgerType.Community => Each(value, culture, code => names.Find(code)?.NameFor(culture) ?? code),
        LedgerType.Category => Each(value, culture, key => names.Of(column.Terms).Name(key, culture)),
        LedgerType.YesNo => Texts.Get(value == "yes" ? "Yes" : "No", culture),
        LedgerType.Day or LedgerType.Number or LedgerType.Money or LedgerType.Milli =>
            value.Replace("..", " – ", StringComparison.Ordinal).Trim(),
        _ => value,
    };

    private static string Each(string value, CultureInfo culture, Func<string, string> word) =>
        Texts.Series(value.Split(',').Select(word), culture);
}
