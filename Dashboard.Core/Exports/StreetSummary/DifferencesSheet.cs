using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// Which figures are no longer what the first workbook of the period said. Not part of the content hash: it tells of another workbook.
/// </summary>
internal static class DifferencesSheet
{
    private const int Columns = 6;
    private static readonly string[] Headers = ["Metric", "Community", "Unit", "Earlier", "Now", "Difference"];

    public static void Write(WorkbookWriter book, string title, Summary summary, Differences differences, string? restated)
    {
        var name = book.Text("Sheet.differences");
        var sheet = book.AddSheet(name, isAside: true);
        sheet.Widths(34, 18, 12, 18, 18, 14);
        var header = Heading.Write(sheet, title, summary) + 2;
        sheet.Text(header - 2, 1,
            book.Text("Differences.Since", summary.Clock.Moment(differences.AsOf))).Style.Font.SetBold();
        if (restated is not null) sheet.Text(header - 1, 1, restated);
        for (var i = 0; i < Headers.Length; i++) sheet.Text(header, i + 1, book.Text($"Header.{Headers[i]}"));
        WorkbookTheme.Header(sheet.Range(header, 1, header, Columns));
        sheet.Range(header, 4, header, Columns).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Sheet.SheetView.Freeze(header, 1);
        var row = header;
        foreach (var (metric, community, earlier, now) in differences.All)
        {
            var format = WorkbookTheme.FormatOf(metric.Unit);
            sheet.Text(++row, 1, Texts.Name(metric, book.Culture)).Style.Alignment.SetIndent(1);
            sheet.Text(row, 2, community?.NameFor(book.Culture) ?? book.Text("Total"));
            sheet.Text(row, 3, Texts.Unit(metric.Unit, book.Culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
            sheet.Figure(row, 4, earlier, format);
            sheet.Figure(row, 5, now, format).Style.Font.SetBold();
            var signed = metric.IsRate ? WorkbookTheme.PlainRate : format;
            sheet.Figure(row, 6, now - earlier, $"+{signed};-{signed};{signed}", now is null
                || earlier is null ? null : FormattableString.Invariant($"E{row}-D{row}"));
        }

        WorkbookTheme.Rows(sheet.Range(header + 1, 1, row, Columns));
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
    }
}
