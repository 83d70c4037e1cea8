using System.Globalization;
using System.Linq.Expressions;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Exports.Formulas;

/// <summary>
/// Writes figures as formulas over the ledger sheets of a workbook, from the metrics' own definitions: the same conditions that the
/// store is asked become COUNTIFS and SUMIFS over named columns.
/// </summary>
/// <param name="ledgers">The ledger sheets, written.</param>
/// <param name="period">The workbook's.</param>
/// <param name="standing">The day of which standing figures tell.</param>
/// <param name="culture">The workbook's language, in which terms stand in the cells.</param>
internal sealed class LedgerFormulas(IReadOnlyDictionary<Ledger, LedgerSheet> ledgers, Period period, DateOnly standing,
    CultureInfo culture) : IFormulaScope
{
    /// <summary>Address of a cell that holds a community's name; null for all that the workbook tells of.</summary>
    public string? Community { get; init; }

    /// <summary>Days by the workbook's names rather than as dates.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>Where the sheet has the figure of another metric.</summary>
    public Func<Metric, string?> CellOf { get; init; } = _ => null;

    public string? Of(Metric metric) => CellOf(metric);

    /// <summary>The ledger that holds the rows of a measure; null when it is not in the book.</summary>
    public LedgerSheet? SheetOf(Measure measure) => measure.Definition.Ledger is { } ledger ? ledgers.GetValueOrDefault(ledger) : null;

    public string? Term(Term term, int perUnit)
    {
        var definition = term.Measure.Definition;
        if (SheetOf(term.Measure) is not { } sheet || sheet.Find(definition.Day.Body) is not { } day) return null;
        if (term.Measure.Shape == MeasureShape.Distinct) return Distinct(term, sheet);
        IReadOnlyList<IReadOnlyList<Criterion>>? alternatives = definition.Where is null
            ? [[]]
            : new Criteria(sheet).Read(definition.Where.Body);
        if (alternatives is null) return null;
        var previous = definition.Previous is null ? null : sheet.Find(definition.Previous.Body);
        if (definition.Previous is not null && previous is null) return null;
        var matured = definition.Matured is null ? null : sheet.Find(definition.Matured.Body);
        if (definition.Matured is not null && matured is null) return null;
        var value = term.Measure.Shape == MeasureShape.Distribution ? null : definition.Value;
        var sums = new List<string>();
        foreach (var alternative in alternatives)
        {
            if (Summed(value, alternative, sheet, perUnit) is not var (column, weight, divisor)) return null;
            for (var part = 0; part < sheet.Sheets.Count; part++)
            {
                var criteria = string.Join(',', Span(term, sheet.NameOf(day.Key, part))
                    .Concat(alternative.Select(one => Say(one, sheet, part)))
                    .Concat(matured is null ? [] : [$"{sheet.NameOf(matured.Key, part)},\"<=\"&{Say(term.AsOf!.Value)}"])
                    .Concat(OfCommunity(sheet, part)));
                // Of a record that was closed twice in the span, the second closing is taken off again.
                var again = previous is null ? "" : $"-COUNTIFS({criteria},{sheet.NameOf(previous.Key, part)},\">=\"&{Say(term.From)})";
                var sum = column is null ? $"COUNTIFS({criteria}){again}" : $"SUMIFS({sheet.NameOf(column.Key, part)},{criteria})";
                sums.Add($"{(weight == 1 ? "" : $"{Text(weight)}*")}{sum}{(divisor == 1 ? "" : $"/{Text(divisor)}")}");
            }
        }

        return string.Join('+', sums);
    }

    public string? Median(Term term)
    {
        var definition = term.Measure.Definition;
        if (Community is not null || SheetOf(term.Measure) is not { } sheet || sheet.Find(definition.Day.Body) is not { } day
            || sheet.Find(definition.Value!.Body) is not { } value) return null;
        var parts = Enumerable.Range(0, sheet.Sheets.Count).Select(part =>
        {
            var (days, numbers) = (sheet.NameOf(day.Key, part), sheet.NameOf(value.Key, part));
            return $"IF(({days}>={Say(term.From)})*({days}<={Say(term.To)})*ISNUMBER({numbers}),{numbers})";
        });
        return $"MEDIAN({string.Join(',', parts)})";
    }

    private string? Distinct(Term term, LedgerSheet sheet)
    {
        // Which row is the first depends on the period; the marks tell of the whole one.
        if (term.From != period.From || term.To != period.To || sheet.Source.Distinct != term.Measure) return null;
        var mark = Community is null ? LedgerSheet.First : LedgerSheet.FirstOfCommunity;
        return string.Join('+', Enumerable.Range(0, sheet.Sheets.Count).Select(part =>
            $"COUNTIFS({string.Join(',', OfCommunity(sheet, part).Prepend($"{sheet.NameOf(mark, part)},\"{Texts.Get("Yes", culture)}\""))})"));
    }

    /// <summary>
    /// What is added for a row of an alternative: a column, or a constant; and by what it is divided to the metric's unit.
    /// </summary>
    private static (LedgerColumn? Column, double Weight, double Divisor)? Summed(LambdaExpression? value,
        IReadOnlyList<Criterion> alternative, LedgerSheet sheet, int perUnit)
    {
        if (value is null) return (null, 1d / perUnit, 1);
        var body = LedgerExpressions.Bare(value.Body);
        if (sheet.Find(body) is { } column) return (column, 1, perUnit / (double)PerShown(column));
        // One constant or another, and the alternative decides which.
        if (body is not ConditionalExpression choice || new Criteria(sheet).Read(choice.Test) is not [[var test]]) return null;
        if (alternative.FirstOrDefault(one => one.Column == test.Column && one.Operator == "=" && test.Operator == "=") is not { } decided)
            return null;
        if (!Criteria.TryEvaluate(Equals(decided.Value, test.Value) ? choice.IfTrue : choice.IfFalse, out var constant)) return null;
        return (null, Convert.ToDouble(constant, CultureInfo.InvariantCulture) / perUnit, 1);
    }

    private static int PerShown(LedgerColumn column) => column.Type switch { LedgerType.Money => 100, LedgerType.Milli => 1_000, _ => 1 };

    private IEnumerable<string> Span(Term term, string days)
    {
        if (term.From != DateOnly.MinValue) yield return $"{days},\">=\"&{Say(term.From)}";
        yield return $"{days},\"<=\"&{Say(term.To)}";
    }

    private IEnumerable<string> OfCommunity(LedgerSheet sheet, int part)
    {
        if (Community is null) yield break;
        yield return sheet.Source.IsShared
            ? $"{sheet.NameOf(LedgerSheet.Communities, part)},\"*[\"&{Community}&\"]*\""
            : $"{sheet.NameOf("community", part)},{Community}";
    }

    private string Say(Criterion criterion, LedgerSheet sheet, int part)
    {
        var name = sheet.NameOf(criterion.Column.Key, part);
        var sign = criterion.Operator == "=" ? "" : criterion.Operator;
        return criterion.Value switch
        {
            // An empty cell equals nothing at all.
            null => $"{name},\"{criterion.Operator}\"",
            bool answer => $"{name},\"{sign}{Texts.Get(answer ? "Yes" : "No", culture)}\"",
            Enum term => $"{name},\"{sign}{Texts.Term(term, culture)}\"",
            var number => $"{name},\"{sign}{Convert.ToString(number, CultureInfo.InvariantCulture)}\"",
        };
    }

    private string Say(DateOnly day)
    {
        if (IsNamed)
        {
            if (day == period.From) return WorkbookNames.From;
            if (day == period.To) return WorkbookNames.To;
            if (day == standing) return WorkbookNames.Standing;
            if (day == standing.AddDays(-1)) return $"{WorkbookNames.Standing}-1";
        }

        return string.Create(CultureInfo.InvariantCulture, $"DATE({day.Year},{day.Month},{day.Day})");
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
