using System.Linq.Expressions;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore.Query;

namespace Concentric.Exports.Workbooks;

/// <summary>Tells whether a metric's definition and a ledger's column speak of the same value of a record.</summary>
internal static class LedgerExpressions
{
    /// <summary>What a column holds.</summary>
    public static Expression ValueOf(LedgerColumn column) =>
        ((LambdaExpression)column.GetType().GetProperty(nameof(LedgerColumn<object>.Value))!.GetValue(column)!).Body;

    public static bool AreSame(Expression left, Expression right)
    {
        var (one, other) = (Named(Bare(left)), Named(Bare(right)));
        return one.Type == other.Type && ExpressionEqualityComparer.Instance.Equals(one, other);
    }

    /// <summary>The expression without conversions around it: to object, to a nullable, to the number behind an enum.</summary>
    public static Expression Bare(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert } convert) expression = convert.Operand;
        return expression;
    }

    // Each definition has a parameter of its own; the names they were written with don't matter.
    private static Expression Named(Expression expression) => new OneParameter().Visit(expression);

    private sealed class OneParameter : ExpressionVisitor
    {
        private static readonly Dictionary<Type, ParameterExpression> Known = [];

        protected override Expression VisitParameter(ParameterExpression node)
        {
            lock (Known)
            {
                if (!Known.TryGetValue(node.Type, out var known)) Known.Add(node.Type, known = Expression.Parameter(node.Type, "x"));
                return known;
            }
        }
    }
}
