using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Concentric.Data.Bulk;

/// <summary>
/// Readies a store for millions of rows and puts it back as it was. SQLite goes without the tables' indexes meanwhile, which is
/// several times faster than keeping them; SQL Server keeps them. The definitions come from the model, so that a load that was
/// killed is mended by the next one.
/// </summary>
public static class BulkLoad
{
    /// <summary>Foreign keys hold because parents are written first; a cache of 256 MiB; the log is folded in every 64 MiB.</summary>
    private const string FastSettings =
        "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 16384; PRAGMA threads = 2;";

    private const string UsualSettings =
        "PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000; PRAGMA threads = 0;";

    /// <summary>Opens the connection, which must stay open until <see cref="EndAsync"/>.</summary>
    public static async Task BeginAsync(DashboardDbContext db, IReadOnlyCollection<Type> types, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        if (db is not SqliteDashboardDbContext) return;
        await db.Database.ExecuteSqlRawAsync(FastSettings, cancellationToken);
        foreach (var index in IndexesOf(db, types)) await DropAsync(db, index, cancellationToken);
    }

    /// <summary>Makes the indexes again; says after each how many are done.</summary>
    public static async Task IndexAsync(DashboardDbContext db, IReadOnlyCollection<Type> types, Action<int, int> tell,
        CancellationToken cancellationToken)
    {
        if (db is not SqliteDashboardDbContext) return;
        var generator = db.GetService<IMigrationsSqlGenerator>();
        var indexes = IndexesOf(db, types);
        for (var i = 0; i < indexes.Count; i++)
        {
            // One may be there from a run that was given up just now.
            await DropAsync(db, indexes[i], cancellationToken);
            foreach (var command in generator.Generate([CreateIndexOperation.CreateFrom(indexes[i])]))
            {
                await db.Database.ExecuteSqlRawAsync(command.CommandText, cancellationToken);
            }

            tell(i + 1, indexes.Count);
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA optimize = 0x10002", cancellationToken);
    }

    public static async Task EndAsync(DashboardDbContext db)
    {
        // Not to be cancelled: the connection goes back to a pool.
        if (db is SqliteDashboardDbContext) await db.Database.ExecuteSqlRawAsync(UsualSettings, CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }

    private static Task<int> DropAsync(DashboardDbContext db, ITableIndex index, CancellationToken cancellationToken)
    {
        var sql = $"DROP INDEX IF EXISTS \"{index.Name}\"";
        return db.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }

    private static List<ITableIndex> IndexesOf(DashboardDbContext db, IReadOnlyCollection<Type> types)
    {
        var names = types.Select(type => db.Model.FindEntityType(type)!.GetTableName()).ToHashSet();
        return [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Where(table => names.Contains(table.Name))
            .SelectMany(table => table.Indexes).OrderBy(index => index.Name, StringComparer.Ordinal)];
    }
}
