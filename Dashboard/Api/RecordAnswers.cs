using System.Text.Json;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Dashboard.Api;

/// <summary>A page of exactly the records behind a figure, and the figure as it was in the same moment.</summary>
internal sealed record RecordsAnswer(
    MetricName Metric, double? Value, double? Numerator, double? Denominator, PeriodAnswer Period, IReadOnlyList<CommunityName> Communities,
    string Kind, IReadOnlyList<ColumnAnswer> Columns, IReadOnlyList<RecordAnswer> Records, long Total, long? InNumerator, int Page,
    int PageSize);

internal sealed record ColumnAnswer(string Key, string Name, LedgerType Type, bool IsPersonal);

/// <summary>A record, or a round of one.</summary>
/// <param name="RecordId">The record itself: the petition of a round.</param>
/// <param name="InNumerator">For a rate, whether it is counted above the line; otherwise null.</param>
/// <param name="Values">By key of the column.</param>
internal sealed record RecordAnswer(long Id, long RecordId, bool? InNumerator, IReadOnlyDictionary<string, object?> Values);

/// <summary>A value out of a list of known ones: the key for programs, the name for people.</summary>
internal sealed record TermAnswer(string Key, string Name);

/// <summary>Turns a ledger's values into those of the API: yuan, not fen; keys with names; personal data masked.</summary>
internal static class RecordValues
{
    public static RecordAnswer Of(LedgerPage page, LedgerRow row, CommunityDirectory.Names names) => new(
        row.Id, row.PageId, page.Marked is null ? null : row.IsMarked,
        page.Ledger.Columns.Zip(row.Values).ToDictionary(cell => cell.First.Key, cell => Of(cell.First, cell.Second, names)));

    private static object? Of(LedgerColumn column, object? value, CommunityDirectory.Names names) => value switch
    {
        null => null,
        _ when column.IsPersonal => Masking.Mask(value.ToString()),
        Enum term => new TermAnswer(JsonNamingPolicy.KebabCaseLower.ConvertName(term.ToString()), Texts.Term(term)),
        long fen when column.Type == LedgerType.Money => fen / 100m,
        long milli when column.Type == LedgerType.Milli => milli / 1000m,
        int id when column.Type == LedgerType.Community => new TermAnswer(names.Find(id)?.Code ?? "", names.Name(id)),
        string key when column is { Type: LedgerType.Category, Terms: null } => new TermAnswer(key, names.Category(key)),
        // What records say of an open list is a text, as it was before there was a list; other terms have the keys that programs know.
        string text when column is { Type: LedgerType.Category, Terms.IsOpen: true } => text,
        string code when column is { Type: LedgerType.Category, Terms: { } list } =>
            new TermAnswer(JsonNamingPolicy.KebabCaseLower.ConvertName(code), names.Of(list).Name(code)),
        _ => value,
    };
}
