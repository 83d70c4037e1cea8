using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Ledgers;

/// <summary>Orders, cuts and projects rows to a ledger's columns, in SQL.</summary>
internal static class LedgerQuery
{
    public static IQueryable<T> Order<T>(IQueryable<T> rows, Ledger<T> ledger, LedgerRequest request)
        where T : class
    {
        var column = request.SortBy is null ? null : ledger.TypedColumns.FirstOrDefault(c => c.Key == request.SortBy);
        if (column is null) return rows.OrderByDescending(ledger.Id);
        var value = column.Type == LedgerType.Text
            ? ByName(column.ValueFor(CultureInfo.CurrentUICulture))
            : column.ValueFor(CultureInfo.CurrentUICulture);
        var ordered = request.Descending ? rows.OrderByDescending(value) : rows.OrderBy(value);
        return request.Descending ? ordered.ThenByDescending(ledger.Id) : ordered.ThenBy(ledger.Id);
    }

    /// <summary>Texts that people read are put in the order in which they read them, not by code.</summary>
    private static Expression<Func<T, object?>> ByName<T>(Expression<Func<T, object?>> value)
    {
        Expression<Func<string?, string?>> inOrder = text => NameOrder.Of(text);
        return Expression.Lambda<Func<T, object?>>(inOrder.With(value.Body is UnaryExpression { NodeType: ExpressionType.Convert } boxed
            ? boxed.Operand
            : value.Body), value.Parameters);
    }

    /// <summary>Rows to ledger rows; <paramref name="marked"/> says which are in a rate's numerator.</summary>
    /// <param name="culture">Whose names are read; the present reader's when left out.</param>
    public static IQueryable<LedgerRow> Project<T>(IQueryable<T> rows, Ledger<T> ledger, Expression<Func<T, bool>>? marked,
        CultureInfo? culture = null)
        where T : class =>
            Project(rows, ledger, ledger.TypedColumns.Select(column => column.ValueFor(culture ?? CultureInfo.CurrentUICulture)), marked);

    /// <summary>Rows to ledger rows of any values.</summary>
    public static IQueryable<LedgerRow> Project<T>(IQueryable<T> rows, Ledger<T> ledger, IEnumerable<Expression<Func<T, object?>>> columns,
        Expression<Func<T, bool>>? marked)
        where T : class
    {
        var x = ledger.Id.Parameters[0];
        var values = Expression.NewArrayInit(typeof(object), columns.Select(column => column.With(x)));
        var init = Expression.MemberInit(
            Expression.New(typeof(LedgerRow).GetConstructor([])!),
            Bind(nameof(LedgerRow.Id), ledger.Id.Body),
            Bind(nameof(LedgerRow.PageId), (ledger.PageId ?? ledger.Id).With(x)),
            Bind(nameof(LedgerRow.Values), values),
            Bind(nameof(LedgerRow.IsMarked), marked?.With(x) ?? Expression.Constant(false)));
        return rows.Select(Expression.Lambda<Func<T, LedgerRow>>(init, x));
    }

    public static async Task<IReadOnlyList<LedgerRow>> PageAsync<T>(
        IQueryable<T> rows, Ledger<T> ledger, LedgerRequest request, Expression<Func<T, bool>>? marked, CancellationToken cancellationToken)
        where T : class
    {
        var size = Math.Clamp(request.PageSize, 1, LedgerRequest.MostRows);
        var skip = (long)(Math.Max(request.Page, 1) - 1) * size;
        var page = Order(rows, ledger, request).Skip((int)Math.Min(skip, int.MaxValue)).Take(size);
        if (request.SortBy is null)
        {
            // Which ones they are an index tells; read whole are only those of the page, not all that would have to be put in order.
            var ids = await page.Select(ledger.Id).ToListAsync(cancellationToken);
            page = Order(rows.Where(IsOneOf(ledger, ids)), ledger, request);
        }

        return await Project(page, ledger, marked).ToListAsync(cancellationToken);
    }

    private static Expression<Func<T, bool>> IsOneOf<T>(Ledger<T> ledger, List<long> ids)
        where T : class
    {
        Expression<Func<long, bool>> isOne = id => ids.Contains(id);
        return Expression.Lambda<Func<T, bool>>(isOne.With(ledger.Id.Body), ledger.Id.Parameters);
    }

    private static MemberAssignment Bind(string name, Expression value) =>
        Expression.Bind(typeof(LedgerRow).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!, value);
}
