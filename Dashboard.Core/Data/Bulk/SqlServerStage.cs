using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>
/// Rows that wait in temporary tables of SQL Server. Nothing of the store is locked before <see cref="CopyAsync"/>; while it copies,
/// the rows that it writes are locked, never a table: a statement stays below the 5,000 locks of an index at which the server would take
/// the whole table, and keys come from the server, so nobody has to be kept from being given one.
/// </summary>
internal sealed class SqlServerStage : BulkStage
{
    private readonly DashboardDbContext db;
    private readonly Dictionary<(StagedSort, string), SqlServerStagedTable> tables = [];
    private readonly HashSet<(string Table, string Column)> texts = [];
    private readonly StandInKeys keys = new();

    private SqlServerStage(DashboardDbContext db) => this.db = db;

    public override long Rows => tables.Values.Sum(table => table.Rows - table.Copied);

    public override bool HasStandInKeys => true;

    public static async Task<SqlServerStage> OpenStageAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        // Open until disposal: the temporary tables are the connection's.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var stage = new SqlServerStage(db);
        // What is copied is counted, also where a server is set to count nothing.
        await stage.RunAsync("SET NOCOUNT OFF", cancellationToken);
        await stage.RunAsync(SqlServerStagedTable.DropKeys, cancellationToken);
        await stage.RunAsync(SqlServerStagedTable.CreateKeys, cancellationToken);
        return stage;
    }

    public override async Task WriteAsync<T>(StagedSort sort, IReadOnlyList<T> rows, IEnumerable<string> changed,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var type = db.Model.FindEntityType(typeof(T))!;
        var name = type.GetTableName()!;
        if (!tables.TryGetValue((sort, name), out var table))
        {
            tables[(sort, name)] = table = new(sort, name, type);
            await RunAsync(table.Drop, cancellationToken);
            await RunAsync(table.Create, cancellationToken);
        }

        table.Changed.UnionWith(changed);
        foreach (var text in type.GetProperties().Where(property => table.Texts.Contains(property.GetColumnName())))
        {
            if (rows.Any(row => text.GetGetter().GetClrValue(row) is string told
                && told.Contains(keys.InJson, StringComparison.Ordinal))) texts.Add((table.Own, text.GetColumnName()));
        }

        await SqlServerBulkWriter.StageAsync(db, rows, table.Own, table.Rows + 1, cancellationToken);
        table.Rows += rows.Count;
    }

    public override ValueTask<long> NextKeyAsync(IEntityType type, CancellationToken cancellationToken) =>
        ValueTask.FromResult(keys.Next());

    public override async Task CopyAsync(Action<long> copied, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction first.");
        foreach (var table in SqlServerStagedTable.InOrder(tables.Values))
        {
            foreach (var column in table.Texts.Where(column => texts.Contains((table.Own, column))))
                while (await RunAsync(table.Rename(column, keys.InJson), cancellationToken) > 0) { }
            while (table.Copied < table.Rows)
            {
                var to = Math.Min(table.Copied + SqlServerStagedTable.RowsAtOnce, table.Rows);
                var written = await RunAsync(table.Copy(table.Copied, to), cancellationToken);
                if (table is { Of: StagedSort.Added, HasNamedKey: true }) written /= 2;
                if (written != to - table.Copied)
                    throw new DbUpdateConcurrencyException(string.Create(CultureInfo.InvariantCulture,
                        $"{table.Name}: {written} of {to - table.Copied} rows are as they were read."));
                copied(to - table.Copied);
                table.Copied = to;
            }
        }
    }

    public override async Task<long> KeyOfAsync(long key, CancellationToken cancellationToken)
    {
        if (!keys.Has(key)) return key;
        var sql = $"SELECT [Id] AS [Value] FROM {SqlServerStagedTable.Keys} WHERE [StandIn] = {{0}}";
        return (await db.Database.SqlQueryRaw<long>(sql, key).ToListAsync(cancellationToken))[0];
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            // Not to be cancelled: the connection goes back to a pool.
            foreach (var table in tables.Values) await RunAsync(table.Drop, CancellationToken.None);
            await RunAsync(SqlServerStagedTable.DropKeys, CancellationToken.None);
        }
        catch (Exception failure) when (StoreErrors.ProblemOf(failure) is not null)
        {
            // A connection that is gone has taken its tables with it.
        }

        await db.Database.CloseConnectionAsync();
    }

    private Task<int> RunAsync(string sql, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
}
