using System.Linq.Expressions;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>A date that places the rows of a source in a period; all measures of one dimension are read together.</summary>
public abstract class DateDimension
{
    /// <summary>Name for logs, as in <c>petition by ClosedOn</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Kind in the change log whose changes make this dimension's cells dirty.</summary>
    public abstract string Kind { get; }

    /// <summary>
    /// True when the day is one by which something is due. What falls due on a day can be judged only when that day is over, so such
    /// a dimension counts up to yesterday and nothing later. It follows from the date's name, so no definition can forget it.
    /// </summary>
    public abstract bool IsDue { get; }

    /// <summary>The measures, in the order in which cells hold their values.</summary>
    internal abstract IReadOnlyList<Measure> Measures { get; }

    /// <summary>The measure that counts every row, made when no metric has it; it tells when records of the kind begin.</summary>
    internal abstract Measure EveryRow();

    /// <summary>What reads every cell (null), or those of some days.</summary>
    internal abstract IEnumerable<CellStatement> Statements(DashboardDbContext db, IReadOnlyCollection<DateOnly>? days);

    /// <summary>Reads every cell, or those of some days, as the store has them now.</summary>
    internal async Task<DimensionCells> ReadCellsAsync(DashboardDbContext db, CommunitySets sets, IReadOnlyCollection<DateOnly>? days,
        CancellationToken cancellationToken)
    {
        var cells = new DimensionCells(Measures.Count, sets);
        foreach (var statement in Statements(db, days))
        {
            var rows = days is null
                ? PreparedStatements.ReadAsync(db, statement, cancellationToken)
                : statement.Rows.AsAsyncEnumerable();
            await foreach (var row in rows.WithCancellation(cancellationToken)) statement.Take(row, cells);
        }

        return cells;
    }

    /// <summary>Puts some days (null for all) of this dimension's measures anew, as the store has them now.</summary>
    /// <param name="measures">Those of the whole catalogue.</param>
    internal async Task RecountAsync(DashboardDbContext db, MeasureStore[] measures, CommunitySets sets,
        IReadOnlyCollection<DateOnly>? days, CancellationToken cancellationToken)
    {
        var cells = await ReadCellsAsync(db, sets, days, cancellationToken);
        var numbers = days?.Select(day => day.DayNumber).ToHashSet();
        for (var i = 0; i < Measures.Count; i++)
        {
            var index = Measures[i].Index;
            measures[index] = measures[index].With(cells[i], numbers);
        }
    }
}

/// <inheritdoc cref="DateDimension"/>
/// <param name="source">Where the rows come from.</param>
/// <param name="day">The day; null places a row nowhere.</param>
public sealed class DateDimension<T>(MetricSource<T> source, Expression<Func<T, DateOnly?>> day) : DateDimension
    where T : class
{
    private readonly List<Measure<T>> measures = [];

    public MetricSource<T> Source => source;

    public Expression<Func<T, DateOnly?>> Day => day;

    public override string Name => $"{source.Kind} by {day.Body}";

    public override string Kind => source.Kind;

    public override bool IsDue { get; } = day.Body.Bare() is MemberExpression date
        && date.Member.Name.Contains("Due", StringComparison.Ordinal);

    internal override IReadOnlyList<Measure> Measures => measures;

    internal override Measure EveryRow() =>
        measures.FirstOrDefault(measure => measure.Shape == MeasureShape.Sum && measure.Where is null && measure.Value is null) ?? Count();

    internal void Add(Measure<T> measure) => measures.Add(measure);

    /// <summary>Counts rows.</summary>
    public Measure<T> Count(Expression<Func<T, bool>>? where = null) => new(this, MeasureShape.Sum, where, null);

    /// <summary>Adds up a value of rows.</summary>
    public Measure<T> Sum(Expression<Func<T, long>> value, Expression<Func<T, bool>>? where = null) =>
        new(this, MeasureShape.Sum, where, value);

    /// <summary>Keeps the distribution of a whole number; rows without one are not in it.</summary>
    /// <param name="after">What stands before the number in the index of the day, behind whether a row is joint.</param>
    public Measure<T> Distribution(Expression<Func<T, int?>> number, Expression<Func<T, int>>? after = null) => new(this, number, after);

    /// <summary>Tells things apart by a key.</summary>
    /// <param name="key">What is told apart.</param>
    /// <param name="things">How the things themselves are listed.</param>
    public Measure<T> Distinct(Expression<Func<T, long>> key, IDistinctEntities<T> things) =>
        new(this, MeasureShape.Distinct, null, key, things);

    /// <summary>Counts things once, however many rows of theirs there are in a span of days.</summary>
    /// <param name="key">The thing that a row is about.</param>
    /// <param name="previous">The last day before the row's own on which its thing was counted; null mostly.</param>
    public Measure<T> Once(Expression<Func<T, long>> key, Expression<Func<T, DateOnly?>> previous,
        Expression<Func<T, bool>>? where = null) => new(this, where, key, previous);

    /// <summary>
    /// Counts rows to which a later step has come. What it counts of a span still grows after the span is over, so it keeps by when: a
    /// past period is compared as it stood when it was as old as the present one.
    /// </summary>
    /// <param name="by">The day of the step; null while it has not come.</param>
    public Measure<T> Matured(Expression<Func<T, DateOnly?>> by, Expression<Func<T, bool>>? where = null) => new(this, where, by);

    internal override IEnumerable<CellStatement> Statements(DashboardDbContext db, IReadOnlyCollection<DateOnly>? days)
    {
        var sums = measures.Where(measure => measure.Shape is MeasureShape.Sum or MeasureShape.Once or MeasureShape.Maturing).ToList();
        foreach (var batch in sums.Chunk(CellRow.MostValues))
        {
            foreach (var statement in OfSums(db, batch, days)) yield return statement;
        }

        foreach (var measure in measures.Where(measure => measure.Shape is MeasureShape.Distribution or MeasureShape.Distinct))
        {
            foreach (var statement in OfValues(db, measure, days)) yield return statement;
        }

        foreach (var measure in measures)
        {
            if (measure.Previous is { } previous)
            {
                foreach (var statement in OfPaired(db, Single(db), measure, previous, previous.IsSet(), days)) yield return statement;
            }

            if (measure.Matured is { } matured)
            {
                var rows = days is null ? ByDay(db) : Single(db);
                foreach (var statement in OfPaired(db, rows, measure, matured, matured.IsAfter(day), days)) yield return statement;
            }
        }
    }

    private IEnumerable<CellStatement> OfSums(DashboardDbContext db, Measure<T>[] batch, IReadOnlyCollection<DateOnly>? days)
    {
        var places = batch.Select(measure => measures.IndexOf(measure)).ToArray();
        var rows = OnDays(Single(db), day, days).Select(CellRow.Projection(day.Parameters[0], source.Community, day, batch));
        yield return new($"{Named}, sums {places[0]}", CellRow.SumByCell(rows, batch.Length), (row, cells) =>
        {
            for (var i = 0; i < places.Length; i++)
            {
                if (row[i] != 0) cells[places[i]].AddSingle(row.CommunityId, row.Day!.Value, row[i]);
            }
        });

        if (source.JointLinks is null) yield break;
        var link = Expression.Parameter(typeof(JointLink<T>), "link");
        var linked = OnDays(source.JointLinks(db), LinkDay(link), days)
            .OrderBy(row => row.RecordId)
            .Select(CellRow.LinkProjection(link, day, batch));
        yield return new($"{Named}, joint sums {places[0]}", linked, (row, cells) =>
        {
            for (var i = 0; i < places.Length; i++)
            {
                if (row[i] != 0) cells[places[i]].AddJoint(row.RecordId, row.CommunityId, row.Day!.Value, row[i]);
            }
        });
    }

    private IEnumerable<CellStatement> OfValues(DashboardDbContext db, Measure<T> measure, IReadOnlyCollection<DateOnly>? days)
    {
        var place = measures.IndexOf(measure);
        var single = Single(db);
        if (measure.Where is not null) single = single.Where(measure.Where);
        var values = OnDays(single, day, days).Select(CellRow.ValueProjection(day.Parameters[0], source.Community, day, measure));
        // Equal numbers are counted by the store. Distinct things are not: that would make it sort them all.
        if (measure.Shape == MeasureShape.Distribution) values = Counted(single, values, measure, days);

        yield return new($"{Named}, values {place}", values,
            (row, cells) => cells[place].AddSingle(row.CommunityId, row.Day!.Value, row.Number ?? row.V0, row.V1));

        if (source.JointLinks is null) yield break;
        var link = Expression.Parameter(typeof(JointLink<T>), "link");
        var links = OnDays(source.JointLinks(db), LinkDay(link), days);
        if (measure.Where is not null)
        {
            links = links.Where(Expression.Lambda<Func<JointLink<T>, bool>>(measure.Where.With(CellRow.RecordOf(link)), link));
        }

        yield return new($"{Named}, joint values {place}",
            links.OrderBy(row => row.RecordId).Select(CellRow.LinkValueProjection(link, day, measure)),
            (row, cells) => cells[place].AddJoint(row.RecordId, row.CommunityId, row.Day!.Value, row.V0));
    }

    /// <summary>How often each number occurs on each day.</summary>
    private IQueryable<CellRow> Counted(IQueryable<T> single, IQueryable<CellRow> values, Measure<T> measure,
        IReadOnlyCollection<DateOnly>? days)
    {
        // Told apart by all that the index has in front of the number, they come in its order, and the store need not sort every row. A
        // number comes several times then, and is added up.
        if (measure.After is { } after && source.IsJoint is not null)
        {
            return OnDays(single, day, days)
                .Select(CellRow.ValueProjection(day.Parameters[0], source.Community, day, measure, source.IsJoint, after))
                .GroupBy(row => new { row.CommunityId, row.Day, row.IsJoint, row.After, row.Number })
                .Select(group => new CellRow
                {
                    CommunityId = group.Key.CommunityId,
                    Day = group.Key.Day,
                    Number = group.Key.Number,
                    V1 = group.LongCount(),
                });
        }

        return values.GroupBy(row => new { row.CommunityId, row.Day, row.Number })
            .Select(group => new CellRow
            {
                CommunityId = group.Key.CommunityId,
                Day = group.Key.Day,
                Number = group.Key.Number,
                V1 = group.LongCount(),
            });
    }

    /// <summary>
    /// The few rows for which another day of theirs matters: whose thing was counted before, or to which a step came later.
    /// </summary>
    private IEnumerable<CellStatement> OfPaired(DashboardDbContext db, IQueryable<T> single, Measure<T> measure,
        Expression<Func<T, DateOnly?>> other, Expression<Func<T, bool>> matters, IReadOnlyCollection<DateOnly>? days)
    {
        var place = measures.IndexOf(measure);
        var which = matters.And(measure.Where);
        var rows = OnDays(single.Where(which), day, days)
            .Select(CellRow.PairedProjection(day.Parameters[0], source.Community, day, other));
        yield return new($"{Named}, other days {place}", rows,
            (row, cells) => cells[place].AddPaired(row.CommunityId, row.Day!.Value, row.Other!.Value));

        if (source.JointLinks is null) yield break;
        var link = Expression.Parameter(typeof(JointLink<T>), "link");
        var links = OnDays(source.JointLinks(db), LinkDay(link), days)
            .Where(Expression.Lambda<Func<JointLink<T>, bool>>(which.With(CellRow.RecordOf(link)), link));
        yield return new($"{Named}, joint other days {place}",
            links.OrderBy(row => row.RecordId).Select(CellRow.LinkPairedProjection(link, day, other)),
            (row, cells) => cells[place].AddJointPaired(row.RecordId, row.CommunityId, row.Day!.Value, row.Other!.Value));
    }

    /// <summary>The name together with what the rows are: rounds have days of their records' names.</summary>
    private string Named => $"{typeof(T).Name} by {day.Body.Bare()}";

    private IQueryable<T> Single(DashboardDbContext db)
    {
        var rows = source.Rows(db);
        return source.IsJoint is null ? rows : rows.Where(source.IsJoint.Not());
    }

    /// <summary>
    /// The same rows. A range that leaves nothing out has SQLite go through the index of the day, which holds all that is asked for;
    /// left to itself it takes a filtered index for one that does not, and goes through the whole table.
    /// </summary>
    private IQueryable<T> ByDay(DashboardDbContext db)
    {
        // A constant, for the prepared statements take no parameters.
        var any = Expression.GreaterThanOrEqual(day.Body, Expression.Constant(DateOnly.MinValue, typeof(DateOnly?)));
        return Single(db).Where(Expression.Lambda<Func<T, bool>>(any, day.Parameters));
    }

    private Expression<Func<JointLink<T>, DateOnly?>> LinkDay(ParameterExpression link) =>
        Expression.Lambda<Func<JointLink<T>, DateOnly?>>(day.With(CellRow.RecordOf(link)), link);

    private static IQueryable<TRow> OnDays<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, DateOnly?>> day,
        IReadOnlyCollection<DateOnly>? days)
    {
        Expression<Func<DateOnly?, bool>> within;
        if (days is null)
        {
            within = value => value != null;
        }
        else
        {
            var chosen = days.Select(d => (DateOnly?)d).ToArray();
            within = value => chosen.Contains(value);
        }

        return rows.Where(Expression.Lambda<Func<TRow, bool>>(within.With(day.Body), day.Parameters));
    }
}
