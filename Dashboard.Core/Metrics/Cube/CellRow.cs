using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;

namespace Concentric.Metrics;

/// <summary>
/// One row of a placement's grouped query: a community, a day, and the values of up to <see cref="MostValues"/> measures. One object
/// stands for all rows of a prepared statement in turn, so nobody keeps it.
/// </summary>
internal sealed class CellRow
{
    public const int MostValues = 12;

    private static readonly PropertyInfo[] Values = [.. Enumerable.Range(0, MostValues).Select(i => typeof(CellRow).GetProperty($"V{i}")!)];
    private static readonly ConstructorInfo New = typeof(CellRow).GetConstructor([])!;

    public int CommunityId { get; set; }

    public long RecordId { get; set; }

    public DateOnly? Day { get; set; }

    /// <summary>Another day of the row that matters: on which its thing was counted before, or of a later step.</summary>
    public DateOnly? Other { get; set; }

    /// <summary>The value of a distribution.</summary>
    public int? Number { get; set; }

    /// <summary>Whether the row's records are joint; they are told apart by it only where that spares the store sorting them.</summary>
    public bool IsJoint { get; set; }

    /// <inheritdoc cref="Measure{T}.After"/>
    public int After { get; set; }

    /// <summary>What the row's records are told apart by.</summary>
    public string? First { get; set; }

    /// <inheritdoc cref="First"/>
    public string? Second { get; set; }

    public long V0 { get; set; }

    public long V1 { get; set; }

    public long V2 { get; set; }

    public long V3 { get; set; }

    public long V4 { get; set; }

    public long V5 { get; set; }

    public long V6 { get; set; }

    public long V7 { get; set; }

    public long V8 { get; set; }

    public long V9 { get; set; }

    public long V10 { get; set; }

    public long V11 { get; set; }

    public long this[int place]
    {
        get => place switch
        {
            0 => V0,
            1 => V1,
            2 => V2,
            3 => V3,
            4 => V4,
            5 => V5,
            6 => V6,
            7 => V7,
            8 => V8,
            9 => V9,
            10 => V10,
            _ => V11,
        };
        set
        {
            switch (place)
            {
                case 0: V0 = value; break;
                case 1: V1 = value; break;
                case 2: V2 = value; break;
                case 3: V3 = value; break;
                case 4: V4 = value; break;
                case 5: V5 = value; break;
                case 6: V6 = value; break;
                case 7: V7 = value; break;
                case 8: V8 = value; break;
                case 9: V9 = value; break;
                case 10: V10 = value; break;
                default: V11 = value; break;
            }
        }
    }

    /// <summary>x => its community, its day, and each measure's value where its filter holds, else 0.</summary>
    public static Expression<Func<T, CellRow>> Projection<T>(
        ParameterExpression x, Expression<Func<T, int>> community, Expression<Func<T, DateOnly?>> day, IReadOnlyList<Measure<T>> measures)
        where T : class =>
        Init<T>(x,
            [Bind(nameof(CommunityId), community.With(x)), Bind(nameof(Day), day.With(x)),
                .. measures.Select((measure, i) => Bind(Values[i], ValueOf(measure, x)))]);

    /// <summary>x => its community, its day, and the measure's value.</summary>
    public static Expression<Func<T, CellRow>> ValueProjection<T>(
        ParameterExpression x, Expression<Func<T, int>> community, Expression<Func<T, DateOnly?>> day, Measure<T> measure)
        where T : class =>
        Init<T>(x,
            [Bind(nameof(CommunityId), community.With(x)), Bind(nameof(Day), day.With(x)), measure.Number is { } number
                ? Bind(nameof(Number), number.With(x))
                : Bind(nameof(V0), measure.Value!.With(x))]);

    /// <summary>x => the same, and what stands before the value in an index.</summary>
    public static Expression<Func<T, CellRow>> ValueProjection<T>(
        ParameterExpression x, Expression<Func<T, int>> community, Expression<Func<T, DateOnly?>> day, Measure<T> measure,
        Expression<Func<T, bool>> isJoint, Expression<Func<T, int>> after)
        where T : class =>
        Init<T>(x,
            [Bind(nameof(CommunityId), community.With(x)), Bind(nameof(Day), day.With(x)), Bind(nameof(Number), measure.Number!.With(x)),
                Bind(nameof(IsJoint), isJoint.With(x)), Bind(nameof(After), after.With(x))]);

    /// <summary>link => one community of a joint row, its day, and each measure's value.</summary>
    public static Expression<Func<JointLink<T>, CellRow>> LinkProjection<T>(ParameterExpression link, Expression<Func<T, DateOnly?>> day,
        IReadOnlyList<Measure<T>> measures)
        where T : class =>
        Init<JointLink<T>>(link,
            [.. LinkBindings(link, day), .. measures.Select((measure, i) => Bind(Values[i], ValueOf(measure, RecordOf(link))))]);

    /// <summary>link => one community of a joint row, its day, and the measure's value.</summary>
    public static Expression<Func<JointLink<T>, CellRow>> LinkValueProjection<T>(ParameterExpression link,
        Expression<Func<T, DateOnly?>> day, Measure<T> measure)
        where T : class =>
        Init<JointLink<T>>(link, [.. LinkBindings(link, day), Bind(nameof(V0), measure.Value!.With(RecordOf(link)))]);

    /// <summary>x => its community, its day, and another day of it that matters.</summary>
    public static Expression<Func<T, CellRow>> PairedProjection<T>(
        ParameterExpression x, Expression<Func<T, int>> community, Expression<Func<T, DateOnly?>> day,
        Expression<Func<T, DateOnly?>> other)
        where T : class => Init<T>(x,
            [Bind(nameof(CommunityId), community.With(x)), Bind(nameof(Day), day.With(x)), Bind(nameof(Other), other.With(x))]);

    /// <summary>link => one community of a joint row, its day, and another day of it that matters.</summary>
    public static Expression<Func<JointLink<T>, CellRow>> LinkPairedProjection<T>(ParameterExpression link,
        Expression<Func<T, DateOnly?>> day, Expression<Func<T, DateOnly?>> other)
        where T : class => Init<JointLink<T>>(link, [.. LinkBindings(link, day), Bind(nameof(Other), other.With(RecordOf(link)))]);

    /// <summary>x => by what it is told apart, and each value where its condition holds, else 0.</summary>
    /// <param name="keys">One or two.</param>
    /// <param name="values">A value of null counts rows.</param>
    public static Expression<Func<T, CellRow>> PartProjection<T>(IReadOnlyList<RecordSplit<T>> keys,
        IReadOnlyList<(Expression<Func<T, bool>> Where, Expression<Func<T, long>>? Value)> values)
    {
        var x = Expression.Parameter(typeof(T), "x");
        return Init<T>(x,
        [
            .. keys.Select((key, i) => Bind(i == 0 ? nameof(First) : nameof(Second), key.Key.With(x))),
            .. values.Select((value, i) => Bind(Values[i], Expression.Condition(value.Where.With(x),
                value.Value?.With(x) ?? Expression.Constant(1L), Expression.Constant(0L)))),
        ]);
    }

    /// <summary>The sums of the first values, by community and day.</summary>
    public static IQueryable<CellRow> SumByCell(IQueryable<CellRow> rows, int count) =>
        Sum(rows.GroupBy(row => new { row.CommunityId, row.Day }), count, key =>
            [Bind(nameof(CommunityId), Expression.Property(key, nameof(CommunityId))),
                Bind(nameof(Day), Expression.Property(key, nameof(Day)))]);

    /// <summary>The sums of the first values, by what the rows are told apart by.</summary>
    /// <param name="keys">By how many things: SQL Server does not group by one that is the same for all.</param>
    public static IQueryable<CellRow> SumByPart(IQueryable<CellRow> rows, int keys, int count) => keys == 1
        ? Sum(rows.GroupBy(row => row.First), count, key => [Bind(nameof(First), key)])
        : Sum(rows.GroupBy(row => new { row.First, row.Second }), count, key =>
            [Bind(nameof(First), Expression.Property(key, nameof(First))), Bind(nameof(Second), Expression.Property(key, nameof(Second)))]);

    private static IQueryable<CellRow> Sum<TKey>(
        IQueryable<IGrouping<TKey, CellRow>> groups, int count, Func<Expression, IEnumerable<MemberBinding>> bind)
    {
        var group = Expression.Parameter(typeof(IGrouping<TKey, CellRow>), "group");
        var key = Expression.Property(group, nameof(IGrouping<TKey, CellRow>.Key));
        var row = Expression.Parameter(typeof(CellRow), "row");
        var sums = Values.Take(count).Select(value => Bind(value, Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Sum), [typeof(CellRow)], group,
            Expression.Lambda<Func<CellRow, long>>(Expression.Property(row, value), row))));
        return groups.Select(Init<IGrouping<TKey, CellRow>>(group,
            [.. bind(key), .. sums]));
    }

    public static Expression RecordOf(Expression link) => Expression.Property(link, nameof(JointLink<object>.Record));

    private static IEnumerable<MemberBinding> LinkBindings<T>(ParameterExpression link, Expression<Func<T, DateOnly?>> day) =>
    [
        Bind(nameof(CommunityId), Expression.Property(link, nameof(JointLink<object>.CommunityId))),
        Bind(nameof(RecordId), Expression.Property(link, nameof(JointLink<object>.RecordId))),
        Bind(nameof(Day), day.With(RecordOf(link))),
    ];

    private static Expression ValueOf<T>(Measure<T> measure, Expression row)
        where T : class
    {
        var value = measure.Value?.With(row) ?? Expression.Constant(1L);
        return measure.Where is null ? value : Expression.Condition(measure.Where.With(row), value, Expression.Constant(0L));
    }

    private static MemberAssignment Bind(string name, Expression value) => Bind(typeof(CellRow).GetProperty(name)!, value);

    private static MemberAssignment Bind(PropertyInfo property, Expression value) => Expression.Bind(property, value);

    private static Expression<Func<TSource, CellRow>> Init<TSource>(ParameterExpression x, IEnumerable<MemberBinding> bindings) =>
        Expression.Lambda<Func<TSource, CellRow>>(Expression.MemberInit(Expression.New(New), bindings), x);
}
