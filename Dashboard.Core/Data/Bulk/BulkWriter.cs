using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Concentric.Data.Bulk;

/// <summary>
/// Writes many new rows with keys of the caller's choice, past the change recorder: no audit row, no change-log row, no
/// version. Only for made-up records (demo data, generator), which write one change-log row for everything themselves.
/// What it writes follows the model, so a new column needs nothing here.
/// </summary>
public abstract class BulkWriter : IAsyncDisposable
{
    /// <summary>The writer for the context's provider. It uses the context's connection, and its transaction if there is one.</summary>
    public static async Task<BulkWriter> OpenAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        return db is SqliteDashboardDbContext ? new SqliteBulkWriter(db) : new SqlServerBulkWriter(db);
    }

    /// <summary>Writes rows of one table. Rows that they refer to must have been written.</summary>
    public abstract Task WriteAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class;

    public abstract ValueTask DisposeAsync();

    /// <summary>The table of an entity and its columns in the model's order.</summary>
    protected static (string Table, IReadOnlyList<(IProperty Property, string Column)> Columns) TableOf<T>(DashboardDbContext db)
    {
        var entity = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        var table = entity.GetTableName()!;
        var stored = StoreObjectIdentifier.Table(table, entity.GetSchema());
        return (table, [.. entity.GetProperties().Select(property => (property, property.GetColumnName(stored)!))]);
    }
}
