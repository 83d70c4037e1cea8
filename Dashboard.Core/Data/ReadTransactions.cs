using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data;

/// <summary>Lets several queries of one context tell of the same moment.</summary>
internal static class ReadTransactions
{
    /// <summary>
    /// Begins a transaction for reading. SQLite: deferred, so it sees one moment and hinders no writer. SQL Server: read committed
    /// under row versioning, so each statement sees one moment; two statements may lie a commit apart.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginReadAsync(this DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection sqlite) return await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        var transaction = sqlite.BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, cancellationToken))!;
    }
}
