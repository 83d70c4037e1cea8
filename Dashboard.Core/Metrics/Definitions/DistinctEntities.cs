using System.Linq.Expressions;
using Concentric.Data;
using Concentric.Ledgers;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>How the distinct things behind a figure are listed: households, not visits to them.</summary>
public interface IDistinctEntities<T>
    where T : class
{
    /// <summary>The columns of the things.</summary>
    Ledger Ledger { get; }

    /// <summary>A page of the things that occur in the rows, each once.</summary>
    internal Task<LedgerPage> ReadAsync(DashboardDbContext db, IQueryable<T> rows, LedgerRequest request, MetricValue figure,
        CancellationToken cancellationToken);

    /// <summary>All things that occur in the rows, each once.</summary>
    internal Task<LedgerRows> StreamAsync(DashboardDbContext db, IQueryable<T> rows, LedgerRequest request,
        CancellationToken cancellationToken);
}

/// <inheritdoc cref="IDistinctEntities{T}"/>
/// <param name="ledger">The things and their columns.</param>
/// <param name="key">The thing that a row is about, by the ledger's id.</param>
internal sealed class DistinctEntities<T, TThing>(Ledger<TThing> ledger, Expression<Func<T, long>> key) : IDistinctEntities<T>
    where T : class
    where TThing : class
{
    public Ledger Ledger => ledger;

    public Task<LedgerPage> ReadAsync(DashboardDbContext db, IQueryable<T> rows, LedgerRequest request, MetricValue figure,
        CancellationToken cancellationToken) =>
        RowsPage.ReadAsync(Occurring(db, rows), ledger, request, null, figure, cancellationToken);

    public Task<LedgerRows> StreamAsync(DashboardDbContext db, IQueryable<T> rows, LedgerRequest request,
        CancellationToken cancellationToken) =>
        RowsPage.StreamAsync(Occurring(db, rows), ledger, request, null, cancellationToken);

    private IQueryable<TThing> Occurring(DashboardDbContext db, IQueryable<T> rows)
    {
        var keys = rows.Select(key);
        Expression<Func<long, bool>> occurs = id => keys.Contains(id);
        // Reference lists are not asked for archived ones: a volunteer archived since still occurred.
        return db.Set<TThing>().Where(Expression.Lambda<Func<TThing, bool>>(occurs.With(ledger.Id.Body), ledger.Id.Parameters));
    }
}

/// <summary>Reads one page of rows with their number, or all of them.</summary>
internal static class RowsPage
{
    public static async Task<LedgerPage> ReadAsync<T>(
        IQueryable<T> rows, Ledger<T> ledger, LedgerRequest request, Expression<Func<T, bool>>? marked, MetricValue figure,
        CancellationToken cancellationToken)
        where T : class
    {
        var total = await rows.LongCountAsync(cancellationToken);
        long? inNumerator = marked is null ? null : await rows.Where(marked).LongCountAsync(cancellationToken);
        var page = await LedgerQuery.PageAsync(rows.AsNoTracking(), ledger, request, marked, cancellationToken);
        return new(ledger, page, total, inNumerator, figure);
    }

    public static async Task<LedgerRows> StreamAsync<T>(IQueryable<T> rows, Ledger<T> ledger, LedgerRequest request,
        Expression<Func<T, bool>>? marked, CancellationToken cancellationToken)
        where T : class =>
        new(ledger, await rows.LongCountAsync(cancellationToken),
            LedgerQuery.Project(LedgerQuery.Order(rows.AsNoTracking(), ledger, request), ledger, marked).AsAsyncEnumerable());
}
