using Concentric.Dashboard.Features.Figures;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;

namespace Concentric.Dashboard.Features.Records;

/// <summary>A page of rows, written out in the reader's language with personal data masked.</summary>
/// <param name="PageKind">Of the records to whose pages the rows lead, as in <c>petition</c>.</param>
/// <param name="Columns">Those that have a value on this page, or are always shown.</param>
public sealed record RowsView(string PageKind, IReadOnlyList<ColumnView> Columns, IReadOnlyList<RowView> Rows, long Total, long? Marked,
    MetricValue Figure)
{
    public static RowsView Of(LedgerPage page, CommunityDirectory.Names names) => new(
        page.Ledger.PageKind ?? page.Ledger.Kind,
        [.. page.Ledger.Columns.Select(column => new ColumnView(column.Key, Texts.Column(column.Key), LedgerText.IsNumeric(column),
            column.Type == LedgerType.Text && column.Width > 16))],
        [.. page.Rows.Select(row => new RowView(row.Id, row.PageId,
            [.. page.Ledger.Columns.Zip(row.Values, (column, value) => LedgerText.Of(column, value, names))], row.IsMarked))],
        page.Total, page.Marked, page.Figure);
}

/// <summary>A column's head.</summary>
public sealed record ColumnView(string Key, string Name, bool IsNumeric, bool IsWide);

/// <summary>
/// A row's cells. Two are equal when they are of the same record: a grid tells its rows apart by that, and a row that has been read again
/// must stay the same row on the page, with the focus that is in it and the click that is on its way.
/// </summary>
/// <param name="PageId">The record to whose page it leads.</param>
/// <param name="Files">How many attachments it has, where that was asked.</param>
public sealed record RowView(long Id, long PageId, IReadOnlyList<string> Cells, bool IsMarked, int Files = 0)
{
    public bool Equals(RowView? other) => other is not null && (Id, PageId) == (other.Id, other.PageId);

    public override int GetHashCode() => HashCode.Combine(Id, PageId);
}
