using System.Globalization;
using ClosedXML.Excel;
using Concentric.Exports.Formulas;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>Each main figure with what it is compared with.</summary>
internal static class OverviewSheet
{
    public const int Now = 3;
    private const int Columns = 11;

    /// <summary>Characters. A longer text takes another line: on a page across the sheet must stay large enough to read.</summary>
    private const int NameWidth = 28;
    private const int FormulaWidth = 42;

    private static readonly string[] Headers = ["Metric", "Unit", "Now", "Previous", "ChangePrevious", "YearBefore", "ChangeYear", "Target",
        "N", "Formula", "Rows"];

    /// <returns>Where each metric's figure stands, as other sheets say it.</returns>
    public static Dictionary<string, string> Write(WorkbookWriter book, string title, Summary summary)
    {
        var name = book.Text("Sheet.overview");
        var sheet = book.AddSheet(name);
        sheet.Widths(NameWidth, 12, 12, 12, 16, 12, 16, 12, 6, FormulaWidth, 15);
        var header = Heading.Write(sheet, title, summary);
        for (var i = 0; i < Headers.Length; i++) sheet.Text(header, i + 1, book.Text($"Header.{Headers[i]}"));
        WorkbookTheme.Header(sheet.Range(header, 1, header, Columns));
        sheet.Range(header, 10, header, 11).Style.Alignment.SetIndent(1);
        sheet.Range(header, 3, header, 9).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Sheet.Row(header).Height = WorkbookTheme.HeightOf(2);
        sheet.Sheet.SheetView.Freeze(header, 1);

        var rows = MetricGroup.RowsBelow(header, summary.Groups);
        var formulas = summary.Formulas(metric => rows.TryGetValue(metric.Key, out var row) ? Cell(row, Now) : null);
        foreach (var (group, keys) in summary.Groups)
        {
            var heading = rows[keys[0]] - 1;
            sheet.Text(heading, 1, book.Text($"Group.{group}"));
            WorkbookTheme.Section(sheet.Range(heading, 1, heading, Columns));
            foreach (var key in keys) WriteMetric(sheet, rows[key], summary.Metric(key), summary, formulas);
            WorkbookTheme.Rows(sheet.Range(heading + 1, 1, rows[keys[^1]], Columns));
        }

        var note = sheet.Text(rows.Values.Max() + 2, 1, book.Text("Note.Overview"));
        WorkbookTheme.Subtitle(note);
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
        return rows.ToDictionary(row => row.Key, row => sheet.Address(row.Value, Now));
    }

    public static string Cell(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{XlsxParts.Letters(column)}{row}");

    private static void WriteMetric(SheetWriter sheet, int row, Metric metric, Summary summary, LedgerFormulas formulas)
    {
        var culture = sheet.Book.Culture;
        var format = WorkbookTheme.FormatOf(metric.Unit);
        var (period, today) = (summary.Question.Period, summary.Today);
        var now = summary.Read(metric);
        var previous = summary.Read(metric, summary.When.Previous);
        var yearBefore = summary.Read(metric, summary.When.YearBefore);

        var (name, definition) = (Texts.Name(metric, culture), Texts.Formula(metric, culture));
        sheet.Text(row, 1, name).Style.Alignment.SetIndent(1).Alignment.SetWrapText();
        sheet.Sheet.Row(row).Height =
            WorkbookTheme.HeightOf(Math.Max(WorkbookTheme.LinesOf(name, NameWidth), WorkbookTheme.LinesOf(definition, FormulaWidth)));
        sheet.Text(row, 2, Texts.Unit(metric.Unit, culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
        var figure = sheet.Figure(row, Now, now.Value, format, metric.Formula(formulas, period, today), metric is MedianMetric);
        figure.Style.Font.SetBold();
        sheet.Figure(row, 4, previous?.Value, format);
        WriteChange(sheet, row, 5, metric, Change.Between(metric, previous, now), Cell(row, 4));
        sheet.Figure(row, 6, yearBefore?.Value, format);
        WriteChange(sheet, row, 7, metric, Change.Between(metric, yearBefore, now), Cell(row, 6));
        if (summary.TargetOf(metric) is { } target) sheet.Number(row, 8, target, format);
        if (now.Denominator is { } cases) sheet.Figure(row, 9, cases, WorkbookTheme.Whole, metric.CasesFormula(formulas, period, today));
        sheet.Text(row, 10, definition).Style.Font.SetFontColor(WorkbookTheme.Muted).Alignment.SetIndent(1).Alignment.SetWrapText();
        if (summary.PlaceOf(metric) is not { } place) return;
        var link = sheet.Text(row, 11, place[1..place.LastIndexOf('\'')].Replace("''", "'", StringComparison.Ordinal));
        link.Style.Font.SetFontColor(WorkbookTheme.Accent).Alignment.SetIndent(1);
        SheetWriter.Link(link, place);
        SheetWriter.Link(figure, place);
    }

    // The number stays a number; sign, unit and judgement are in its format. Colour only repeats the judgement.
    public static void WriteChange(SheetWriter sheet, int row, int column, Metric metric, Change change, string before)
    {
        var (now, isPercent) = (Cell(row, Now), change.Kind == ChangeKind.Percent);
        if (change.Kind == ChangeKind.None)
        {
            sheet.Figure(row, column, null, "");
            return;
        }

        var formula = change.Kind switch
        {
            ChangeKind.Percent => $"({now}-{before})/{before}",
            ChangeKind.Points => $"({now}-{before})*100",
            _ => $"{now}-{before}",
        };
        var unit = change.Kind == ChangeKind.Points ? $" {Texts.Get("Unit.Points.Short", sheet.Book.Culture)}" : "";
        var digits = change.Kind == ChangeKind.Difference
            ? WorkbookTheme.FormatOf(metric.Unit)
            : isPercent ? WorkbookTheme.Change : WorkbookTheme.OneDecimal;
        var judgement = change.Judgement == Judgement.Neutral ? "" : $" {sheet.Book.Text($"Judgement.{change.Judgement}")}";
        var suffix = $"\"{unit}{judgement}\"";
        // Almost all gone is not all gone.
        var format = isPercent && change.Amount is > -100
            and <= -99.95
            ? $"[<=-1]-{digits}{suffix};[<=-0.9995]\"-99.9%\"{suffix};{digits}{suffix}"
            : $"+{digits}{suffix};-{digits}{suffix};{digits}{suffix}";
        var cell = sheet.Figure(row, column, isPercent ? change.Amount / 100 : change.Amount, format, formula);
        if (change.Judgement != Judgement.Neutral)
            cell.Style.Font.SetFontColor(change.Judgement == Judgement.Better ? WorkbookTheme.Good : WorkbookTheme.Bad);
    }
}
