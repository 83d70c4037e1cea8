using System.Linq.Expressions;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;

namespace Concentric.Exports.Formulas;

/// <summary>A column compared with a value, as COUNTIFS can say it. Null is an empty cell.</summary>
/// <param name="Operator">=, &lt;&gt;, &lt;, &lt;=, &gt; or &gt;=.</param>
internal sealed record Criterion(LedgerColumn Column, string Operator, object? Value);

/// <summary>
/// Reads a metric's condition as criteria over a ledger's columns. A row counts when all criteria of one of the alternatives hold;
/// no row holds two alternatives. What no column says (one day compared with another, say) needs a mark in the ledger.
/// </summary>
internal sealed class Criteria(LedgerSheet sheet)
{
    /// <returns>The alternatives; null when the ledger does not say it.</returns>
    public IReadOnlyList<IReadOnlyList<Criterion>>? Read(Expression condition)
    {
        condition = Strip(condition);
        if (sheet.Find(condition) is { Type: LedgerType.YesNo } answer) return [[new(answer, "=", true)]];
        return condition switch
        {
            UnaryExpression { NodeType: ExpressionType.Not } not => Negate(Read(not.Operand)),
            BinaryExpression { NodeType: ExpressionType.AndAlso } both => Both(Read(both.Left), Read(both.Right)),
            BinaryExpression { NodeType: ExpressionType.OrElse } either => Either(Read(either.Left), Read(either.Right)),
            BinaryExpression comparison => Compare(comparison),
            _ => null,
        };
    }

    private IReadOnlyList<IReadOnlyList<Criterion>>? Compare(BinaryExpression comparison)
    {
        var sign = comparison.NodeType switch
        {
            ExpressionType.Equal => "=",
            ExpressionType.NotEqual => "<>",
            ExpressionType.LessThan => "<",
            ExpressionType.LessThanOrEqual => "<=",
            ExpressionType.GreaterThan => ">",
            ExpressionType.GreaterThanOrEqual => ">=",
            _ => null,
        };
        if (sign is null || sheet.Find(comparison.Left) is not { } column || !TryEvaluate(comparison.Right, out var value)) return null;
        if (value is not null && column.TermType is { } term) value = Enum.ToObject(term, value);
        return [[new(column, sign, value)]];
    }

    private static IReadOnlyList<IReadOnlyList<Criterion>>? Negate(IReadOnlyList<IReadOnlyList<Criterion>>? read) =>
        read is [[{ Operator: "=", Value: bool value } only]] ? [[only with { Value = !value }]] : null;

    private static List<IReadOnlyList<Criterion>>? Both(IReadOnlyList<IReadOnlyList<Criterion>>? left,
        IReadOnlyList<IReadOnlyList<Criterion>>? right) =>
        left is null
            || right is null ? null : [.. from one in left from other in right select (IReadOnlyList<Criterion>)[.. one, .. other]];

    // Only where a row can't hold both: the same column equal to one value or to another.
    private static List<IReadOnlyList<Criterion>>? Either(IReadOnlyList<IReadOnlyList<Criterion>>? left,
        IReadOnlyList<IReadOnlyList<Criterion>>? right)
    {
        if (left is null || right is null) return null;
        List<IReadOnlyList<Criterion>> all = [.. left, .. right];
        var isApart = all.All(one => one is [{ Operator: "=" }]) && all.Select(one => one[0].Column).Distinct().Count() == 1
            && all.Select(one => one[0].Value).Distinct().Count() == all.Count;
        return isApart ? all : null;
    }

    private static Expression Strip(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert } convert
            && convert.Type == typeof(bool) ? convert.Operand : expression;

    /// <summary>The value of an expression that does not speak of the record.</summary>
    public static bool TryEvaluate(Expression expression, out object? value)
    {
        value = null;
        var finder = new ParameterFinder();
        finder.Visit(expression);
        if (finder.Found) return false;
        value = Expression.Lambda<Func<object?>>(Expression.Convert(LedgerExpressions.Bare(expression), typeof(object)))
            .Compile(preferInterpretation: true)();
        return true;
    }

    private sealed class ParameterFinder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
