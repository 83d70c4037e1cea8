using System.Globalization;
using ClosedXML.Excel;
using Concentric.Exports.Formulas;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>Each main figure with what it is compared with.</summary>
internal static class OverviewSheet
{
    public const int Now = 3;
    private const int UsualFrom = 8;
    private const int UsualTo = 9;
    private const int Mark = 10;
    private const int Target = 11;
    private const int Assured = 12;
    private const int Columns = 15;

    /// <summary>Characters. A longer text takes another line: on a page across the sheet must stay large enough to read.</summary>
    private const int NameWidth = 28;
    private const int FormulaWidth = 42;
    private const int MarkWidth = 18;

    private static readonly string[] Headers = ["Metric", "Unit", "Now", "Previous", "ChangePrevious", "YearBefore", "ChangeYear",
        "UsualFrom", "UsualTo", "Mark", "Target", "Assured", "N", "Formula", "Rows"];

    /// <returns>Where each metric's figure stands, as other sheets say it.</returns>
    public static Dictionary<string, string> Write(WorkbookWriter book, string title, Summary summary)
    {
        var name = book.Text("Sheet.overview");
        var sheet = book.AddSheet(name);
        sheet.Widths(NameWidth, 12, 12, 12, 16, 12, 16, 11, 11, MarkWidth, 12, 12, 6, FormulaWidth, 15);
        var header = Heading.Write(sheet, title, summary);
        WriteDays(sheet, header - 1, summary, 4, 6);
        for (var i = 0; i < Headers.Length; i++) sheet.Text(header, i + 1, book.Text($"Header.{Headers[i]}"));
        WorkbookTheme.Header(sheet.Range(header, 1, header, Columns));
        sheet.Range(header, Columns - 1, header, Columns).Style.Alignment.SetIndent(1);
        sheet.Range(header, 3, header, 13).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        sheet.Sheet.Row(header).Height = WorkbookTheme.HeightOf(2);
        sheet.Sheet.SheetView.Freeze(header, 1);

        var rows = MetricGroup.RowsBelow(header, summary.Groups);
        var formulas = summary.Formulas(metric => rows.TryGetValue(metric.Key, out var row) ? Cell(row, Now) : null);
        foreach (var (group, keys) in summary.Groups)
        {
            var heading = rows[keys[0]] - 1;
            sheet.Text(heading, 1, book.Text($"Group.{group}"));
            WorkbookTheme.Section(sheet.Range(heading, 1, heading, Columns));
            foreach (var key in keys) WriteMetric(sheet, rows[key], header - 1, summary.Metric(key), summary, formulas);
            WorkbookTheme.Rows(sheet.Range(heading + 1, 1, rows[keys[^1]], Columns));
        }

        var note = sheet.Text(rows.Values.Max() + 2, 1, book.Text("Note.Overview"));
        WorkbookTheme.Subtitle(note);
        WriteEntered(sheet, rows.Values.Max() + 3, summary);
        WorkbookTheme.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, header, header);
        return rows.ToDictionary(row => row.Key, row => sheet.Address(row.Value, Now));
    }

    /// <summary>Names the events that somebody entered, and which figures are judged anew since: no reader is to miss that.</summary>
    private static void WriteEntered(SheetWriter sheet, int row, Summary summary)
    {
        var culture = sheet.Book.Culture;
        var anew = summary.Groups.SelectMany(group => group.Keys).Select(summary.Metric)
            .Select(metric => (Name: Texts.Name(metric, culture), summary.Judge(metric).Variation.Restart))
            .Where(one => one.Restart is { Events.Count: > 0 });
        foreach (var since in anew.GroupBy(one => (one.Restart!.Day, Cause: one.Restart.Cause(culture))).OrderBy(since => since.Key.Day))
        {
            WorkbookTheme.Subtitle(sheet.Text(row++, 1, sheet.Book.Text("Note.Entered", DayText.Of(since.Key.Day), since.Key.Cause,
                Texts.Series(since.Select(one => one.Name), culture))));
        }
    }

    public static string Cell(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{XlsxParts.Letters(column)}{row}");

    /// <summary>
    /// Writes how many working days the period and those it is compared with have: changes of counts are told by the working day.
    /// </summary>
    /// <param name="previous">Column of the period before.</param>
    /// <param name="yearBefore">Column of the year before; null where it is not compared.</param>
    public static void WriteDays(SheetWriter sheet, int row, Summary summary, int previous, int? yearBefore)
    {
        sheet.Text(row, 1, sheet.Book.Text("WorkingDays"));
        sheet.Number(row, Now, summary.Days, WorkbookTheme.Whole);
        if (summary.When.Previous is { } before) sheet.Number(row, previous, summary.DaysOf(before.Period), WorkbookTheme.Whole);
        if (yearBefore is { } column && summary.When.YearBefore is { } year)
            sheet.Number(row, column, summary.DaysOf(year.Period), WorkbookTheme.Whole);
        sheet.Range(row, 1, row, yearBefore ?? previous).Style.Font.SetFontColor(WorkbookTheme.Muted);
    }

    private static void WriteMetric(SheetWriter sheet, int row, int days, Metric metric, Summary summary, LedgerFormulas formulas)
    {
        var culture = sheet.Book.Culture;
        var format = WorkbookTheme.FormatOf(metric.Unit);
        var (period, today) = (summary.Question.Period, summary.Today);
        var now = summary.Read(metric);
        var previous = summary.Read(metric, summary.When.Previous);
        var yearBefore = summary.Read(metric, summary.When.YearBefore);

        var (name, definition) = (Texts.Name(metric, culture), Texts.Formula(metric, culture));
        sheet.Text(row, 1, name).Style.Alignment.SetIndent(1).Alignment.SetWrapText();
        var judged = summary.Judge(metric);
        sheet.Sheet.Row(row).Height = WorkbookTheme.HeightOf(new[]
        {
            WorkbookTheme.LinesOf(name, NameWidth), WorkbookTheme.LinesOf(definition, FormulaWidth),
            judged.Variation.Usual is null ? WorkbookTheme.LinesOf(VariationWords.Of(sheet.Book, judged.Variation), MarkWidth) : 1,
        }.Max());
        sheet.Text(row, 2, Texts.Unit(metric.Unit, culture)).Style.Font.SetFontColor(WorkbookTheme.Muted);
        var figure = sheet.Figure(row, Now, now.Value, format, metric.Formula(formulas, period, today), metric is MedianMetric);
        figure.Style.Font.SetBold();
        sheet.Figure(row, 4, previous?.Value, format);
        WriteChange(sheet, row, 5, days, metric, now, previous, (summary.Days, summary.DaysOf(summary.When.Previous?.Period)));
        sheet.Figure(row, 6, yearBefore?.Value, format);
        WriteChange(sheet, row, 7, days, metric, now, yearBefore, (summary.Days, summary.DaysOf(summary.When.YearBefore?.Period)));
        WriteJudgement(sheet, row, metric, judged, format, figure);
        if (now.Denominator is { } cases)
            sheet.Figure(row, 13, cases, WorkbookTheme.Whole, metric.CasesFormula(formulas, period, today));
        sheet.Text(row, 14, definition).Style.Font.SetFontColor(WorkbookTheme.Muted).Alignment.SetIndent(1).Alignment.SetWrapText();
        if (summary.PlaceOf(metric) is not { } place) return;
        var link = sheet.Text(row, Columns, place[1..place.LastIndexOf('\'')].Replace("''", "'", StringComparison.Ordinal));
        link.Style.Font.SetFontColor(WorkbookTheme.Accent).Alignment.SetIndent(1);
        SheetWriter.Link(link, place);
        SheetWriter.Link(figure, place);
    }

    /// <summary>The usual range, whether the figure lies in it, and whether that meets the target, as formulas over their cells.</summary>
    private static void WriteJudgement(
        SheetWriter sheet, int row, Metric metric, JudgedFigure judged, string format, IXLCell figure)
    {
        var book = sheet.Book;
        var goal = judged.Target is { } target ? sheet.Number(row, Target, target, format) : null;
        if (judged.Variation.Told(metric) is not var (from, to))
        {
            sheet.Text(row, Mark, VariationWords.Of(book, judged.Variation)).Style.Font.SetFontColor(WorkbookTheme.Muted)
                .Alignment.SetWrapText();
            return;
        }

        var (first, last) = (sheet.Number(row, UsualFrom, from, format), sheet.Number(row, UsualTo, to, format));
        // The cells are exact, so that the mark can be reckoned from them: what would be shown alike is shown with more decimals.
        var (least, range) = (WorkbookTheme.DecimalsOf(metric.Unit), judged.Variation.Usual!.Value with { Lower = from, Upper = to });
        var decimals = WrittenRange.DecimalsOf(range, judged.Now.Value, judged.Target, metric.Polarity, least,
            metric.IsRate ? WrittenRange.OfRate : WrittenRange.OfNumber);
        if (decimals > least)
        {
            (IXLCell? Cell, double? Number)[] beside = [(figure, judged.Now.Value), (first, from), (last, to), (goal, judged.Target)];
            foreach (var (cell, number) in beside)
            {
                if (cell is not null && number is { } shown)
                    cell.Style.NumberFormat.SetFormat(WorkbookTheme.FormatOf(metric.Unit, decimals, shown));
            }
        }

        string Word(int side) => Quoted(book.Text($"Variation.{VariationReader.KindOf(metric, side)}"));
        // Cells are exact only to their last digits.
        var (now, low, high) = (Cell(row, Now), Cell(row, UsualFrom), Cell(row, UsualTo));
        var mark = sheet.TextFormula(row, Mark, $"IF({now}>{high}+0.000000001,{Word(1)},IF({now}<{low}-0.000000001,{Word(-1)},{Word(0)}))",
            book.Text($"Variation.{judged.Variation.Kind}"));
        mark.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right).Font.SetFontColor(VariationWords.Colour(judged.Variation));
        if (judged.Assurance == Assurance.None) return;
        string Said(Assurance assured) => Quoted(book.Text($"Assurance.{assured}"));
        var aim = Cell(row, Target);
        var (reaches, worst, best) = metric.Polarity == Polarity.MoreIsBetter
            ? ($">={aim}-0.000000001", low, high) : ($"<={aim}+0.000000001", high, low);
        sheet.TextFormula(row, Assured,
            $"IF({worst}{reaches},{Said(Assurance.Always)},IF({best}{reaches},{Said(Assurance.Sometimes)},{Said(Assurance.Never)}))",
            book.Text($"Assurance.{judged.Assurance}")).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>
    /// Writes a change; its number stays a number, sign and unit are in its format. What adds up over days is compared by the working day
    /// where one period has more than the other, from the cells of <see cref="WriteDays"/>. A change alone is neither good nor bad, so it
    /// has no colour.
    /// </summary>
    /// <param name="column">The one before holds what it is compared with.</param>
    /// <param name="daysRow">Where the working days stand.</param>
    public static void WriteChange(SheetWriter sheet, int row, int column, int daysRow, Metric metric, MetricValue value,
        MetricValue? was, (int Now, int Before) days)
    {
        var change = Change.LikeForLike(metric, was, value, days.Now, days.Before, out var isByDay);
        if (change.Kind == ChangeKind.None)
        {
            sheet.Figure(row, column, null, "");
            return;
        }

        var (now, before, isPercent) = (Cell(row, Now), Cell(row, column - 1), change.Kind == ChangeKind.Percent);
        if (isByDay)
            (now, before) = ($"{now}/{XlsxParts.Letters(Now)}${daysRow}", $"{before}/{XlsxParts.Letters(column - 1)}${daysRow}");
        var formula = change.Kind switch
        {
            ChangeKind.Percent => isByDay ? $"({now}-{before})/({before})" : $"({now}-{before})/{before}",
            ChangeKind.Points => $"({now}-{before})*100",
            _ => $"{now}-{before}",
        };
        var unit = change.Kind == ChangeKind.Points ? $" {Texts.Get("Unit.Points.Short", sheet.Book.Culture)}" : "";
        var digits = change.Kind == ChangeKind.Difference
            ? WorkbookTheme.FormatOf(metric.Unit)
            : isPercent ? WorkbookTheme.Change : WorkbookTheme.OneDecimal;
        var byDay = isByDay ? $" {sheet.Book.Text("ByDay")}" : "";
        var suffix = $"\"{unit}{byDay}\"";
        // Almost all gone is not all gone.
        var format = isPercent && change.Amount is > -100
            and <= -99.95
            ? $"[<=-1]-{digits}{suffix};[<=-0.9995]\"-99.9%\"{suffix};{digits}{suffix}"
            : $"+{digits}{suffix};-{digits}{suffix};{digits}{suffix}";
        sheet.Figure(row, column, isPercent ? change.Amount / 100 : change.Amount, format, formula);
    }
}
