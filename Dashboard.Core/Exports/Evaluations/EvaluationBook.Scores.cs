using System.Globalization;
using Concentric.Evaluation;
using Concentric.Resources;
using Concentric.Sheets;

namespace Concentric.Exports.Evaluations;

/// <summary>Raw measures as counts over the ledger, scores as formulas over measures and criteria, ranks as formulas over scores.</summary>
internal sealed partial class EvaluationBook
{
    private readonly Dictionary<string, int> measureColumns = [];
    private readonly Dictionary<string, int> scoreColumns = [];
    private string measures = "";
    private string scores = "";

    private IReadOnlyList<Criterion> Weighted => [.. scheme.Criteria.Where(one => one.Weight > 0)];

    private void WriteMeasures()
    {
        string[] counts = ["Attended", "Excused", "Absent", "Q1", "Q2", "Q3", "Q4", "Yuan", "Hours", "Wishes", "Kept", "NotKept",
            "Honoured", "NotHonoured", "TakenOver", "Records"];
        var activities = Weighted.Where(one => one.Measure == EvaluationMeasure.JointActivities).ToList();
        var targets = Weighted.Where(one => one.HasTarget && one.Measure != EvaluationMeasure.JointActivities).ToList();
        var judged = Weighted.Where(one => one.Kind == CriterionKind.Judged).ToList();
        List<string> headers = ["Unit", "UnitId", "Standing", "Days", "YearDays", .. counts];
        var sheet = Begin("measures", [.. headers]);
        measures = SheetNames.Quote(sheet.Sheet.Name);
        for (var i = 0; i < counts.Length; i++) measureColumns[counts[i]] = 6 + i;
        var column = headers.Count;
        foreach (var one in activities)
        {
            for (var quarter = 1; quarter <= 4; quarter++) More($"due {one.Key} {quarter}", book.Text("Ev.Due", quarter));
            More($"short {one.Key}", book.Text("Ev.Short"));
            More($"quarters {one.Key}", book.Text("Ev.Quarters"));
        }

        foreach (var one in targets) More($"target {one.Key}", book.Text("Ev.TargetOf", one.NameFor(book.Culture)));
        foreach (var one in judged)
        {
            More($"mean {one.Key}", book.Text("Ev.MeanOf", one.NameFor(book.Culture)));
            More($"judges {one.Key}", book.Text("Ev.Judges"));
        }

        foreach (var rule in scheme.Adjustments) More($"times {rule.Key}", book.Text("Ev.TimesOf", rule.NameFor(book.Culture)));
        WorkbookTheme.Header(sheet.Range(Head, 1, Head, column));
        sheet.Sheet.Column(1).Width = 28;
        for (var i = 2; i <= column; i++) sheet.Sheet.Column(i).Width = i == 3 ? 22 : i <= headers.Count ? 10 : 20;

        var row = Head;
        foreach (var line in lines)
        {
            row++;
            var (had, own) = (line.Input.Measures, line.Input.Membership);
            sheet.Text(row, 1, line.Unit.NameFor(book.Culture));
            sheet.Number(row, 2, line.Unit.Id, WorkbookTheme.Whole);
            sheet.Text(row, 3, Texts.Term(line.Standing, book.Culture));
            sheet.Number(row, 4, own.Days, WorkbookTheme.Whole);
            sheet.Number(row, 5, own.YearDays, WorkbookTheme.Whole);
            Count("Attended", had.Attended, EvidenceSource.Conference, EvidenceMark.Good);
            Count("Excused", had.Excused, EvidenceSource.Conference, EvidenceMark.Excused);
            Count("Absent", had.Absent, EvidenceSource.Conference, EvidenceMark.Missed);
            for (var quarter = 0; quarter < 4; quarter++)
            {
                var first = new DateOnly(own.Year, (quarter * 3) + 1, 1);
                var last = first.AddMonths(3).AddDays(-1);
                Formula($"Q{quarter + 1}", had.ByQuarter[quarter],
                    $"{Counted(row, EvidenceSource.Activity)},{Col('E')},\">=\"&DATE({first.Year},{first.Month},1),{Col('E')},\"<=\"&DATE({last.Year},{last.Month},{last.Day}))");
            }

            Formula("Yuan", had.Fen / 100.0, $"SUMIFS({Col('G')},{Col('B')},$B{row})", WorkbookTheme.TwoDecimals);
            Formula("Hours", (double)Math.Round(had.Minutes / 60m, 2, MidpointRounding.AwayFromZero),
                $"ROUND(SUMIFS({Col('H')},{Col('B')},$B{row})/60,2)", WorkbookTheme.TwoDecimals);
            Count("Wishes", had.Wishes, EvidenceSource.Wish, EvidenceMark.Good);
            Count("Kept", had.Kept, EvidenceSource.Commitment, EvidenceMark.Good);
            Formula("NotKept", had.NotKept, $"{Counted(row, EvidenceSource.Commitment)})-{At("Kept", row)}");
            Count("Honoured", had.Honoured, EvidenceSource.Agreement, EvidenceMark.Good);
            Formula("NotHonoured", had.NotHonoured, $"{Counted(row, EvidenceSource.Agreement)})-{At("Honoured", row)}");
            Count("TakenOver", had.TakenOver, EvidenceSource.CommitmentTakeover, EvidenceMark.Good);
            Formula("Records", had.Records, $"COUNTIFS({Col('B')},$B{row})");
            foreach (var one in activities)
            {
                for (var quarter = 0; quarter < 4; quarter++)
                    sheet.Number(row, measureColumns[$"due {one.Key} {quarter + 1}"], own.OfQuarter(quarter, one.Target),
                        WorkbookTheme.Whole);
                var step = line.Score.Steps.First(found => found.Key == one.Key);
                Sheet($"short {one.Key}", (double)step.Had,
                    string.Join('+', Enumerable.Range(1, 4).Select(q => $"({At($"Q{q}", row)}<{At($"due {one.Key} {q}", row)})")));
                Sheet($"quarters {one.Key}", (double)step.Of,
                    string.Join('+', Enumerable.Range(1, 4).Select(q => $"({At($"due {one.Key} {q}", row)}>0)")));
            }

            foreach (var one in targets)
                Sheet($"target {one.Key}", (double)own.OfYear(one.Target), $"ROUNDDOWN({places[$"target {one.Key}"]}*$D{row}/$E{row},2)",
                    WorkbookTheme.TwoDecimals);
            foreach (var one in judged)
            {
                var step = line.Score.Steps.First(found => found.Key == one.Key);
                var (unit, key, points) = (places["panel unit"], places["panel key"], places["panel points"]);
                Sheet($"judges {one.Key}", (double)step.Of, $"COUNTIFS({unit},$B{row},{key},\"{one.Key}\",{points},\">=0\")");
                Sheet($"mean {one.Key}", (double)step.Had,
                    $"IF({At($"judges {one.Key}", row)}=0,0,ROUND(SUMIFS({points},{unit},$B{row},{key},\"{one.Key}\")/{At($"judges {one.Key}", row)},2))",
                    WorkbookTheme.TwoDecimals);
            }

            foreach (var rule in scheme.Adjustments)
            {
                var times = (double)(line.Score.Steps.FirstOrDefault(step => step.Kind == StepKind.Adjustment && step.Key == rule.Key)?.Had
                    ?? 0);
                Sheet($"times {rule.Key}", times, rule.Source switch
                {
                    AdjustmentSource.FullAttendance => $"IF(AND({At("Attended", row)}>0,{At("Excused", row)}+{At("Absent", row)}=0),1,0)",
                    AdjustmentSource.TakenOver => At("TakenOver", row),
                    _ => $"SUMIFS({places["adjustments times"]},{places["adjustments unit"]},$B{row},{places["adjustments key"]},\"{rule.Key}\")",
                });
            }
        }

        End(sheet, row, column);

        void More(string key, string header)
        {
            measureColumns[key] = ++column;
            sheet.Text(Head, column, header);
        }

        void Count(string key, double value, EvidenceSource source, EvidenceMark mark) =>
            Formula(key, value, $"{Counted(row, source)},{Col('D')},\"{Texts.Term(mark, book.Culture)}\")");

        void Formula(string key, double value, string formula, string format = WorkbookTheme.Whole)
        {
            if (ledger.Length > 0) Figure(sheet, row, measureColumns[key], value, formula, format);
            else sheet.Number(row, measureColumns[key], value, format);
        }

        void Sheet(string key, double value, string formula, string format = WorkbookTheme.Whole) =>
            Figure(sheet, row, measureColumns[key], value, formula, format);
    }

    private void WriteScores()
    {
        List<string> headers = ["Rank", "Unit", "UnitId", "Standing"];
        var sheet = Begin("scores", [.. headers]);
        scores = SheetNames.Quote(sheet.Sheet.Name);
        var column = headers.Count;
        foreach (var one in Weighted) More(one.Key, one.NameFor(book.Culture));
        More("basis", book.Text("Ev.Basis"));
        More("rescaled", book.Text("Ev.Rescaled"));
        foreach (var rule in scheme.Adjustments) More($"adjusted {rule.Key}", rule.NameFor(book.Culture));
        More("total", book.Text("Ev.Total"));
        WorkbookTheme.Header(sheet.Range(Head, 1, Head, column));
        sheet.Widths([8, 28, 8, 22, .. Enumerable.Repeat(18.0, column - 4)]);
        var (first, last) = (Head + 1, Head + Math.Max(1, lines.Count));
        var row = Head;
        foreach (var line in lines)
        {
            row++;
            string S(string key) => $"${XlsxParts.Letters(scoreColumns[key])}{row}";
            string Range(string from, string to) => $"{S(from)}:{S(to)}";
            double Step(StepKind kind, string key = "") =>
                (double)(line.Score.Steps.FirstOrDefault(step => step.Kind == kind && step.Key == key)?.Points ?? 0);
            sheet.Text(row, 2, line.Unit.NameFor(book.Culture));
            sheet.Number(row, 3, line.Unit.Id, WorkbookTheme.Whole);
            sheet.Text(row, 4, Texts.Term(line.Standing, book.Culture));
            foreach (var one in Weighted)
                Figure(sheet, row, scoreColumns[one.Key], (double?)line.Score.PointsOf(one.Key), PointsOf(one, row),
                    WorkbookTheme.TwoDecimals);
            var weight = line.Score.Steps.Where(step => step.Kind == StepKind.Criterion && step.Points is not null).Sum(step => step.Most);
            Figure(sheet, row, scoreColumns["basis"], weight,
                string.Join('+', Weighted.Select(one => $"IF(ISNUMBER({S(one.Key)}),{places[$"weight {one.Key}"]},0)")));
            var sum = $"SUM({Range(Weighted[0].Key, Weighted[^1].Key)})";
            Figure(sheet, row, scoreColumns["rescaled"], Step(StepKind.Rescaled),
                $"IF(AND({S("basis")}>0,{S("basis")}<100),ROUND({sum}*100/{S("basis")},2)-{sum},0)", WorkbookTheme.TwoDecimals);
            foreach (var rule in scheme.Adjustments)
                Figure(sheet, row, scoreColumns[$"adjusted {rule.Key}"], Step(StepKind.Adjustment, rule.Key),
                    $"{At($"times {rule.Key}", row)}*{places[$"points {rule.Key}"]}", WorkbookTheme.TwoDecimals);
            var adjusted = scheme.Adjustments.Count == 0
                ? null
                : Range($"adjusted {scheme.Adjustments[0].Key}", $"adjusted {scheme.Adjustments[^1].Key}");
            var more = adjusted is null
                ? ""
                : $"+MIN(SUMIF({adjusted},\">0\"),{places["MostBonus"]})+MAX(SUMIF({adjusted},\"<0\"),-{places["MostDeduction"]})";
            Figure(sheet, row, scoreColumns["total"], (double)line.Score.Total, $"ROUND(MAX(0,{sum}+{S("rescaled")}{more}),2)",
                WorkbookTheme.TwoDecimals).Style.Font.SetBold();
            var (total,
                standing) = ($"${XlsxParts.Letters(scoreColumns["total"])}${first}:${XlsxParts.Letters(scoreColumns["total"])}${last}",
                $"$D${first}:$D${last}");
            var ranked = Texts.Term(Standing.Ranked, book.Culture);
            // Half a hundredth above: what is equal on paper is equal here.
            Figure(sheet, row, 1, line.Rank,
                $"IF($D{row}=\"{ranked}\",1+COUNTIFS({standing},\"{ranked}\",{total},\">\"&({S("total")}+0.005)),\"{Metrics.FigureFormat.NoCases}\")");
        }

        End(sheet, row, column);

        void More(string key, string header)
        {
            scoreColumns[key] = ++column;
            sheet.Text(Head, column, header);
        }
    }

    private void WriteRanks()
    {
        var sheet = Begin("ranks", "Rank", "Unit", "Total", "Standing", "Best", "Worst", "Won");
        sheet.Widths(8, 32, 14, 26, 12, 12, 14);
        var row = Head;
        foreach (var line in lines)
        {
            row++;
            Figure(sheet, row, 1, line.Rank, $"{scores}!$A{row}");
            sheet.Text(row, 2, line.Unit.NameFor(book.Culture));
            Figure(sheet, row, 3, (double)line.Score.Total, $"{scores}!${XlsxParts.Letters(scoreColumns["total"])}{row}",
                WorkbookTheme.TwoDecimals).Style.Font.SetBold();
            sheet.Text(row, 4, Texts.Term(line.Standing, book.Culture));
            if (!robustness.TryGetValue(line.Unit.Id, out var range)) continue;
            sheet.Number(row, 5, range.Best, WorkbookTheme.Whole);
            sheet.Number(row, 6, range.Worst, WorkbookTheme.Whole);
            sheet.Number(row, 7, range.Won, WorkbookTheme.Rate);
        }

        End(sheet, row, 7);
    }

    /// <summary>How a criterion's points follow from the measures; the mark of no cases where it has no basis.</summary>
    private string PointsOf(Criterion one, int row)
    {
        var weight = places[$"weight {one.Key}"];
        return one.Measure switch
        {
            EvaluationMeasure.Attendance =>
                If($"{At("Attended", row)}+{At("Excused", row)}+{At("Absent", row)}", Deduct(At("Absent", row))),
            EvaluationMeasure.JointActivities => If(At($"quarters {one.Key}", row), Deduct(At($"short {one.Key}", row))),
            EvaluationMeasure.Money => Reach("Yuan"),
            EvaluationMeasure.Hours => Reach("Hours"),
            EvaluationMeasure.Wishes => Reach("Wishes"),
            EvaluationMeasure.Commitments => Share("Kept", "NotKept"),
            EvaluationMeasure.Agreements => Share("Honoured", "NotHonoured"),
            _ => If(At($"judges {one.Key}", row), $"ROUND({weight}*{At($"mean {one.Key}", row)}/100,2)"),
        };

        string If(string basis, string points) => $"IF({basis}=0,\"{Metrics.FigureFormat.NoCases}\",{points})";
        string Deduct(string missed) => $"ROUND({weight}*(1-MIN(1,{places[$"deduction {one.Key}"]}*{missed}/{weight})),2)";
        string Reach(string had) =>
            If(At($"target {one.Key}", row), $"ROUND({weight}*MIN(1,{At(had, row)}/{At($"target {one.Key}", row)}),2)");
        string Share(string good, string bad) =>
            If($"({At(good, row)}+{At(bad, row)})", $"ROUND({weight}*{At(good, row)}/({At(good, row)}+{At(bad, row)}),2)");
    }

    /// <summary>A measure's cell from any sheet.</summary>
    private string At(string key, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{measures}!${XlsxParts.Letters(measureColumns[key])}${row}");

    /// <summary>A column of the ledger.</summary>
    private string Col(char letter) => string.Create(CultureInfo.InvariantCulture, $"{ledger}!${letter}$2:${letter}${ledgerRows}");

    /// <summary>The beginning of a count of a unit's records of one sort; more conditions and the bracket follow.</summary>
    private string Counted(int row, EvidenceSource source) =>
        $"COUNTIFS({Col('B')},$B{row},{Col('C')},\"{Texts.Term(source, book.Culture)}\"";
}
