using Concentric.Communities;
using Concentric.Dashboard.Features.Figures;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.Records;

/// <summary>A page of rows, written out in the reader's language with personal data masked.</summary>
/// <param name="Kind">Of the rows, as in <c>petition</c>.</param>
/// <param name="Columns">Those that have a value on this page, or are always shown.</param>
public sealed record RowsView(string Kind, IReadOnlyList<ColumnView> Columns, IReadOnlyList<RowView> Rows, long Total, long? Marked, MetricValue Figure)
{
    public static RowsView Of(LedgerPage page, CommunityDirectory.Names names) => new(
        page.Ledger.Kind,
        [.. page.Ledger.Columns.Select(column => new ColumnView(column.Key, Texts.Column(column.Key), LedgerText.IsNumeric(column), column.Type == LedgerType.Text && column.Width > 16))],
        [.. page.Rows.Select(row => new RowView(row.Id, [.. page.Ledger.Columns.Zip(row.Values, (column, value) => LedgerText.Of(column, value, names))], row.IsMarked))],
        page.Total, page.Marked, page.Figure);
}

/// <summary>A column's head.</summary>
public sealed record ColumnView(string Key, string Name, bool IsNumeric, bool IsWide);

/// <summary>A row's cells.</summary>
public sealed record RowView(long Id, IReadOnlyList<string> Cells, bool IsMarked);
