using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data.Bulk;

/// <summary>
/// Rows that are to be written to an embedded store, kept aside in temporary tables of the connection: making them takes a while,
/// and the store's one write lock is held only while they are copied over, inside SQLite. Their keys are taken beforehand, so that
/// nobody else is given them. A program that is killed leaves nothing: SQLite removes temporary tables with the connection.
/// </summary>
internal sealed class SqliteStage : BulkStage
{
    /// <summary>Rows that are copied by one statement: between two of them it can be cancelled.</summary>
    private const int RowsAtOnce = 5_000;

    /// <summary>Keys that are taken at once.</summary>
    private const int KeysAtOnce = 5_000;

    /// <summary>128 MiB: the pages of all indexes that a large copy touches, or each would be written and read again many times.</summary>
    private const string CopyCache = "PRAGMA cache_size = -131072";

    private readonly DashboardDbContext db;
    private readonly Dictionary<(StagedSort, string), SqliteStagedTable> tables = [];
    private readonly Dictionary<StagedSort, SqliteBulkWriter> writers;
    private readonly Dictionary<IEntityType, (long Next, long Last)> keys = [];
    private long usualCache;
    private long usualTemporary;

    private SqliteStage(DashboardDbContext db) =>
        (this.db, writers) = (db,
            StagedTable.Sorts.ToDictionary(sort => sort, sort => new SqliteBulkWriter(db, StagedTable.PrefixOf(sort))));

    public override bool HasStandInKeys => false;

    public override long Rows => tables.Values.Sum(table => table.Rows - table.Copied);

    public static async Task<SqliteStage> OpenStageAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        // Once for the tables, once for the statements of each writer: each closes its own.
        for (var i = 0; i <= StagedTable.Sorts.Count; i++) await db.Database.OpenConnectionAsync(cancellationToken);
        var stage = new SqliteStage(db)
        {
            usualCache = await ReadAsync(db, "PRAGMA cache_size", cancellationToken),
            usualTemporary = await ReadAsync(db, "PRAGMA temp_store", cancellationToken)
        };
        // Usually temporary tables are small and held in memory; these are not.
        await stage.RunAsync("PRAGMA temp_store = FILE", cancellationToken);
        return stage;
    }

    public override async Task WriteAsync<T>(StagedSort sort, IReadOnlyList<T> rows, IEnumerable<string> changed,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var name = TableOf<T>(db).Table;
        if (!tables.TryGetValue((sort, name), out var table))
        {
            tables[(sort, name)] = table = new(sort, name, db.Model.FindEntityType(typeof(T))!);
            await RunAsync(table.Drop, cancellationToken);
            await RunAsync(table.Create, cancellationToken);
        }

        table.Changed.UnionWith(changed);
        // Of the temporary tables alone: it takes no lock on the store.
        await RunAsync("BEGIN", cancellationToken);
        try
        {
            await writers[sort].WriteAsync(rows, cancellationToken);
        }
        finally
        {
            await RunAsync("COMMIT", CancellationToken.None);
        }

        table.Rows += rows.Count;
    }

    public override async ValueTask<long> NextKeyAsync(IEntityType type, CancellationToken cancellationToken)
    {
        if (!keys.TryGetValue(type, out var left) || left.Next > left.Last)
        {
            var table = type.GetTableName()!;
            // SQLite keeps here what it gives out next for a table.
            await RunAsync(
                $"INSERT INTO sqlite_sequence (name, seq) SELECT '{table}', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE "
                + $"name = '{table}')", cancellationToken);
            var sql =
                $"UPDATE sqlite_sequence SET seq = MAX(seq, (SELECT COALESCE(MAX(\"Id\"), 0) FROM \"{table}\")) + {KeysAtOnce} WHERE "
                + $"name = '{table}' RETURNING seq";
            var last = await ReadAsync(db, sql, cancellationToken);
            left = (last - KeysAtOnce + 1, last);
        }

        keys[type] = (left.Next + 1, left.Last);
        return left.Next;
    }

    public override async Task CopyAsync(Action<long> copied, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction first.");
        await RunAsync(CopyCache, cancellationToken);
        var ranks = BulkChangeWriter.ParentsFirst([.. tables.Values.Select(table => table.Type).Distinct()]);
        foreach (var table in tables.Values.OrderBy(table => table.Of)
            .ThenBy(table => ranks.IndexOf(table.Type) * (table.Of == StagedSort.Deleted ? -1 : 1)))
        {
            while (table.Copied < table.Rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var to = Math.Min(table.Copied + RowsAtOnce, table.Rows);
                var written = await RunAsync(table.Copy(table.Copied, to), cancellationToken);
                if (written != to - table.Copied)
                    throw new DbUpdateConcurrencyException(string.Create(CultureInfo.InvariantCulture,
                        $"{table.Name}: {written} of {to - table.Copied} rows are as they were read."));
                copied(to - table.Copied);
                table.Copied = to;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var writer in writers.Values) await writer.DisposeAsync();
        // Not to be cancelled: the connection goes back to a pool.
        foreach (var table in tables.Values) await RunAsync(table.Drop, CancellationToken.None);
        await RunAsync(string.Create(CultureInfo.InvariantCulture,
            $"PRAGMA cache_size = {usualCache}; PRAGMA temp_store = {usualTemporary}"), CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }

    /// <summary>One number, past the queries of the model: this is SQLite's own.</summary>
    private static async Task<long> ReadAsync(DashboardDbContext db, string sql, CancellationToken cancellationToken)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private Task<int> RunAsync(string sql, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
}
