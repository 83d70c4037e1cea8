using System.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data;

/// <summary>Lets several queries of one context tell of the same moment.</summary>
internal static class ReadTransactions
{
    /// <summary>SQL Server: the database does not allow snapshot isolation.</summary>
    private const int SnapshotNotAllowed = 3952;

    /// <summary>
    /// Runs queries that must tell of exactly one moment, however long they take. SQL Server: under snapshot isolation, or, where
    /// the database does not allow it, serializable, which makes writers wait meanwhile. What fails for want of it is run again.
    /// </summary>
    public static async Task<T> ReadMomentAsync<T>(
        this IDbContextFactory<DashboardDbContext> factory, Func<DashboardDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadUnderAsync(IsolationLevel.Snapshot);
        }
        catch (SqlException failure) when (failure.Number == SnapshotNotAllowed)
        {
            return await ReadUnderAsync(IsolationLevel.Serializable);
        }

        async Task<T> ReadUnderAsync(IsolationLevel level)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await using IAsyncDisposable transaction = db.Database.GetDbConnection() is SqliteConnection
                ? await db.BeginReadAsync(cancellationToken)
                : await db.Database.BeginTransactionAsync(level, cancellationToken);
            return await read(db);
        }
    }

    /// <summary>True in a transaction whose statements all see the moment of its first, and that makes no writer wait.</summary>
    public static bool SeesOneMoment(this DashboardDbContext db) =>
        db.Database.GetDbConnection() is SqliteConnection
            || db.Database.CurrentTransaction?.GetDbTransaction().IsolationLevel == IsolationLevel.Snapshot;

    /// <summary>
    /// Begins a transaction for reading. SQLite: deferred, so it sees one moment and hinders no writer. SQL Server: read committed
    /// under row versioning, so each statement sees one moment; two statements may lie a commit apart.
    /// </summary>
    public static async Task<IAsyncDisposable> BeginReadAsync(this DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection sqlite) return await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = sqlite.BeginTransaction(deferred: true);
        return new DeferredTransaction(db, transaction, (await db.Database.UseTransactionAsync(transaction, cancellationToken))!);
    }

    /// <summary>The context does not end a transaction that it did not begin itself.</summary>
    private sealed class DeferredTransaction(DashboardDbContext db, SqliteTransaction transaction, IDbContextTransaction used)
        : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await used.DisposeAsync();
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
