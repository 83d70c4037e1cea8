using System.Globalization;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concentric.Tests.TestData;

/// <summary>A database of a server with the tables of the migrations and no row, lent to one store at a time.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>What SQL Server takes is 128; some that speak its protocol take 63.</summary>
    public const int LongestName = 60;

    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static int count;
    private readonly TestDatabases owner;

    internal TestDatabase(TestDatabases owner, string name) => (this.owner, Name) = (owner, name);

    public string Name { get; }

    public string ConnectionString => TestServer.To(owner.Server, Name);

    /// <summary>Whether it is emptied and lent again; dropped otherwise.</summary>
    internal bool IsLentAgain { get; private set; } = true;

    /// <summary>A name that no other database of any run has, and that says which class it was made for.</summary>
    public static string NewName(string? testClass)
    {
        var number = Interlocked.Increment(ref count).ToString("D4", CultureInfo.InvariantCulture);
        var name = $"concentric_test_{Run}_{number}_{string.Concat((testClass ?? "").Where(char.IsAsciiLetterOrDigit))}";
        return name[..Math.Min(name.Length, LongestName)];
    }

    /// <param name="isFull">A full server gets the collation and the row versions that the program asks for.</param>
    public static IReadOnlyList<string> Creation(string name, bool isFull) => isFull
        ?
        [
            $"CREATE DATABASE [{name}] COLLATE Chinese_Simplified_Pinyin_100_CI_AS_SC;",
            $"ALTER DATABASE [{name}] SET READ_COMMITTED_SNAPSHOT ON;",
            $"ALTER DATABASE [{name}] SET ALLOW_SNAPSHOT_ISOLATION ON;",
        ]
        : [$"CREATE DATABASE [{name}];"];

    public static IReadOnlyList<string> Removal(string name, bool isFull) => isFull
        ? [$"ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;", $"DROP DATABASE [{name}];"]
        : [$"DROP DATABASE [{name}];"];

    /// <summary>What the migrations send, one batch after the other.</summary>
    public static IReadOnlyList<string> MigrationBatches()
    {
        using var db = new SqlServerDashboardDbContext(OptionsFor("Server=written-out"));
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions);
        var batches = new List<string>();
        var lines = new List<string>();
        foreach (var line in script.Split('\n').Select(line => line.TrimEnd('\r')).Append("GO"))
        {
            if (line != "GO")
            {
                lines.Add(line);
                continue;
            }

            var batch = string.Join('\n', lines).Trim();
            if (batch.Length > 0) batches.Add(batch);
            lines.Clear();
        }

        return batches;
    }

    /// <summary>
    /// Takes every row of every table of ours and begins each key at 1. A key that was never given out is left as it is: reset, it
    /// would begin at 0.
    /// </summary>
    public static string EmptyingBatch()
    {
        var tables = Tables();
        var keyed = KeyedTables();
        return string.Join('\n',
        [
            .. tables.Select(table => $"ALTER TABLE [{table}] NOCHECK CONSTRAINT ALL;"),
            .. tables.Select(table => $"DELETE FROM [{table}];"),
            .. keyed.Select(table => $"IF EXISTS (SELECT 1 FROM [sys].[identity_columns] WHERE [object_id] = OBJECT_ID(N'[{table}]') "
                + $"AND [last_value] IS NOT NULL) DBCC CHECKIDENT (N'[{table}]', RESEED, 0) WITH NO_INFOMSGS;"),
            .. tables.Select(table => $"ALTER TABLE [{table}] WITH CHECK CHECK CONSTRAINT ALL;"),
            // A server that takes the words and does nothing is found out: each store has communities.
            "IF ISNULL(IDENT_CURRENT(N'Communities'), 2) > 1 THROW 50000, 'The keys were not begun anew.', 1;",
        ]);
    }

    /// <summary>The tables whose column Id the server numbers.</summary>
    public static IReadOnlyList<string> KeyedTables()
    {
        using var db = new SqlServerDashboardDbContext(OptionsFor("Server=written-out"));
        return [.. db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null)
            .Where(type => type.GetProperties().Any(property =>
                property.GetColumnName() == "Id" && SqlServerPropertyExtensions.GetValueGenerationStrategy(property)
                    == SqlServerValueGenerationStrategy.IdentityColumn))
            .Select(type => type.GetTableName()!).Distinct().Order(StringComparer.Ordinal)];
    }

    public static DbContextOptions<SqlServerDashboardDbContext> OptionsFor(string connectionString, int? maxBatchSize = null)
    {
        var builder = new DbContextOptionsBuilder<SqlServerDashboardDbContext>();
        StoreServices.UseSqlServer(builder, connectionString, maxBatchSize);
        return builder.AddInterceptors(ExplicitKeys.Instance).Options;
    }

    /// <summary>A context that nobody is told of.</summary>
    public SqlServerDashboardDbContext Open() => new(OptionsFor(ConnectionString, TestServer.MaxBatchSize));

    /// <summary>The same for rows that bring their keys.</summary>
    public SqlServerDashboardDbContext OpenForTest()
    {
        var db = Open();
        ExplicitKeys.Instance.Allow(db);
        return db;
    }

    /// <summary>It will hold tables that are not ours (those of scheduled jobs), so it is dropped when it is given back.</summary>
    public TestDatabase ForOneUse()
    {
        IsLentAgain = false;
        return this;
    }

    /// <summary>Runs batches in the database.</summary>
    public Task RunAsync(IEnumerable<string> batches) => owner.RunAsync(ConnectionString, batches);

    public ValueTask DisposeAsync() => new(owner.TakeBackAsync(this));

    private static IReadOnlyList<string> Tables()
    {
        using var db = new SqlServerDashboardDbContext(OptionsFor("Server=written-out"));
        return [.. db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct()
            .Order(StringComparer.Ordinal)];
    }
}
