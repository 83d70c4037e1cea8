using System.Globalization;
using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Resources;
using Concentric.Time;

namespace Concentric.Exports.StreetSummary;

/// <summary>The main figures month by month, so that the last month stands beside the same one a year before.</summary>
internal static class TrendSheet
{
    private const int Months = 13;
    private const int FirstMonth = 3;

    public static void Write(WorkbookWriter book, string title, Summary summary)
    {
        var name = book.Text("Sheet.trend");
        var sheet = book.AddSheet(name);
        sheet.Widths([32, 12, .. Enumerable.Repeat(12.0, Months)]);
        var header = Heading.Write(sheet, title, summary);
        var months = MonthsTo(summary.Question.Period.To);
        sheet.Text(header, 1, book.Text("Header.Metric"));
        sheet.Text(header, 2, book.Text("Header.Unit"));
        for (var i = 0; i < months.Count; i++) sheet.Text(header, FirstMonth + i, NameOf(book, months[i]));
        var last = FirstMonth + Months - 1;
        Look.Header(sheet.Range(header, 1, header, last));
        sheet.Range(header, FirstMonth, header, last).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Sheet.SheetView.Freeze(header, 2);

        var row = header;
        foreach (var (group, keys) in SummaryMetrics.Groups)
        {
            sheet.Text(++row, 1, book.Text($"Group.{group}"));
            Look.Section(sheet.Range(row, 1, row, last));
            var first = row + 1;
            foreach (var metric in keys.Select(summary.Metric))
            {
                row++;
                sheet.Text(row, 1, Texts.Name(metric, book.Culture)).Style.Alignment.SetIndent(1);
                sheet.Text(row, 2, Texts.Unit(metric.Unit, book.Culture)).Style.Font.SetFontColor(Look.Muted);
                for (var i = 0; i < months.Count; i++) sheet.Figure(row, FirstMonth + i, summary.Read(metric, months[i])?.Value, Look.FormatOf(metric));
            }
            Look.Rows(sheet.Range(first, 1, row, last));
        }

        Look.Subtitle(sheet.Text(row + 2, 1, book.Text("Note.Trend")));
        Look.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
    }

    /// <summary>Thirteen months, oldest first; the last ends with the period.</summary>
    private static List<Period> MonthsTo(DateOnly to)
    {
        var months = new List<Period>(Months);
        var first = new DateOnly(to.Year, to.Month, 1);
        for (var back = Months - 1; back > 0; back--) months.Add(Period.MonthOf(first.AddMonths(-back)));
        months.Add(new(first, to));
        return months;
    }

    private static string NameOf(WorkbookWriter book, Period month)
    {
        var name = month.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return month == Period.MonthOf(month.From) ? name : book.Text("MonthTo", name, month.To.Day);
    }
}
