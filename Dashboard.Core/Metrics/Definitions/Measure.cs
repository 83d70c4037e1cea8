using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>What the cube keeps of a measure.</summary>
public enum MeasureShape
{
    /// <summary>A count or a sum.</summary>
    Sum,

    /// <summary>A distribution of small whole numbers, for medians.</summary>
    Distribution,

    /// <summary>A number of distinct things, each of which may occur many times.</summary>
    Distinct,

    /// <summary>
    /// A number of distinct things that seldom occur twice, as petitions that were closed: each row knows when its thing occurred before.
    /// </summary>
    Once,

    /// <summary>
    /// A number of rows to which a later step has come, as closings of what fell due: a past span can be read as it stood on a day.
    /// </summary>
    Maturing,
}

/// <summary>The part of a definition that is counted: which rows, which day places them, what is added.</summary>
public abstract class Measure
{
    /// <summary>Position in the catalogue, by which the cube finds it.</summary>
    public int Index { get; internal set; } = -1;

    public abstract MeasureShape Shape { get; }

    public abstract MetricSource Source { get; }

    /// <summary>True when it is placed by a due day, and so counts up to yesterday.</summary>
    public bool IsDue => Dimension.IsDue;

    /// <summary>Measures of the same dimension are read by one grouped query.</summary>
    internal abstract DateDimension Dimension { get; }

    /// <summary>
    /// The measure over a period as it stands on a day: of what falls due, the days that are over; of what matures, the steps up to then.
    /// </summary>
    public Term Over(Period period, DateOnly today) => new(this, period.From,
        IsDue && period.To >= today ? today.AddDays(-1) : period.To, Shape == MeasureShape.Maturing ? today : null);

    /// <summary>
    /// The columns in which the rows behind a figure that rests on this measure are listed; null when they are only told apart.
    /// </summary>
    internal abstract Ledger? RowsLedger { get; }

    /// <summary>What is counted, for those who count it elsewhere: in a spreadsheet.</summary>
    internal abstract MeasureDefinition Definition { get; }

    /// <summary>The rows that a summary of a period lists for this measure; null when they are not listed by period.</summary>
    internal abstract PeriodLedger? PeriodLedger(MetricCatalogue catalogue);

    /// <summary>The measure over a slice, by SQL: the truth that the cube is held against.</summary>
    internal abstract Task<TermValue> ReadAsync(DashboardDbContext db, MetricSlice slice, Term term, CancellationToken cancellationToken);

    /// <summary>A page of the rows of which this definition and another of the same records make two different things.</summary>
    internal abstract Task<LedgerPage> ReadDifferingAsync(
        DashboardDbContext db, (MetricRows Behind, CaseStanding Standing) one, (MetricRows Behind, CaseStanding Standing) other,
        MetricSlice slice, LedgerRequest request, CancellationToken cancellationToken);

    /// <summary>A page of the rows behind a figure that rests on this measure.</summary>
    internal abstract Task<LedgerPage> ReadRowsAsync(
        DashboardDbContext db, MetricRows behind, MetricSlice slice, LedgerRequest request, MetricValue figure,
        CancellationToken cancellationToken);

    /// <summary>All rows behind a figure that rests on this measure.</summary>
    internal abstract Task<LedgerRows> StreamRowsAsync(DashboardDbContext db, MetricRows behind, MetricSlice slice, LedgerRequest request,
        CancellationToken cancellationToken);

    /// <summary>What several measures of the same records give, each over its span, for every value of the records' splits.</summary>
    internal abstract Task<IReadOnlyList<PartSums>> ReadPartsAsync(DashboardDbContext db, IReadOnlyList<Term> terms, MetricSlice slice,
        CancellationToken cancellationToken);

    /// <summary>All rows of which this definition and another of the same records make two different things.</summary>
    internal abstract Task<LedgerRows> StreamDifferingAsync(
        DashboardDbContext db, (MetricRows Behind, CaseStanding Standing) one, (MetricRows Behind, CaseStanding Standing) other,
        MetricSlice slice, CancellationToken cancellationToken);
}

/// <inheritdoc cref="Measure"/>
public sealed class Measure<T> : Measure
    where T : class
{
    internal Measure(DateDimension<T> dimension, MeasureShape shape, Expression<Func<T, bool>>? where, Expression<Func<T, long>>? value,
        IDistinctEntities<T>? things = null)
    {
        (Placed, Shape, Where, Value, Things) = (dimension, shape, where?.WithConstants(), value, things);
        dimension.Add(this);
    }

    /// <summary>A distribution of the numbers that rows have.</summary>
    internal Measure(DateDimension<T> dimension, Expression<Func<T, int?>> number, Expression<Func<T, int>>? after)
        : this(dimension, MeasureShape.Distribution, Compose<bool>(number, body => Expression.NotEqual(body, Expression.Constant(null))),
            Compose<long>(number, body => Expression.Convert(body, typeof(long)))) =>
        (Number, After) = (number, after);

    /// <summary>Distinct things that seldom occur twice.</summary>
    internal Measure(DateDimension<T> dimension, Expression<Func<T, bool>>? where, Expression<Func<T, long>> key,
        Expression<Func<T, DateOnly?>> previous)
        : this(dimension, MeasureShape.Once, where, null) => (Key, Previous) = (key, previous);

    /// <summary>Rows to which a later step has come.</summary>
    internal Measure(DateDimension<T> dimension, Expression<Func<T, bool>>? where, Expression<Func<T, DateOnly?>> matured)
        : this(dimension, MeasureShape.Maturing, matured.IsSet().And(where), null) => Matured = matured;

    public override MeasureShape Shape { get; }

    public override MetricSource Source => Placed.Source;

    internal override DateDimension Dimension => Placed;

    internal override Ledger? RowsLedger => Things?.Ledger ?? Placed.Source.Ledger;

    internal override MeasureDefinition Definition =>
        new(Placed.Source.Ledger, Placed.Day, Where, (LambdaExpression?)Number ?? Value, Previous, Matured);

    internal override PeriodLedger? PeriodLedger(MetricCatalogue catalogue) =>
        Placed.Source.Ledger is { InPeriod: not null } ledger ? Metrics.PeriodLedger.Of(ledger, catalogue) : null;

    internal DateDimension<T> Placed { get; }

    /// <summary>Which rows; null for all that have a day.</summary>
    internal Expression<Func<T, bool>>? Where { get; }

    /// <summary>What is added, distributed or told apart; null to count rows.</summary>
    internal Expression<Func<T, long>>? Value { get; }

    /// <summary>For a distribution, its value as the store holds it: grouped by it, the store need not sort.</summary>
    internal Expression<Func<T, int?>>? Number { get; }

    /// <summary>For a distribution, what stands between the community and the number in the index of the day; null for nothing.</summary>
    internal Expression<Func<T, int>>? After { get; }

    /// <summary>For distinct things, how they are listed.</summary>
    internal IDistinctEntities<T>? Things { get; }

    /// <summary>For <see cref="MeasureShape.Once"/>, the thing that a row is about.</summary>
    internal Expression<Func<T, long>>? Key { get; }

    /// <summary>
    /// For <see cref="MeasureShape.Once"/>, the last day before the row's own on which its thing was counted; null mostly.
    /// </summary>
    internal Expression<Func<T, DateOnly?>>? Previous { get; }

    /// <summary>For <see cref="MeasureShape.Maturing"/>, the day of the step that makes a row count.</summary>
    internal Expression<Func<T, DateOnly?>>? Matured { get; }

    /// <summary>Which rows of the source the measure counts in a span of days: of a thing that is counted once, the first.</summary>
    internal Expression<Func<T, bool>> Counts(DateOnly from, DateOnly to, DateOnly? asOf = null)
    {
        var counted = Occurs(from, to, asOf);
        if (Previous is null) return counted;
        Expression<Func<DateOnly?, bool>> isFirst = day => day == null || day < from;
        return counted.And(Expression.Lambda<Func<T, bool>>(isFirst.With(Previous.Body), Previous.Parameters));
    }

    /// <summary>The rows of a span of days, also those of things that occurred in it before.</summary>
    private Expression<Func<T, bool>> Occurs(DateOnly from, DateOnly to, DateOnly? asOf)
    {
        var placed = Placed.Day.Within(from, to).And(Where);
        if (Matured is null || asOf is null) return placed;
        // What was there with the row's own day is no later step, even where that day has not come.
        Expression<Func<DateOnly?, DateOnly?, bool>> byThen = (matured, day) => matured <= asOf || matured <= day;
        var x = Matured.Parameters[0];
        return placed.And(Expression.Lambda<Func<T, bool>>(byThen.With(Matured.Body, Placed.Day.With(x)), x));
    }

    internal override Task<LedgerPage> ReadRowsAsync(
        DashboardDbContext db, MetricRows behind, MetricSlice slice, LedgerRequest request, MetricValue figure,
        CancellationToken cancellationToken)
    {
        var rows = RowsBehind(db, behind, slice);
        return Things is not null
            ? Things.ReadAsync(db, rows, request, figure, cancellationToken)
            : RowsPage.ReadAsync(rows, Placed.Source.Ledger!, request, MarkOf(behind), figure, cancellationToken);
    }

    internal override Task<LedgerRows> StreamRowsAsync(DashboardDbContext db, MetricRows behind, MetricSlice slice, LedgerRequest request,
        CancellationToken cancellationToken)
    {
        var rows = RowsBehind(db, behind, slice);
        return Things is not null
            ? Things.StreamAsync(db, rows, request, cancellationToken)
            : RowsPage.StreamAsync(rows, Placed.Source.Ledger!, request, MarkOf(behind), cancellationToken);
    }

    internal override Task<LedgerPage> ReadDifferingAsync(
        DashboardDbContext db, (MetricRows Behind, CaseStanding Standing) one, (MetricRows Behind, CaseStanding Standing) other,
        MetricSlice slice, LedgerRequest request, CancellationToken cancellationToken) =>
        RowsPage.ReadAsync(RowsDiffering(db, one, other, slice), Placed.Source.Ledger!, request, null, default, cancellationToken);

    internal override Task<LedgerRows> StreamDifferingAsync(
        DashboardDbContext db, (MetricRows Behind, CaseStanding Standing) one, (MetricRows Behind, CaseStanding Standing) other,
        MetricSlice slice, CancellationToken cancellationToken) =>
        RowsPage.StreamAsync(RowsDiffering(db, one, other, slice), Placed.Source.Ledger!, new(), null, cancellationToken);

    internal override async Task<IReadOnlyList<PartSums>> ReadPartsAsync(DashboardDbContext db, IReadOnlyList<Term> terms,
        MetricSlice slice, CancellationToken cancellationToken)
    {
        var spans = terms.Select(term => (((Measure<T>)term.Measure).Placed, term.From, term.To)).Distinct()
            .Select(span => span.Placed.Day.Within(span.From, span.To)).ToList();
        var rows = Placed.Source.In(db, slice).Where(spans.Skip(1).Aggregate(spans[0], (one, other) => one.Or(other)));
        var keys = Placed.Source.ToldApartBy;
        var values = terms.Select(term => (CountsOf(term), ((Measure<T>)term.Measure).Value)).ToList();
        var parts = CellRow.SumByPart(rows.Select(CellRow.PartProjection(keys, values)), keys.Count, terms.Count);
        var read = new List<PartSums>();
        await foreach (var row in parts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            read.Add(new([.. new[] { row.First ?? "", row.Second ?? "" }.Take(keys.Count)],
                [.. Enumerable.Range(0, terms.Count).Select(i => new TermValue(row[i]))]));
        return read;
    }

    private IQueryable<T> RowsBehind(DashboardDbContext db, MetricRows behind, MetricSlice slice) =>
        Placed.Source.In(db, slice).Where(CasesOf(behind));

    private IQueryable<T> RowsDiffering(DashboardDbContext db, (MetricRows Behind, CaseStanding Standing) one,
        (MetricRows Behind, CaseStanding Standing) other, MetricSlice slice)
    {
        var rows = Placed.Source.In(db, slice);
        if (Key is null) return rows.Where(Standing(one.Behind, one.Standing)).Where(Standing(other.Behind, other.Standing));
        // A thing may be counted by one row under one definition, and by another row under the other: things are told apart, not rows.
        var (counted, left) = one.Standing == CaseStanding.Counted ? (one.Behind, other.Behind) : (other.Behind, one.Behind);
        var (there, without) = ((Measure<T>)counted.Base.Measure, (Measure<T>)left.Base.Measure);
        var keys = rows.Where(without.Occurs(left.Base.From, left.Base.To, left.Base.AsOf)).Select(without.Key!);
        Expression<Func<long, bool>> isLeft = key => !keys.Contains(key);
        // A parameter of its own: that of the key stands in the inner query.
        var row = Expression.Parameter(typeof(T), "row");
        return rows.Where(there.Counts(counted.Base.From, counted.Base.To, counted.Base.AsOf))
            .Where(Expression.Lambda<Func<T, bool>>(isLeft.With(Key.With(row)), row));
    }

    private static Expression<Func<T, bool>>? MarkOf(MetricRows behind) => behind.Marked is { } mark ? CountsOf(mark) : null;

    /// <summary>The rows of which a definition makes one thing.</summary>
    private static Expression<Func<T, bool>> Standing(MetricRows behind, CaseStanding standing)
    {
        var cases = CasesOf(behind);
        if (standing == CaseStanding.Out) return cases.Not();
        if (behind.Marked is not { } mark) return cases;
        return cases.And(standing == CaseStanding.Counted ? CountsOf(mark) : CountsOf(mark).Not());
    }

    private static Expression<Func<T, bool>> CasesOf(MetricRows behind)
    {
        var counted = CountsOf(behind.Base);
        return behind.Without is { } without ? counted.And(CountsOf(without).Not()) : counted;
    }

    private static Expression<Func<T, TResult>> Compose<TResult>(LambdaExpression value, Func<Expression, Expression> compose) =>
        Expression.Lambda<Func<T, TResult>>(compose(value.Body), value.Parameters);

    private static Expression<Func<T, bool>> CountsOf(Term term) => ((Measure<T>)term.Measure).Counts(term.From, term.To, term.AsOf);

    internal override async Task<TermValue> ReadAsync(DashboardDbContext db, MetricSlice slice, Term term,
        CancellationToken cancellationToken)
    {
        var rows = Placed.Source.In(db, slice).Where(Occurs(term.From, term.To, term.AsOf));
        switch (Shape)
        {
            // Counted without the column that the rows and the cube are told apart by, so that it is held against the truth.
            case MeasureShape.Once:
                return new(await rows.Select(Key!).Distinct().LongCountAsync(cancellationToken));
            case MeasureShape.Maturing:
            case MeasureShape.Sum when Value is null:
                return new(await rows.LongCountAsync(cancellationToken));
            case MeasureShape.Sum:
                return new(await rows.SumAsync(Value, cancellationToken));
            case MeasureShape.Distinct:
                return new(await rows.Select(Value!).Distinct().LongCountAsync(cancellationToken));
            default:
                var groups = await rows.GroupBy(Value!).Select(group => new { group.Key, Count = group.LongCount() })
                    .OrderBy(group => group.Key).ToListAsync(cancellationToken);
                return TermValue.OfDistribution(groups.Select(group => (group.Key, group.Count)));
        }
    }
}

/// <summary>What one measure gives for one span of days.</summary>
/// <param name="Sum">The count, the sum or the number of distinct things; for a distribution, how many values.</param>
/// <param name="Median">For a distribution that is not empty, its median.</param>
public readonly record struct TermValue(long Sum, double? Median = null)
{
    /// <summary>The median of values given with their counts in ascending order; of an even number, the mean of the middle two.</summary>
    internal static TermValue OfDistribution(IEnumerable<(long Value, long Count)> ascending)
    {
        var groups = ascending as IReadOnlyList<(long Value, long Count)> ?? [.. ascending];
        var n = groups.Sum(group => group.Count);
        if (n == 0) return new(0);
        return new(n, (At((n - 1) / 2) + At(n / 2)) / 2.0);

        long At(long rank)
        {
            foreach (var (value, count) in groups)
            {
                if (rank < count) return value;
                rank -= count;
            }
            throw new InvalidOperationException("A rank lies past the end of its distribution.");
        }
    }
}

/// <summary>One measure over one span of days: what a metric is computed from.</summary>
/// <param name="AsOf">Of what matures, the day at whose end it is looked at; null for what does not.</param>
public readonly record struct Term(Measure Measure, DateOnly From, DateOnly To, DateOnly? AsOf = null);

/// <summary>What the terms of a metric give for one part of its records.</summary>
/// <param name="Keys">One for each of the records' splits.</param>
/// <param name="Values">One for each term.</param>
public sealed record PartSums(IReadOnlyList<string> Keys, TermValue[] Values);
