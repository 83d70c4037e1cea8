using System.Globalization;
using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Exports.StreetSummary;

/// <summary>The main figures month by month, so that the last month stands beside the same one a year before.</summary>
internal static class TrendSheet
{
    public const int Months = 13;
    public const int FirstMonth = 3;

    /// <returns>Where each metric's month stands, as other sheets say it: by key and month from 0.</returns>
    public static Func<string, int, string> Write(WorkbookWriter book, string title, Summary summary)
    {
        var name = book.Text("Sheet.trend");
        var sheet = book.AddSheet(name);
        sheet.Widths([32, 12, .. Enumerable.Repeat(12.0, Months)]);
        var header = Heading.Write(sheet, title, summary);
        var months = MonthsTo(summary.Standing);
        sheet.Text(header, 1, book.Text("Header.Metric"));
        sheet.Text(header, 2, book.Text("Header.Unit"));
        for (var i = 0; i < months.Count; i++) sheet.Text(header, FirstMonth + i, NameOf(book, months[i]));
        var last = FirstMonth + Months - 1;
        WorkbookTheme.Header(sheet.Range(header, 1, header, last));
        sheet.Range(header, FirstMonth, header, last).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Sheet.SheetView.Freeze(header, 2);

        var rows = MetricGroup.RowsBelow(header, summary.Groups);
        foreach (var (group, keys) in summary.Groups)
        {
            var heading = rows[keys[0]] - 1;
            sheet.Text(heading, 1, book.Text($"Group.{group}"));
            WorkbookTheme.Section(sheet.Range(heading, 1, heading, last));
            foreach (var metric in keys.Select(summary.Metric))
            {
                var row = rows[metric.Key];
                sheet.Text(row, 1, Texts.Name(metric, book.Culture)).Style.Alignment.SetIndent(1);
                sheet.Text(row, 2, Texts.Unit(metric.Unit, book.Culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
                for (var i = 0; i < months.Count; i++) WriteMonth(sheet, row, FirstMonth + i, metric, months[i], summary, rows);
            }
            WorkbookTheme.Rows(sheet.Range(heading + 1, 1, rows[keys[^1]], last));
        }

        // Of a period that ended yesterday the end of each month is the same age.
        var past = summary.When.Today.DayNumber - summary.When.AsOf.DayNumber;
        WorkbookTheme.Subtitle(sheet.Text(rows.Values.Max() + 2, 1,
            past > 1 ? book.Text("Note.Trend.Over", past) : book.Text("Note.Trend")));
        sheet.Sheet.Row(header).Height = 30;
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
        return (key, month) => sheet.Address(rows[key], FirstMonth + month);
    }

    // The ledgers hold what the period speaks of: months within it are counted from them, earlier ones are figures of the program.
    private static void WriteMonth(SheetWriter sheet, int row, int column, Metric metric, Period month, Summary summary,
        Dictionary<string, int> rows)
    {
        var whole = summary.Question.Period;
        // Before records were kept there is no figure, and a formula would count 0.
        var figure = summary.ReadMonth(metric, month);
        var formula = figure is null || month.From < whole.From || month.To > whole.To ? null
            : metric.Formula(summary.Formulas(part => rows.TryGetValue(part.Key, out var at)
                ? $"{XlsxParts.Letters(column)}{at.ToString(CultureInfo.InvariantCulture)}"
                : null, isNamed: false), month, summary.When.AtSameAge(month));
        sheet.Figure(row, column, figure?.Value, WorkbookTheme.FormatOf(metric.Unit), formula, metric is MedianMetric);
    }

    /// <summary>Thirteen months, oldest first; the last ends with the period.</summary>
    public static List<Period> MonthsTo(DateOnly to)
    {
        var months = new List<Period>(Months);
        var first = new DateOnly(to.Year, to.Month, 1);
        for (var back = Months - 1; back > 0; back--) months.Add(Period.MonthOf(first.AddMonths(-back)));
        months.Add(new(first, to));
        return months;
    }

    /// <summary>A month by its name; one that is not whole says up to which day.</summary>
    public static string NameOf(WorkbookWriter book, Period month)
    {
        var name = month.From.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return month == Period.MonthOf(month.From) ? name : book.Text("MonthTo", name, month.To.Day);
    }
}
