using System.Globalization;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Exports.Lists;

/// <summary>Words the filters of a schedule's ledger for people.</summary>
public static class RowFilterFacts
{
    /// <summary>Each of them in words, by name.</summary>
    public static IReadOnlyList<(string Name, string Value)> Facts(this RowFilters filters, RecordList list,
        CommunityDirectory.Names names, CultureInfo culture)
    {
        var facts = ListFacts.Of(list.Ledger, filters.Values, names, culture);
        return filters.View is null
            ? facts
            : [(ExportTexts.Get("Manifest.Selection", culture), ExportTexts.Get($"View.{filters.View}", culture)), .. facts];
    }
}
