using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Resources;

namespace Concentric.Exports.StreetSummary;

/// <summary>Each main figure with what it is compared with.</summary>
internal static class OverviewSheet
{
    private const int Columns = 10;

    private static readonly string[] Headers = ["Metric", "Unit", "Now", "Previous", "ChangePrevious", "YearBefore", "ChangeYear", "Target", "N", "Formula"];

    public static void Write(WorkbookWriter book, string title, Summary summary)
    {
        var name = book.Text("Sheet.overview");
        var sheet = book.AddSheet(name);
        sheet.Widths(32, 12, 13, 14, 15, 13, 15, 13, 8, 70);
        var header = Heading.Write(sheet, title, summary);
        for (var i = 0; i < Headers.Length; i++) sheet.Text(header, i + 1, book.Text($"Header.{Headers[i]}"));
        Look.Header(sheet.Range(header, 1, header, Columns));
        sheet.Range(header, 10, header, 10).Style.Alignment.SetIndent(1);
        sheet.Range(header, 3, header, 9).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Sheet.SheetView.Freeze(header, 1);

        var row = header;
        foreach (var (group, keys) in SummaryMetrics.Groups)
        {
            sheet.Text(++row, 1, book.Text($"Group.{group}"));
            Look.Section(sheet.Range(row, 1, row, Columns));
            var first = row + 1;
            foreach (var key in keys) WriteMetric(sheet, ++row, summary.Metric(key), summary);
            Look.Rows(sheet.Range(first, 1, row, Columns));
        }

        var note = sheet.Text(row + 2, 1, book.Text("Note.Overview"));
        Look.Subtitle(note);
        Look.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
    }

    private static void WriteMetric(SheetWriter sheet, int row, Metric metric, Summary summary)
    {
        var culture = sheet.Book.Culture;
        var format = Look.FormatOf(metric);
        var now = summary.Read(metric);
        var previous = summary.Read(metric, summary.Question.Period.Previous(summary.Question.Kind));
        var yearBefore = summary.Read(metric, summary.Question.Period.YearBefore());

        sheet.Text(row, 1, Texts.Name(metric, culture)).Style.Alignment.SetIndent(1);
        sheet.Text(row, 2, Texts.Unit(metric.Unit, culture)).Style.Font.SetFontColor(Look.Muted);
        sheet.Figure(row, 3, now.Value, format).Style.Font.SetBold();
        sheet.Figure(row, 4, previous?.Value, format);
        WriteChange(sheet, row, 5, metric, Change.Between(metric, previous, now));
        sheet.Figure(row, 6, yearBefore?.Value, format);
        WriteChange(sheet, row, 7, metric, Change.Between(metric, yearBefore, now));
        if (summary.TargetOf(metric) is { } target) sheet.Number(row, 8, target, format);
        if (now.Denominator is { } cases) sheet.Number(row, 9, cases, Look.Whole);
        sheet.Text(row, 10, Texts.Formula(metric, culture)).Style.Font.SetFontColor(Look.Muted).Alignment.SetIndent(1);
    }

    // The number stays a number; sign, unit and judgement are in its format. Colour only repeats the judgement.
    private static void WriteChange(SheetWriter sheet, int row, int column, Metric metric, Change change)
    {
        if (change.Kind == ChangeKind.None)
        {
            sheet.Figure(row, column, null, "");
            return;
        }

        var isPercent = change.Kind == ChangeKind.Percent;
        var unit = change.Kind == ChangeKind.Points ? $" {Texts.Get("Unit.Points.Short", sheet.Book.Culture)}" : "";
        var digits = change.Kind == ChangeKind.Difference ? Look.FormatOf(metric) : isPercent ? Look.Change : Look.OneDecimal;
        var judgement = change.Judgement == Judgement.Neutral ? "" : $" {sheet.Book.Text($"Judgement.{change.Judgement}")}";
        var suffix = $"\"{unit}{judgement}\"";
        var cell = sheet.Number(row, column, isPercent ? change.Amount / 100 : change.Amount, $"+{digits}{suffix};-{digits}{suffix};{digits}{suffix}");
        if (change.Judgement != Judgement.Neutral) cell.Style.Font.SetFontColor(change.Judgement == Judgement.Better ? Look.Good : Look.Bad);
    }
}
