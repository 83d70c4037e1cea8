using System.Globalization;
using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// The months as native charts. They draw from a table below them, which repeats the trend with gaps where there were no cases.
/// </summary>
internal static class ChartsSheet
{
    private const int ChartRows = 11;
    private const int LeftColumns = 6;
    private const int RightColumns = 8;
    private const int FirstMonth = 2;

    /// <param name="trend">Where the trend has a metric's month.</param>
    public static void Write(WorkbookWriter book, string title, Summary summary, Func<string, int, string> trend)
    {
        var name = book.Text("Sheet.charts");
        var sheet = book.AddSheet(name);
        sheet.Widths([28, .. Enumerable.Repeat(9.5, TrendSheet.Months)]);
        var top = Heading.Write(sheet, title, summary);
        var months = TrendSheet.MonthsTo(summary.Standing);
        var table = top + ((SummaryMetrics.Charts.Length + 1) / 2 * ChartRows) + 1;
        sheet.Text(table, 1, book.Text("Chart.Data"));
        List<string> names = [.. months.Select(month => TrendSheet.NameOf(book, month))];
        for (var i = 0; i < months.Count; i++) sheet.Text(table, FirstMonth + i, names[i]);
        var last = FirstMonth + TrendSheet.Months - 1;
        WorkbookTheme.Header(sheet.Range(table, 1, table, last));
        sheet.Range(table, FirstMonth, table, last).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        var categories = new ChartRange<string>(Span(sheet, table), names);

        var row = table;
        for (var i = 0; i < SummaryMetrics.Charts.Length; i++)
        {
            var (key, isLine, keys) = SummaryMetrics.Charts[i];
            var series = new List<ChartSeries>();
            foreach (var metric in keys.Select(summary.Metric)) series.Add(WriteSeries(sheet, ++row, metric, months, summary, trend));
            book.Charts.Add(new Chart(
                sheet.Sheet.Name, book.Text($"Chart.{key}"), isLine, summary.Metric(keys[0]).IsRate ? "0%" : WorkbookTheme.Whole,
                categories, series,
                top + (i / 2 * ChartRows), i % 2 == 0 ? 1 : LeftColumns + 1, ChartRows, i % 2 == 0 ? LeftColumns : RightColumns));
        }

        WorkbookTheme.Rows(sheet.Range(table + 1, 1, row, last));
        sheet.Sheet.PageSetup.AddHorizontalPageBreak(table - 1);
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, 1, 3);
    }

    private static ChartSeries WriteSeries(SheetWriter sheet, int row, Metric metric, List<Time.Period> months, Summary summary,
        Func<string, int, string> trend)
    {
        var values = new List<double?>();
        var name = Texts.Name(metric, sheet.Book.Culture);
        sheet.Text(row, 1, name).Style.Alignment.SetIndent(1);
        for (var i = 0; i < months.Count; i++)
        {
            var value = summary.ReadMonth(metric, months[i])?.Value;
            values.Add(value);
            // A month without cases stays empty: every program leaves a gap there.
            if (value is not { } number) continue;
            var from = trend(metric.Key, i);
            var cell = sheet.Number(row, FirstMonth + i, number, WorkbookTheme.FormatOf(metric.Unit));
            sheet.Formula(cell, $"IF(ISNUMBER({from}),{from},NA())", number, false);
        }

        return new(new(sheet.Address(row, 1), [name]), new(Span(sheet, row), values));
    }

    private static string Span(SheetWriter sheet, int row) => string.Create(
        CultureInfo.InvariantCulture, $"{sheet.Address(row, FirstMonth)}:${XlsxParts.Letters(FirstMonth + TrendSheet.Months - 1)}${row}");
}
