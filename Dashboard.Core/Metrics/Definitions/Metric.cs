using Concentric.Ledgers;
using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>Which direction is good; colours follow it.</summary>
public enum Polarity { MoreIsBetter, LessIsBetter, Neutral }

/// <summary>
/// The one definition of a metric. The tile, the trend, the ranking, the list behind a figure, the workbook's ledger
/// and its formulas all come from it. Names and formulas for people are in the resources, under the key.
/// </summary>
public abstract class Metric
{
    /// <summary>For what does not depend on the period.</summary>
    private protected static readonly Period AnyDay = new(new(2000, 1, 1), new(2000, 1, 1));

    private IReadOnlyList<string>? kinds;

    /// <summary>Of the period that was asked for last: fifty communities are asked for the same one after another.</summary>
    private volatile KnownTerms? last;

    /// <summary>Stable key of the catalogue, as in <c>petitions.resolved</c>.</summary>
    public required string Key { get; init; }

    public required MetricUnit Unit { get; init; }

    public Polarity Polarity { get; init; } = Polarity.MoreIsBetter;

    /// <summary>Counted up when the meaning changes.</summary>
    public int Version { get; init; } = 1;

    /// <summary>True for a figure that stands at the end of the period (open, overdue), not one that adds up over it.</summary>
    public virtual bool IsStanding => false;

    /// <summary>
    /// True when the figure of a period still changes after it is over, because later steps count into it. It is compared with what
    /// another period showed at the same age.
    /// </summary>
    public virtual bool Matures => Parts.Any(part => part.Matures);

    /// <summary>True when the figure may be shown as a rate: changes are in percentage points.</summary>
    public bool IsRate => Unit == MetricUnit.Rate;

    /// <summary>True for what adds up over days, so that a part of a year has a share of the year's; a rate or a median has none.</summary>
    public bool AddsUp => !IsRate && !IsStanding && this is not MedianMetric;

    /// <summary>The kinds of records that it counts, as the change log names them.</summary>
    public IReadOnlyList<string> Kinds => kinds ??= [.. Terms(AnyDay, AnyDay.To).Select(term => term.Measure.Source.Kind).Distinct()];

    /// <summary>The last day that is in the figure of a period: its end, or before that today; of what falls due, yesterday.</summary>
    public virtual DateOnly CountedThrough(Period period, DateOnly today)
    {
        var last = Terms(period, today).Max(term => term.To);
        return last < today ? last : today;
    }

    /// <summary>False for a past day of which the figure can't be told; it has no value then, and no rows.</summary>
    public virtual bool IsKnown(Period period, DateOnly today) => true;

    /// <summary>
    /// False where a later step takes a case out of a past period without a trace, so that what the period showed then can't be told. It
    /// is compared with nothing.
    /// </summary>
    public bool IsPastKept { get; init; } = true;

    /// <summary>The measures and spans that the figure is computed from.</summary>
    public abstract Term[] Terms(Period period, DateOnly today);

    /// <summary>The same, made once for readings that follow each other. Nobody changes them.</summary>
    internal Term[] TermsOf(Period period, DateOnly today)
    {
        if (last is { } known && known.Period == period && known.Today == today) return known.Terms;
        var terms = Terms(period, today);
        last = new(period, today, terms);
        return terms;
    }

    /// <summary>The figure from the values of <see cref="Terms"/>, in the same order.</summary>
    public abstract MetricValue Compute(ReadOnlySpan<TermValue> values);

    /// <summary>The rows behind the figure; null for a figure made of other figures.</summary>
    public abstract MetricRows? RowsBehind(Period period, DateOnly today);

    /// <summary>
    /// The figure as a spreadsheet counts it from ledger sheets: the counterpart of <see cref="Compute"/>; null when the sheets
    /// don't hold what it rests on.
    /// </summary>
    internal abstract string? Formula(IFormulaScope scope, Period period, DateOnly today);

    /// <summary>How many cases it rests on, in the same way; null for what has no cases.</summary>
    internal virtual string? CasesFormula(IFormulaScope scope, Period period, DateOnly today) => null;

    /// <summary>True when the records it counts belong to programmes, so that it can be narrowed by them.</summary>
    public bool HasProgrammes => Array.TrueForAll(Terms(AnyDay, AnyDay.To), term => term.Measure.Source.HasProgrammes);

    /// <summary>The metrics a composed figure is made of; empty for others.</summary>
    public virtual IReadOnlyList<Metric> Parts => [];

    private sealed record KnownTerms(Period Period, DateOnly Today, Term[] Terms);
}

/// <summary>The rows behind a figure.</summary>
/// <param name="Base">The rows that the figure rests on: those counted, or for a rate its denominator.</param>
/// <param name="Without">Rows of the base that are not in the figure (closed again before the day).</param>
/// <param name="Marked">For a rate, the rows that are in its numerator.</param>
public sealed record MetricRows(Term Base, Term? Without = null, Term? Marked = null);

/// <summary>A count or a sum over the period, in units of one over <see cref="PerUnit"/>.</summary>
public sealed class TotalMetric(Measure measure) : Metric
{
    /// <summary>How many of what is stored make one unit: 100 for fen, 1,000 for thousandths.</summary>
    public int PerUnit { get; init; } = 1;

    public override Term[] Terms(Period period, DateOnly today) => [measure.Over(period, today)];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values) => new(values[0].Sum / (double)PerUnit);

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today) =>
        scope.Term(measure.Over(period, today), PerUnit);

    public override MetricRows RowsBehind(Period period, DateOnly today) => new(measure.Over(period, today));
}

/// <summary>Cases with a property over all cases of the same set and period; no cases is no rate.</summary>
public sealed class RateMetric(Measure numerator, Measure denominator) : Metric
{
    /// <summary>How many of what the numerator holds make one case: 10 when mostly satisfied counts nine tenths.</summary>
    public int NumeratorPerCase { get; init; } = 1;

    /// <summary>Of a rate of answers, those reached over those asked; null for what asks nobody.</summary>
    public RateMetric? Reached { get; init; }

    public override bool Matures => numerator.Shape == MeasureShape.Maturing;

    /// <summary>What is counted above the line, and below it.</summary>
    internal (Measure Numerator, Measure Denominator) Measures => (numerator, denominator);

    public override Term[] Terms(Period period, DateOnly today) => [numerator.Over(period, today), denominator.Over(period, today)];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values) =>
        Rate(values[0].Sum / (double)NumeratorPerCase, values[1].Sum);

    internal static MetricValue Rate(double counted, long cases) => cases == 0 ? new(null, 0, 0) : new(counted / cases, counted, cases);

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today) =>
        scope.Term(numerator.Over(period, today), NumeratorPerCase) is { } over && CasesFormula(scope, period, today) is { } under
            ? $"IFERROR(({over})/({under}),{IFormulaScope.NoCases})" : null;

    internal override string? CasesFormula(IFormulaScope scope, Period period, DateOnly today) =>
        scope.Term(denominator.Over(period, today), 1);

    public override MetricRows RowsBehind(Period period, DateOnly today) =>
        new(denominator.Over(period, today), Marked: numerator.Over(period, today));
}

/// <summary>The median of a value over the period's cases.</summary>
public sealed class MedianMetric(Measure distribution) : Metric
{
    public override Term[] Terms(Period period, DateOnly today) => [distribution.Over(period, today)];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values) => new(values[0].Median, null, values[0].Sum);

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today) =>
        scope.Median(distribution.Over(period, today)) is { } median ? $"IFERROR({median},{IFormulaScope.NoCases})" : null;

    internal override string? CasesFormula(IFormulaScope scope, Period period, DateOnly today) =>
        scope.Term(distribution.Over(period, today), 1);

    public override MetricRows RowsBehind(Period period, DateOnly today) => new(distribution.Over(period, today));
}

/// <summary>How many different things occurred in the period.</summary>
public sealed class DistinctMetric(Measure distinct) : Metric
{
    public override Term[] Terms(Period period, DateOnly today) => [distinct.Over(period, today)];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values) => new(values[0].Sum);

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today) => scope.Term(distinct.Over(period, today), 1);

    public override MetricRows RowsBehind(Period period, DateOnly today) => new(distinct.Over(period, today));
}

/// <summary>
/// What stands at the end of the period, or today when that is earlier: everything that began by then less what ended by then.
/// Overdue begins the day after the due date.
/// </summary>
public sealed class StandingMetric(Measure began, Measure? ended = null, int beginsAfterDays = 0) : Metric
{
    public override bool IsStanding => true;

    /// <summary>
    /// True for what is told by how records are now, as the stage at which a petition stands: of a past day that is not known.
    /// </summary>
    public bool IsOfTodayOnly { get; init; }

    public override bool IsKnown(Period period, DateOnly today) => !IsOfTodayOnly || period.To >= today;

    public override Term[] Terms(Period period, DateOnly today) =>
        ended is null ? [Began(period, today)] : [Began(period, today), Ended(period, today)];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values) => new(values[0].Sum - (ended is null ? 0 : values[1].Sum));

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today)
    {
        var standing = scope.Term(Began(period, today), 1);
        if (ended is null || standing is null) return standing;
        return scope.Term(Ended(period, today), 1) is { } gone ? $"{standing}-({gone})" : null;
    }

    public override MetricRows RowsBehind(Period period, DateOnly today) =>
        !IsKnown(period, today)
            ? new(new(began, today, today.AddDays(-1)))
            : new(Began(period, today), Without: ended is null ? null : Ended(period, today));

    public override DateOnly CountedThrough(Period period, DateOnly today) => Day(period, today);

    private Term Began(Period period, DateOnly today) => new(began, DateOnly.MinValue, Day(period, today).AddDays(-beginsAfterDays));

    private Term Ended(Period period, DateOnly today) => new(ended!, DateOnly.MinValue, Day(period, today));

    private static DateOnly Day(Period period, DateOnly today)
    {
        var day = period.To < today ? period.To : today;
        return day == DateOnly.MinValue ? day.AddDays(1) : day;
    }
}

/// <summary>A weighted sum of rates; without cases in one of them there is no score.</summary>
public sealed class WeightedMetric((Func<decimal> Weight, Metric Rate)[] parts) : Metric
{
    public override IReadOnlyList<Metric> Parts { get; } = [.. parts.Select(part => part.Rate)];

    public override Term[] Terms(Period period, DateOnly today) => [.. parts.SelectMany(part => part.Rate.Terms(period, today))];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values)
    {
        var (score, least, missing) = (0.0, double.MaxValue, false);
        foreach (var (weight, rate) in parts)
        {
            var value = rate.Compute(values[..2]);
            values = values[2..];
            missing |= value.Value is null;
            score += (double)weight() * value.Value.GetValueOrDefault();
            least = Math.Min(least, value.N);
        }
        return missing ? new(null, null, 0) : new(score, null, least);
    }

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today)
    {
        var sums = parts.Select(part =>
            scope.Of(part.Rate) is { } rate
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part.Weight()}*{rate}")
            : null).ToList();
        // A rate without cases is a text, and so an error in a sum.
        return sums.Contains(null) ? null : $"IFERROR({string.Join('+', sums)},{IFormulaScope.NoCases})";
    }

    public override MetricRows? RowsBehind(Period period, DateOnly today) => null;
}

/// <summary>Several counts added up: of different kinds of record, so none counts twice.</summary>
public sealed class SumMetric(Metric[] parts) : Metric
{
    /// <summary>How many values each part takes: as many as it has terms, of whatever period.</summary>
    private readonly int[] counts = Array.ConvertAll(parts, part => part.Terms(AnyDay, AnyDay.To).Length);

    public override IReadOnlyList<Metric> Parts => parts;

    public override bool IsStanding => parts.All(part => part.IsStanding);

    public override Term[] Terms(Period period, DateOnly today) => [.. parts.SelectMany(part => part.Terms(period, today))];

    public override MetricValue Compute(ReadOnlySpan<TermValue> values)
    {
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            sum += parts[i].Compute(values[..counts[i]]).Value.GetValueOrDefault();
            values = values[counts[i]..];
        }
        return new(sum);
    }

    internal override string? Formula(IFormulaScope scope, Period period, DateOnly today)
    {
        var sums = parts.Select(scope.Of).ToList();
        return sums.Contains(null) ? null : string.Join('+', sums);
    }

    public override MetricRows? RowsBehind(Period period, DateOnly today) => null;
}
