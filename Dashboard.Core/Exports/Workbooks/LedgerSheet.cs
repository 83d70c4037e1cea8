using ClosedXML.Excel;
using Concentric.Communities;
using Concentric.Ledgers;
using Concentric.People;
using Concentric.Resources;

namespace Concentric.Exports.Workbooks;

/// <summary>
/// Writes a ledger to a sheet: header, filter, typed columns, personal data masked. The only place that knows how ledgers get into
/// a workbook. Rows come as a stream but stay in memory until the workbook is saved; hence <see cref="MostRows"/>.
/// </summary>
internal static class LedgerSheet
{
    /// <summary>
    /// The most ledger rows in one workbook, all sheets together. Measured with 22 columns: 20,000 rows take about half a
    /// gigabyte and ten seconds, which is what an office server can spare beside its pages.
    /// </summary>
    public const int MostRows = 20_000;

    /// <summary>Room for the arrow of the filter.</summary>
    private const int ArrowWidth = 3;

    /// <returns>Rows written.</returns>
    public static async Task<int> WriteAsync(
        SheetWriter writer, Ledger ledger, IAsyncEnumerable<LedgerRow> rows, CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        var columns = ledger.Columns;
        for (var i = 0; i < columns.Count; i++) Prepare(writer, i + 1, columns[i]);
        var written = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            written++;
            for (var i = 0; i < columns.Count; i++) Write(writer, written + 1, i + 1, columns[i], row.Values[i], names);
        }

        var sheet = writer.Sheet;
        Look.Header(writer.Range(1, 1, 1, columns.Count));
        sheet.Row(1).Height = 24;
        sheet.SheetView.Freeze(1, 1);
        writer.Range(1, 1, written + 1, columns.Count).SetAutoFilter();
        return written;
    }

    private static void Prepare(SheetWriter writer, int place, LedgerColumn column)
    {
        var header = Texts.Column(column.Key, writer.Book.Culture);
        var target = writer.Sheet.Column(place);
        target.Width = Math.Max(column.Width, Look.WidthOf(header) + ArrowWidth);
        target.Style.NumberFormat.SetFormat(column.Type switch
        {
            LedgerType.Day => Look.Day,
            LedgerType.Number => Look.Whole,
            LedgerType.Money => Look.TwoDecimals,
            LedgerType.Milli => Look.ThreeDecimals,
            _ => Look.AsTyped,
        });
        if (column.Type == LedgerType.Day) target.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        writer.Text(1, place, header);
    }

    private static void Write(SheetWriter writer, int row, int place, LedgerColumn column, object? value, CommunityDirectory.Names names)
    {
        var culture = writer.Book.Culture;
        switch (value)
        {
            case null:
                break;
            case DateOnly day:
                writer.Day(row, place, day);
                break;
            case Enum term:
                writer.Text(row, place, Texts.Term(term, culture));
                break;
            case bool answer:
                writer.Text(row, place, Texts.Get(answer ? "Yes" : "No", culture));
                break;
            case int or long when column.Type == LedgerType.Community:
                writer.Text(row, place, names.Name(Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture), culture));
                break;
            case int or long:
                writer.Number(row, place, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) / PerUnit(column.Type));
                break;
            case string key when column.Type == LedgerType.Category:
                writer.Text(row, place, names.Category(key, culture));
                break;
            case string text:
                writer.Text(row, place, column.IsPersonal ? Masking.Mask(text) : text);
                break;
            default:
                throw new InvalidOperationException($"Column {column.Key} holds a {value.GetType().Name}, which no cell is known for.");
        }
    }

    private static double PerUnit(LedgerType type) => type switch { LedgerType.Money => 100, LedgerType.Milli => 1_000, _ => 1 };
}
