using System.Linq.Expressions;
using System.Reflection;

namespace Concentric.Data;

/// <summary>Puts the small expressions of a declaration together to one that the store can translate.</summary>
internal static class Expressions
{
    /// <summary>The body of a lambda with its parameter replaced.</summary>
    public static Expression With(this LambdaExpression lambda, Expression argument) =>
        new Replacer(lambda.Parameters[0], argument).Visit(lambda.Body);

    /// <summary>The same for a lambda of two parameters.</summary>
    public static Expression With(this LambdaExpression lambda, Expression first, Expression second) =>
        new Replacer(lambda.Parameters[1], second).Visit(new Replacer(lambda.Parameters[0], first).Visit(lambda.Body));

    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>>? right) =>
        right is null
            ? left
            : Expression.Lambda<Func<T, bool>>(Expression.AndAlso(left.Body, right.With(left.Parameters[0])), left.Parameters);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(left.Body, right.With(left.Parameters[0])), left.Parameters);

    public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> inner) =>
        Expression.Lambda<Func<T, bool>>(Expression.Not(inner.Body), inner.Parameters);

    /// <summary>A day within bounds, both included; without a day, false.</summary>
    public static Expression<Func<T, bool>> Within<T>(this Expression<Func<T, DateOnly?>> day, DateOnly from, DateOnly to)
    {
        Expression<Func<DateOnly?, bool>> bounds = value => value >= from && value <= to;
        return Expression.Lambda<Func<T, bool>>(bounds.With(day.Body), day.Parameters);
    }

    /// <summary>True where there is a day.</summary>
    public static Expression<Func<T, bool>> IsSet<T>(this Expression<Func<T, DateOnly?>> day) =>
        Expression.Lambda<Func<T, bool>>(Expression.NotEqual(day.Body, Expression.Constant(null, typeof(DateOnly?))), day.Parameters);

    /// <summary>True where a day is later than another; without either, false.</summary>
    public static Expression<Func<T, bool>> IsAfter<T>(this Expression<Func<T, DateOnly?>> day, Expression<Func<T, DateOnly?>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(day.Body, other.With(day.Parameters[0])), day.Parameters);

    /// <summary>
    /// The same with the values that it has captured in their place, as a loop over kinds captures each: so it says all of itself, and the
    /// statement made of it takes no parameters.
    /// </summary>
    public static Expression<TDelegate> WithConstants<TDelegate>(this Expression<TDelegate> lambda) =>
        (Expression<TDelegate>)new Inliner().Visit(lambda);

    /// <summary>An expression without the conversions around it.</summary>
    public static Expression Bare(this Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand.Bare() : expression;

    private sealed class Replacer(ParameterExpression parameter, Expression argument) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? argument : base.VisitParameter(node);
    }

    private sealed class Inliner : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node is { Member: FieldInfo field, Expression: ConstantExpression captured }
                ? Expression.Constant(field.GetValue(captured.Value), node.Type)
                : base.VisitMember(node);
    }
}
