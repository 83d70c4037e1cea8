using Concentric.Ledgers;

namespace Concentric.Lists;

/// <summary>
/// Which rows of a ledger are wanted, by the filters of its list, without those that a schedule says otherwise: period and communities.
/// </summary>
/// <param name="View">Key of a ready-made selection that depends on nothing but the day; null for all.</param>
/// <param name="Values">Values by key of column, as addresses write them.</param>
public sealed record RowFilters(string? View, IReadOnlyDictionary<string, string> Values)
{
    private const string ViewField = "view";

    public bool IsEmpty => View is null && Values.Count == 0;

    /// <summary>
    /// The columns by which a schedule's ledger can be narrowed, in the list's order; none that is personal, for its readers see it masked.
    /// </summary>
    public static IReadOnlyList<LedgerColumn> Offered(RecordList list) =>
        [.. list.Filters.Select(list.Column).OfType<LedgerColumn>()
            .Where(column => !column.IsPersonal
                && column.Type is LedgerType.Term or LedgerType.YesNo or LedgerType.Category or LedgerType.Text)];

    /// <summary>Reads what <see cref="ToText"/> wrote; null for none.</summary>
    public static RowFilters? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var fields = text.Split('&').Select(field => field.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => Uri.UnescapeDataString(parts[1]));
        fields.Remove(ViewField, out var view);
        return new(view, fields);
    }

    /// <summary>As it is kept, the same for the same filters: <c>view=overdue&amp;category=water</c>. Null for none.</summary>
    public string? ToText()
    {
        var fields = Values.OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => $"{value.Key}={Uri.EscapeDataString(value.Value)}");
        var text = string.Join('&', View is null ? fields : fields.Prepend($"{ViewField}={View}"));
        return text.Length == 0 ? null : text;
    }
}
