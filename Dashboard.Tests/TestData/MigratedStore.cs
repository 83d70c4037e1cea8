using Concentric.Data;
using Concentric.Registration;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.TestData;

/// <summary>
/// A store without a record: SQLite's is prepared once per run and copied as a file in milliseconds, one of the server is filled anew.
/// </summary>
public static class MigratedStore
{
    private static readonly Lazy<string> Migrated = new(() => Make(db => db.Database.Migrate(), null));
    private static readonly Lazy<string> Prepared = new(() =>
        Make(db => PrepareAsync(db, StoreProvider.Sqlite).GetAwaiter().GetResult(), Migrated.Value));

    /// <summary>Writes a store as the program makes a new one, with its reference data and the programmes of the demo.</summary>
    public static void CopyTo(string file) => File.Copy(Prepared.Value, file);

    /// <summary>The same on the server of the tests; dropped when it is given back, because the program has tables of its own.</summary>
    public static async Task<TestDatabase> RentAsync()
    {
        var database = (await TestDatabases.Shared.RentAsync()).ForOneUse();
        try
        {
            await using var db = database.Open();
            await PrepareAsync(db, StoreProvider.SqlServer);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a store with nothing but its tables.</summary>
    public static void CopyTablesTo(string file) => File.Copy(Migrated.Value, file);

    public static DbContextOptions<SqliteDashboardDbContext> OptionsFor(string connectionString)
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, connectionString);
        return builder.Options;
    }

    /// <summary>Where a store that is made once can lie until the run ends.</summary>
    internal static string NewTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("concentric-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return Path.Combine(folder, "template.db");
    }

    private static async Task PrepareAsync(DashboardDbContext db, StoreProvider provider)
    {
        await ReferenceData.EnsureAsync(db, CancellationToken.None);
        await StorePreparation.NoteSeededAsync(db, provider, CancellationToken.None);
        await Concentric.Dashboard.Demo.Street.DemoProgrammes.EnsureAsync(db, CancellationToken.None);
    }

    private static string Make(Action<DashboardDbContext> fill, string? from)
    {
        var file = NewTemplate();
        if (from is not null) File.Copy(from, file);
        // Without a pool the last connection closes here, which folds the write-ahead log into the file that is copied.
        using var db = new SqliteDashboardDbContext(OptionsFor($"Data Source={file};Pooling=False"));
        fill(db);
        return file;
    }
}
