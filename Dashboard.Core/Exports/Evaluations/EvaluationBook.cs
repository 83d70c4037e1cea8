using System.Globalization;
using ClosedXML.Excel;
using Concentric.Evaluation;
using Concentric.Exports.Workbooks;
using Concentric.Kinds;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.Evaluations;

/// <summary>The sheets of the evaluation workbook. Each knows where the others have what its formulas speak of.</summary>
internal sealed partial class EvaluationBook(
    WorkbookWriter book, string title, EvaluationCycle cycle, Scheme scheme, IReadOnlyList<UnitLine> lines,
    IReadOnlyDictionary<long, UnitRobustness> robustness, EvidenceRobustness evidenceRobustness)
{
    /// <summary>Row of the headers on every sheet; what follows begins below it.</summary>
    private const int Head = 3;

    private static readonly string[] Sheets = ["ranks", "criteria", "measures", "scores", "panel", "adjustments", "sensitivity", "evidence",
        "manifest"];

    private readonly Dictionary<string, string> places = [];
    private string ledger = "";
    private int ledgerRows;

    /// <summary>The sheets as they follow each other.</summary>
    public IReadOnlyList<string> Order => [.. Sheets.Select(key => book.Text($"Ev.{key}"))];

    /// <summary>Streams the evidence of all units, unit by unit.</summary>
    public async Task WriteLedgerAsync(IReadOnlyList<(UnitLine Line, IReadOnlyList<EvidenceRecord> Records)> evidence,
        CancellationToken cancellationToken)
    {
        var table = book.Streamed;
        await table.BeginAsync(book.Text("Ev.evidence"),
        [
            new(book.Text("Ev.Unit"), SheetType.Text, 24), new(book.Text("Ev.UnitId"), SheetType.Whole, 8),
            new(book.Text("Ev.Source"), SheetType.Text, 14), new(book.Text("Ev.Mark"), SheetType.Text, 10),
            new(book.Text("Ev.Day"), SheetType.Day, 12), new(book.Text("Ev.Record"), SheetType.Text, 36),
            new(book.Text("Ev.Yuan"), SheetType.Money, 14), new(book.Text("Ev.Minutes"), SheetType.Minutes, 12),
            new(book.Text("Ev.Page"), SheetType.Link, 8),
        ], $"{title} · {book.Text("Ev.evidence")}", cancellationToken);
        foreach (var (line, records) in evidence)
        {
            foreach (var record in records)
            {
                table.Text(line.Unit.NameFor(book.Culture));
                table.Whole(line.Unit.Id);
                table.Text(Texts.Term(record.Source, book.Culture));
                table.Text(Texts.Term(record.Mark, book.Culture));
                table.Day(record.Day);
                table.Text(record.Title);
                table.Money(record.Fen);
                table.Duration(record.Minutes, SheetType.Minutes);
                if (RecordPaths.Of(record.Kind, record.Id) is { } page) table.Link(page, ExportTexts.Get("Link.Open", book.Culture));
                else table.Text(null);
                await table.EndRowAsync(cancellationToken);
            }
        }

        await table.EndSheetsAsync(cancellationToken);
        // Formulas speak of one sheet; a ledger that goes on in a second one leaves the counts as values.
        if (table.Sheets.Count == 1) (ledger, ledgerRows) = (SheetNames.Quote(table.Sheets[0].Name), Math.Max(2, table.Sheets[0].Rows));
    }

    /// <summary>Writes all other sheets.</summary>
    /// <param name="address">Of the program, for the links of the ledger.</param>
    /// <returns>The content hash.</returns>
    public string Write(string askedBy, DateTime asOf, int records, string address)
    {
        WriteCriteria();
        WritePanel();
        WriteAdjustments();
        WriteMeasures();
        WriteScores();
        WriteRanks();
        WriteSensitivity();
        return WriteManifest(askedBy, asOf, records, address);
    }

    private void WriteCriteria()
    {
        var sheet = Begin("criteria", "Name", "Key", "Kind", "Reads", "Weight", "Target", "Deduction");
        sheet.Widths(34, 18, 12, 24, 12, 14, 14);
        var row = Head;
        foreach (var one in scheme.Criteria)
        {
            sheet.Text(++row, 1, one.NameFor(book.Culture));
            sheet.Text(row, 2, one.Key);
            sheet.Text(row, 3, Texts.Term(one.Kind, book.Culture));
            sheet.Text(row, 4, one.Measure is { } measure
                ? Texts.Term(measure, book.Culture)
                : Texts.Term(CriterionKind.Judged, book.Culture));
            Place($"weight {one.Key}", sheet, row, 5, one.Weight);
            if (one.HasTarget) Place($"target {one.Key}", sheet, row, 6, one.Target);
            if (one.Deducts) Place($"deduction {one.Key}", sheet, row, 7, one.Deduction);
        }

        sheet.Text(++row, 1, book.Text("Ev.Sum")).Style.Font.SetBold();
        Figure(sheet, row, 5, scheme.Criteria.Sum(one => one.Weight), $"SUM(E{Head + 1}:E{row - 1})");
        row++;
        foreach (var rule in scheme.Adjustments)
        {
            sheet.Text(++row, 1, rule.NameFor(book.Culture));
            sheet.Text(row, 2, rule.Key);
            sheet.Text(row, 3, book.Text("Ev.adjustments"));
            sheet.Text(row, 4, Texts.Term(rule.Source, book.Culture));
            Place($"points {rule.Key}", sheet, row, 5, rule.Points);
        }

        row++;
        foreach (var (key, value) in new[] { ("MostBonus", scheme.MostBonus), ("MostDeduction", scheme.MostDeduction),
            ("MinimumEvidence", scheme.MinimumEvidence), ("OutlierPoints", scheme.OutlierPoints) })
        {
            sheet.Text(++row, 1, Rules.RuleTexts.Field(key, book.Culture));
            Place(key, sheet, row, 5, value);
        }

        End(sheet, row, 7);
    }

    private void WritePanel()
    {
        var sheet = Begin("panel", "Unit", "UnitId", "Key", "Criterion", "Judge", "Points", "Note", "Outlier");
        sheet.Widths(26, 8, 18, 26, 12, 10, 40, 10);
        var row = Head;
        foreach (var line in lines)
        {
            foreach (var said in line.Input.Judgements)
            {
                sheet.Text(++row, 1, line.Unit.NameFor(book.Culture));
                sheet.Number(row, 2, line.Unit.Id, WorkbookTheme.Whole);
                sheet.Text(row, 3, said.Criterion);
                sheet.Text(row, 4, scheme.Criterion(said.Criterion)?.NameFor(book.Culture));
                sheet.Text(row, 5, said.Judge);
                if (said.Points is { } points) sheet.Number(row, 6, points, WorkbookTheme.Whole);
                sheet.Text(row, 7, said.Points is null ? $"{book.Text("Ev.Recused")} {said.Note}" : said.Note);
                if (Outliers.Of(scheme, said.Criterion, line.Input.Judgements).Contains(said.JudgeId))
                    sheet.Text(row, 8, book.Text("Ev.Outlier"));
            }
        }

        Ranges("panel", sheet, row, (2, "unit"), (3, "key"), (6, "points"));
        End(sheet, row, 8);
    }

    private void WriteAdjustments()
    {
        var sheet = Begin("adjustments", "Unit", "UnitId", "Key", "Name", "Times", "Reason", "Proof");
        sheet.Widths(26, 8, 18, 24, 10, 44, 44);
        var row = Head;
        foreach (var line in lines)
        {
            foreach (var given in line.Input.Adjustments)
            {
                sheet.Text(++row, 1, line.Unit.NameFor(book.Culture));
                sheet.Number(row, 2, line.Unit.Id, WorkbookTheme.Whole);
                sheet.Text(row, 3, given.RuleKey);
                sheet.Text(row, 4, scheme.Adjustment(given.RuleKey)?.NameFor(book.Culture));
                sheet.Number(row, 5, given.Times, WorkbookTheme.Whole);
                sheet.Text(row, 6, given.Reason);
                sheet.Text(row, 7, given.Evidence);
            }
        }

        Ranges("adjustments", sheet, row, (2, "unit"), (3, "key"), (5, "times"));
        End(sheet, row, 7);
    }

    private void WriteSensitivity()
    {
        var sheet = Begin("sensitivity", "Unit", "UnitId", "Rank", "Best", "Low", "High", "Worst", "Won",
            "EvidenceBest", "EvidenceLow", "EvidenceHigh", "EvidenceWorst", "EvidenceWon", "LevelWithNext");
        sheet.Widths(28, 8, 10, 10, 14, 14, 10, 12, 14, 14, 14, 14, 14, 16);
        var (drawn, place) = (evidenceRobustness.Units.ToDictionary(unit => unit.CoBuilderId), 0);
        var row = Head;
        foreach (var line in lines.Where(line => line.Rank is not null && robustness.ContainsKey(line.Unit.Id)))
        {
            var range = robustness[line.Unit.Id];
            sheet.Text(++row, 1, line.Unit.NameFor(book.Culture));
            foreach (var (value, i) in new double[] { line.Unit.Id, line.Rank!.Value, range.Best, range.Low, range.High,
                range.Worst }.Select((value, i) => (value, i))) sheet.Number(row, i + 2, value, WorkbookTheme.Whole);
            sheet.Number(row, 8, range.Won, WorkbookTheme.Rate);
            if (drawn.GetValueOrDefault(line.Unit.Id) is { } other)
            {
                foreach (var (value, i) in new double[] { other.Best, other.Low, other.High, other.Worst }.Select((value, i) => (value, i)))
                    sheet.Number(row, i + 9, value, WorkbookTheme.Whole);
                sheet.Number(row, 13, other.Won, WorkbookTheme.Rate);
            }

            if (place < evidenceRobustness.Behind.Count) sheet.Number(row, 14, evidenceRobustness.Behind[place], WorkbookTheme.Rate);
            place++;
        }

        sheet.Text(row + 3, 1, book.Text("Ev.EvidenceNote", EvidenceSensitivity.Draws, cycle.Seed)).Style.Font
            .SetFontColor(WorkbookTheme.Muted);
        sheet.Text(row + 2, 1,
            book.Text("Ev.SensitivityNote", Sensitivity.Draws, (int)(Sensitivity.Spread * 100),
                cycle.Seed)).Style.Font.SetFontColor(WorkbookTheme.Muted);
        End(sheet, row, 14);
    }

    private string WriteManifest(string askedBy, DateTime asOf, int records, string address)
    {
        var sheet = Begin("manifest", "Item", "Value");
        sheet.Widths(30, 90);
        var row = Head;
        Line("Cycle", cycle.Title);
        Line("Stage", Texts.Term(cycle.Stage, book.Culture));
        Line("Period", $"{DayText.Of(cycle.From)} – {DayText.Of(cycle.To)}");
        Line("RulesVersion", cycle.PresentScheme.Number.ToString(CultureInfo.InvariantCulture));
        foreach (var version in cycle.Schemes.Where(version => version.Reason is not null).OrderBy(version => version.Number))
            Line("RulesReason", $"{version.Number}: {version.Reason}");
        foreach (var step in cycle.Steps.Where(step => step.IsOutOfTime).OrderBy(step => step.Id))
            Line("OutOfTime", $"{Texts.Term(step.Stage, book.Culture)}: {step.Reason}");
        Line("Units", lines.Count.ToString(CultureInfo.InvariantCulture));
        Line("Records", records.ToString(CultureInfo.InvariantCulture));
        if (cycle.ResultHash is { } published) Line("PublishedHash", published);
        sheet.Text(++row, 1, book.Text("Ev.AsOf"));
        sheet.Aside(row, 2, asOf.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        sheet.Text(++row, 1, book.Text("Ev.AskedBy"));
        sheet.Aside(row, 2, askedBy);
        sheet.Text(++row, 1, book.Text("Manifest.Address"));
        book.WriteAddress(sheet, row, 2, address);
        sheet.Text(++row, 1, book.Text("Ev.Hash"));
        End(sheet, row, 2);
        var hash = book.Hash.Finish();
        sheet.Aside(row, 2, hash);
        return hash;

        void Line(string key, string value)
        {
            sheet.Text(++row, 1, book.Text($"Ev.{key}"));
            sheet.Text(row, 2, value);
        }
    }

    private SheetWriter Begin(string key, params string[] headers)
    {
        var sheet = book.AddSheet(book.Text($"Ev.{key}"));
        WorkbookTheme.Title(sheet.Text(1, 1, $"{title} · {book.Text($"Ev.{key}")}"));
        for (var i = 0; i < headers.Length; i++) sheet.Text(Head, i + 1, book.Text($"Ev.{headers[i]}"));
        WorkbookTheme.Header(sheet.Range(Head, 1, Head, headers.Length));
        sheet.Sheet.SheetView.Freeze(Head, 1);
        return sheet;
    }

    private void End(SheetWriter sheet, int lastRow, int columns)
    {
        if (lastRow > Head) WorkbookTheme.Rows(sheet.Range(Head + 1, 1, lastRow, columns));
        for (var column = 1; column <= columns; column++)
        {
            // A header stands over its numbers; a text keeps off the number before it.
            var isNumber = sheet.Range(Head + 1, column, Math.Max(Head + 1, lastRow), column).Cells()
                .Any(cell => cell.DataType == XLDataType.Number && !cell.IsEmpty());
            if (isNumber) sheet.Range(Head, column, Head, column).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
            else if (column > 1) sheet.Range(Head, column, Math.Max(Head + 1, lastRow), column).Style.Alignment.SetIndent(1);
        }

        WorkbookTheme.Page(sheet.Sheet, $"{title} · {sheet.Sheet.Name}", $"{DayText.Of(cycle.From)} – {DayText.Of(cycle.To)}", Head, Head);
    }

    /// <summary>A number that formulas speak of.</summary>
    private void Place(string key, SheetWriter sheet, int row, int column, double value)
    {
        sheet.Number(row, column, value, WorkbookTheme.Whole);
        places[key] = sheet.Address(row, column);
    }

    private void Ranges(string key, SheetWriter sheet, int lastRow, params (int Column, string Name)[] columns)
    {
        foreach (var (column, name) in columns)
            places[$"{key} {name}"] = string.Create(CultureInfo.InvariantCulture,
                $"{SheetNames.Quote(sheet.Sheet.Name)}!${XlsxParts.Letters(column)}${Head + 1}:${XlsxParts.Letters(column)}${Math.Max(Head + 1, lastRow)}");
    }

    private static IXLCell Figure(SheetWriter sheet, int row, int column, double? value, string formula,
        string format = WorkbookTheme.Whole) => sheet.Figure(row, column, value, format, formula);
}
