using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>
/// Looks through an embedded store for damage: a little at the start, all of it at night. With SQL Server that is its own
/// maintenance's work (DBCC CHECKDB).
/// </summary>
public sealed class StoreCheck(IDbContextFactory<DashboardDbContext> factory, StoreOptions options, StoreTrouble trouble)
{
    /// <summary>How long the start looks: the structure of some hundred megabytes; what lies behind is looked at by night.</summary>
    public static readonly TimeSpan StartTakes = TimeSpan.FromMilliseconds(500);

    private const int MostFindings = 20;
    private const int Interrupted = 9;

    /// <summary>
    /// All of it: structure, indexes against their tables, rows that refer to others. Takes minutes on a large store, and makes no save
    /// wait.
    /// </summary>
    /// <exception cref="StoreException">It is damaged, and how.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Provider != StoreProvider.Sqlite) return;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        // What a day's saves have left in the log goes into the file, unless somebody reads it just now: with patience it would take the
        // writers' lock and keep it until the last reader has gone. The next opening of the connection sets its patience again.
        await db.Database.ExecuteSqlRawAsync("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
        var findings = await AskAsync(db, $"PRAGMA integrity_check({MostFindings})", cancellationToken);
        if (findings is ["ok"]) findings = await AskAsync(db, "PRAGMA foreign_key_check", cancellationToken);
        if (findings.Count == 0)
        {
            trouble.FoundWhole();
            return;
        }

        trouble.Report(StoreProblem.Damaged);
        throw new StoreException(StoreProblem.Damaged, SqliteFile.PathOf(options), string.Join("; ", findings.Take(MostFindings)));
    }

    /// <summary>The structure of an embedded store, as far as one comes in <see cref="StartTakes"/>.</summary>
    /// <returns>What is wrong; null when nothing was found.</returns>
    internal static async Task<string?> LookAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var stop = await db.StopWithAsync(enough.Token);
        enough.CancelAfter(StartTakes);
        try
        {
            var findings = await AskAsync(db, "PRAGMA quick_check(1)", CancellationToken.None);
            return findings is ["ok"] ? null : string.Join("; ", findings);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == Interrupted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static async Task<List<string>> AskAsync(DashboardDbContext db, string sql, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (found.Count < MostFindings && await reader.ReadAsync(cancellationToken))
            found.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? "-" : reader.GetValue(i).ToString())));
        return found;
    }
}
