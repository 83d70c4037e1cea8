using ClosedXML.Excel;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// What a leader reads first: the main figures, each with a sentence, whether the workbook agrees with itself, and the way to every sheet.
/// </summary>
internal static class CoverSheet
{
    private const int LastColumn = 4;

    /// <summary>Characters beside the indent.</summary>
    private const int SentenceWidth = 86;
    private const double LeastHeight = 27;

    /// <param name="figures">Where the overview has each figure.</param>
    /// <param name="contents">The sheets to lead to, in order.</param>
    /// <param name="reconciled">Where the reconciliation says how it went.</param>
    /// <param name="restated">What was corrected since the period ended; null when nothing.</param>
    public static void Write(
        SheetWriter sheet, string title, Summary summary, Dictionary<string, string> figures, IReadOnlyList<string> contents,
        (string Address, string Text) reconciled, string? restated)
    {
        var book = sheet.Book;
        sheet.Widths(3, 30, 28, 92);
        var head = sheet.Text(2, 2, title);
        head.Style.Font.SetFontSize(22).Font.SetBold().Font.SetFontColor(WorkbookTheme.Accent);
        sheet.Sheet.Row(2).Height = 36;
        var period = sheet.Text(3, 2, summary.PeriodText);
        period.Style.Font.SetFontSize(13).Font.SetBold();
        sheet.Sheet.Row(3).Height = 24;
        WorkbookTheme.Subtitle(sheet.Text(4, 2, summary.CommunitiesText));
        WorkbookTheme.Subtitle(sheet.Aside(5, 2, summary.AsOfText));
        var row = 6;
        if (summary.IsSynthetic) WorkbookTheme.Warning(sheet.Text(row++, 2, book.Text("Synthetic")));
        if (restated is not null) WorkbookTheme.Warning(sheet.Aside(row++, 2, restated));

        row = WriteFigures(sheet, row + 1, summary, figures);
        var agreement = sheet.TextFormula(row + 1, 2, reconciled.Address, reconciled.Text);
        agreement.Style.Font.SetFontColor(WorkbookTheme.Good).Font.SetBold();
        SheetWriter.Link(agreement, reconciled.Address);
        row = WriteContents(sheet, row + 3, contents,
            [.. summary.Ledgers.Values.SelectMany(ledger => ledger.Sheets).Select(ledger => ledger.Name)]);
        WorkbookTheme.Page(sheet.Sheet, title, summary.PeriodText, 1, 1);
        sheet.Sheet.PageSetup.PagesTall = 1;
        sheet.Sheet.PageSetup.PrintAreas.Add(1, 1, row, LastColumn);
    }

    private static int WriteFigures(SheetWriter sheet, int row, Summary summary, Dictionary<string, string> figures)
    {
        var culture = sheet.Book.Culture;
        var first = row;
        foreach (var metric in SummaryMetrics.Main.Select(summary.Metric))
        {
            var now = summary.Read(metric);
            sheet.Text(row, 2, Texts.Name(metric, culture)).Style.Font.SetBold();
            var unit = metric.IsRate ? "" : $" \"{Texts.Unit(metric.Unit, culture)}\"";
            var figure = sheet.Figure(row, 3, now.Value, WorkbookTheme.FormatOf(metric.Unit) + unit, figures[metric.Key]);
            figure.Style.Font.SetFontSize(14).Font.SetBold().Font.SetFontColor(WorkbookTheme.Accent).Alignment.SetHorizontal(
                XLAlignmentHorizontalValues.Right);
            SheetWriter.Link(figure, figures[metric.Key]);
            var sentence = Sentence(sheet.Book, metric, now, summary);
            sheet.Text(row, 4, sentence).Style.Alignment.SetIndent(2).Alignment.SetWrapText();
            sheet.Sheet.Row(row++).Height = Math.Max(LeastHeight, WorkbookTheme.HeightOf(WorkbookTheme.LinesOf(sentence, SentenceWidth)));
        }

        WorkbookTheme.Rows(sheet.Range(first, 2, row - 1, LastColumn));
        return row;
    }

    private static string Sentence(WorkbookWriter book, Metric metric, MetricValue now, Summary summary)
    {
        if (now.Value is null) return book.Text("Cover.NoCases");
        var judged = summary.Judge(metric);
        var sentence = book.Text("Cover.Figure", Texts.Name(metric, book.Culture), judged.WithUnit(metric, book.Culture));
        if (now.Denominator is { } cases) sentence += book.Text("Cover.Cases", cases);
        if (judged.Variation.Usual is not null)
            sentence += book.Text("Cover.Usual", VariationWords.WithRange(book, metric, judged));
        sentence += Compared("Cover.Previous", summary.When.Previous) + Compared("Cover.YearBefore", summary.When.YearBefore);
        if (judged.Aim(metric, book.Culture) is { } aim)
        {
            sentence += judged.Assurance == Assurance.None ? book.Text("Cover.Target", aim)
                : book.Text("Cover.Target.Assured", aim, book.Text($"Assurance.{judged.Assurance}"));
        }

        return sentence + book.Text("Cover.End");

        string Compared(string key, Comparison? before)
        {
            var was = summary.Read(metric, before);
            var change = Change.LikeForLike(metric, was, now, summary.Days, summary.DaysOf(before?.Period), out var isByDay);
            if (was?.Value is not { } value || change.Kind == ChangeKind.None) return "";
            var text = FigureFormat.Change(change, book.Culture);
            return book.Text(key, FigureFormat.WithUnit(metric, value, book.Culture), isByDay ? $"{text} {book.Text("ByDay")}" : text);
        }
    }

    private static int WriteContents(SheetWriter sheet, int row, IReadOnlyList<string> contents, IReadOnlyList<string> ledgers)
    {
        sheet.Text(row, 2, sheet.Book.Text("Cover.Contents"));
        WorkbookTheme.Section(sheet.Range(row, 2, row, LastColumn));
        // The sheets for reading at the left, their ledgers at the right.
        foreach (var (column, names) in new[] { (2, contents.Except(ledgers)), (4, ledgers) })
        {
            var at = row;
            foreach (var name in names)
            {
                var cell = sheet.Aside(++at, column, name);
                cell.Style.Font.SetFontColor(WorkbookTheme.Accent).Font.SetUnderline(XLFontUnderlineValues.Single).Alignment.SetIndent(
                    column == 4 ? 2 : 0);
                SheetWriter.Link(cell, $"{SheetNames.Quote(name)}!A1");
            }
        }

        row += Math.Max(ledgers.Count, contents.Count - ledgers.Count);
        return row;
    }
}
