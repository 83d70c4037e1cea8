using Concentric.Data;
using Concentric.Registration;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.TestData;

/// <summary>A SQLite store without a record that has been prepared once per run; a copy of its file costs milliseconds.</summary>
public static class MigratedStore
{
    private static readonly Lazy<string> Migrated = new(() => Make(_ => { }));
    private static readonly Lazy<string> Prepared = new(() =>
        Make(db =>
        {
            ReferenceData.EnsureAsync(db, CancellationToken.None).GetAwaiter().GetResult();
            StorePreparation.NoteSeededAsync(db, StoreProvider.Sqlite, CancellationToken.None).GetAwaiter().GetResult();
            Concentric.Dashboard.Demo.Street.DemoProgrammes.EnsureAsync(db, CancellationToken.None).GetAwaiter().GetResult();
        }));

    /// <summary>Writes a store as the program makes a new one, with its reference data and the programmes of the demo.</summary>
    public static void CopyTo(string file) => File.Copy(Prepared.Value, file);

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

    private static string Make(Action<DashboardDbContext> fill)
    {
        var file = NewTemplate();
        // Without a pool the last connection closes here, which folds the write-ahead log into the file that is copied.
        using var db = new SqliteDashboardDbContext(OptionsFor($"Data Source={file};Pooling=False"));
        db.Database.Migrate();
        fill(db);
        return file;
    }
}
