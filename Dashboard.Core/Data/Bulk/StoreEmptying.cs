using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concentric.Data.Bulk;

/// <summary>Takes all records out of a store whose records are made up. Accounts, keys, settings and the calendar stay.</summary>
public static class StoreEmptying
{
    /// <summary>Bounds a transaction on SQL Server, whose log holds every deleted row.</summary>
    private const int RowsPerDelete = 50_000;

    /// <param name="db">The store.</param>
    /// <param name="types">The kinds of rows to delete, parents first.</param>
    /// <param name="cancellationToken">Gives up between two tables.</param>
    public static async Task EmptyAsync(DashboardDbContext db, IReadOnlyList<Type> types, CancellationToken cancellationToken)
    {
        var helper = db.GetService<ISqlGenerationHelper>();
        foreach (var type in types.Reverse())
        {
            var table = helper.DelimitIdentifier(db.Model.FindEntityType(type)!.GetTableName()!);
            if (db is SqliteDashboardDbContext)
            {
                // Without a condition and without foreign keys to check SQLite drops the table's pages as a whole.
                var all = $"DELETE FROM {table}";
                await db.Database.ExecuteSqlRawAsync(all, cancellationToken);
                continue;
            }

            var some = $"DELETE TOP ({RowsPerDelete}) FROM {table}";
            while (await db.Database.ExecuteSqlRawAsync(some, cancellationToken) == RowsPerDelete) { }
        }

        await db.NumberSeries.ExecuteDeleteAsync(cancellationToken);
        // What was done to records that never were goes with them; what was done to accounts and exports stays.
        var kinds = types.Where(type => typeof(Record).IsAssignableFrom(type)).Select(RecordKinds.NameOf).ToList();
        await db.AuditEntries.Where(entry => kinds.Contains(entry.Kind)).ExecuteDeleteAsync(cancellationToken);
    }
}
