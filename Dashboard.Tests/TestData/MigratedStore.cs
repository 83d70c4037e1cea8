using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.TestData;

/// <summary>An empty SQLite store that has been migrated, once per run; a copy of its file costs milliseconds.</summary>
public static class MigratedStore
{
    private static readonly Lazy<string> Template = new(Make);

    /// <summary>Writes a copy of it.</summary>
    public static void CopyTo(string file) => File.Copy(Template.Value, file);

    public static DbContextOptions<SqliteDashboardDbContext> OptionsFor(string connectionString)
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, connectionString);
        return builder.Options;
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("concentric-migrated-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "template.db");
        // Without a pool the last connection closes here, which folds the write-ahead log into the file that is copied.
        using var db = new SqliteDashboardDbContext(OptionsFor($"Data Source={file};Pooling=False"));
        db.Database.Migrate();
        return file;
    }
}
