using System.Globalization;
using ClosedXML.Excel;
using Concentric.Data;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// Sets what the workbook's formulas count from its ledgers beside the program's own figures. Whoever corrects a ledger row sees
/// here which figures that moves.
/// </summary>
internal static class ReconciliationSheet
{
    private const int Columns = 7;
    private const string Match = "✓";
    private const string Mismatch = "✗";

    private static readonly string[] Headers = ["Metric", "Community", "Unit", "FromLedger", "FromProgram", "Difference", "Match"];

    /// <returns>Where it says how it went, and what it says.</returns>
    public static (string Address, string Text) Write(
        WorkbookWriter book, string title, Summary summary, Dictionary<string, string> figures,
        IReadOnlyList<(Metric Metric, Community Community, string Address)> ofCommunities)
    {
        var name = book.Text("Sheet.reconciliation");
        var sheet = book.AddSheet(name);
        sheet.Widths(34, 18, 12, 18, 18, 14, 10);
        var header = Heading.Write(sheet, title, summary) + 1;
        for (var i = 0; i < Headers.Length; i++) sheet.Text(header, i + 1, book.Text($"Header.{Headers[i]}"));
        WorkbookTheme.Header(sheet.Range(header, 1, header, Columns));
        sheet.Range(header, 4, header, 6).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Range(header, 7, header, 7).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        sheet.Sheet.SheetView.Freeze(header, 1);

        var row = header;
        foreach (var key in summary.Keys)
        {
            var metric = summary.Metric(key);
            Line(sheet, ++row, metric, book.Text("Total"), figures[key], summary.Read(metric).Value);
        }

        foreach (var (metric, community, address) in ofCommunities)
            Line(sheet, ++row, metric, community.NameFor(book.Culture), address, summary.Read(metric, community).Value);
        WorkbookTheme.Rows(sheet.Range(header + 1, 1, row, Columns));
        sheet.Range(header, 1, row, Columns).SetAutoFilter();
        var marks = string.Create(CultureInfo.InvariantCulture, $"$G${header + 1}:$G${row}");
        sheet.Range(header + 1, 7, row, 7).AddConditionalFormat()
            .WhenIsTrue(string.Create(CultureInfo.InvariantCulture,
                $"=$G{header + 1}=\"{Mismatch}\"")).Font.SetFontColor(WorkbookTheme.Bad).Font.SetBold();
        var count = row - header;
        var said = sheet.TextFormula(header - 1, 1, Said(book, $"COUNTA({marks})", $"COUNTIF({marks},\"{Match}\")"),
            book.Text("Reconciled", count, count));
        said.Style.Font.SetBold();
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
        return (sheet.Address(header - 1, 1), book.Text("Reconciled", count, count));
    }

    private static void Line(SheetWriter sheet, int row, Metric metric, string community, string address, double? value)
    {
        var format = WorkbookTheme.FormatOf(metric.Unit);
        sheet.Text(row, 1, Texts.Name(metric, sheet.Book.Culture)).Style.Alignment.SetIndent(1);
        sheet.Text(row, 2, community);
        sheet.Text(row, 3, Texts.Unit(metric.Unit, sheet.Book.Culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
        SheetWriter.Link(sheet.Figure(row, 4, value, format, address), address);
        sheet.Figure(row, 5, value, format);
        var (ledger, program) = (FormattableString.Invariant($"D{row}"), FormattableString.Invariant($"E{row}"));
        var areNumbers = $"AND(ISNUMBER({ledger}),ISNUMBER({program}))";
        sheet.Figure(row, 6, 0, metric.IsRate
            ? "0.0000%;-0.0000%;0"
            : "#,##0.###;-#,##0.###;0",
            $"IF({areNumbers},ROUND({ledger}-{program},9),IF(EXACT({ledger},{program}),0,1))").Style.Font.SetFontColor(WorkbookTheme.Muted);
        var mark = sheet.TextFormula(row, 7, FormattableString.Invariant($"IF(F{row}=0,\"{Match}\",\"{Mismatch}\")"), Match);
        mark.Style.Font.SetFontColor(WorkbookTheme.Good).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
    }

    // The sentence with its numbers counted where it stands.
    private static string Said(WorkbookWriter book, string all, string matching)
    {
        const string first = "\u0001", second = "\u0002";
        var text = book.Text("Reconciled", first, second).Replace("\"", "\"\"", StringComparison.Ordinal);
        return $"\"{text.Replace(first, $"\"&{all}&\"", StringComparison.Ordinal).Replace(second, $"\"&{matching}&\"", StringComparison.Ordinal)}\"";
    }
}
