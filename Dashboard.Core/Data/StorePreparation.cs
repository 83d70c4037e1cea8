using System.Data.Common;
using System.Reflection;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>Makes the store ready for this version of the program: creates it, or brings its shape up to date.</summary>
public sealed class StorePreparation(
    IDbContextFactory<DashboardDbContext> factory, StoreOptions options, IEnumerable<IStoreSeed> seeds, StoreLock? storeLock = null)
{
    /// <summary>SQL Server: the database does not exist or may not be opened.</summary>
    private const int CannotOpenDatabase = 4060;

    /// <summary>How long one statement of a migration may take, the wait for another node that migrates included.</summary>
    public static readonly TimeSpan MigrationTakes = TimeSpan.FromHours(4);

    /// <summary>Called before a store is brought up to date, with the number of migrations: it may wait for another node.</summary>
    public Action<int>? BeforeMigration { get; set; }

    /// <summary>
    /// Creates or migrates the store if need be; several verbs may do so at once, and one after the other will. Beside a running server
    /// on an embedded store nothing is migrated.
    /// What every store starts with is added after a migration, and again where that was cut off. A store that is up to date costs two
    /// small queries.
    /// </summary>
    /// <returns>The migrations applied; empty when the store was up to date.</returns>
    /// <exception cref="StoreException">The store can't be used, and why.</exception>
    public async Task<IReadOnlyList<string>> PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (options.Provider == StoreProvider.Sqlite) EnsureFile();
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            if (options.Provider == StoreProvider.Sqlite && File.Exists(SqlitePath)
                && await StoreCheck.LookAsync(db, cancellationToken) is { } damage)
                throw new StoreException(StoreProblem.Damaged, Name, damage);
            if (await IsReadyAsync(db, cancellationToken)) return [];

            await using var turn = options.Provider == StoreProvider.Sqlite
                ? await SqliteFile.TakeTurnAsync(SqlitePath, cancellationToken)
                : null;
            if (await IsReadyAsync(db, cancellationToken)) return [];
            var pending = await PendingAsync(db, cancellationToken);
            using var alone = storeLock?.HoldMeanwhile();
            if (options.Provider == StoreProvider.Sqlite && pending.Count > 0)
            {
                // Whoever held EF's own lock is gone, or would hold the turn; EF would wait for it without end.
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; DROP TABLE IF EXISTS __EFMigrationsLock",
                    cancellationToken);
            }

            if (pending.Count > 0)
            {
                BeforeMigration?.Invoke(pending.Count);
                // An index over millions of rows takes longer than any page may wait, and another node may be at it already.
                db.Database.SetCommandTimeout(MigrationTakes);
                await MigrateAsync(db, cancellationToken);
                db.Database.SetCommandTimeout(null);
            }

            foreach (var seed in seeds) await seed.EnsureAsync(db, cancellationToken);
            await NoteSeededAsync(db, options.Provider, cancellationToken);
            return pending;
        }
        catch (Exception failure) when (failure is not StoreException && StoreErrors.ProblemOf(failure) is { } problem)
        {
            throw new StoreException(problem, Name, failure.Message, failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreProblem.Denied, Name, failure.Message, failure);
        }
    }

    /// <exception cref="StoreException">A statement of a migration failed, which is named.</exception>
    private async Task MigrateAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (DbException failure) when (StoreErrors.ProblemOf(failure) is null)
        {
            // Each is taken back with its transaction, so those before it are done.
            var at = await PendingAsync(db, cancellationToken) is [var first, ..] ? first : "?";
            throw new StoreException(failure.IsOfShape() ? StoreProblem.HalfMigrated : StoreProblem.NotMigrated, Name,
                $"{at}: {failure.Message}", failure);
        }
    }

    /// <summary>What should be set otherwise in a database of SQL Server; nothing for an embedded store.</summary>
    public async Task<IReadOnlyList<StoreAdvice>> AdviseAsync(CancellationToken cancellationToken)
    {
        if (options.Provider == StoreProvider.Sqlite) return [];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        try
        {
            var told = await db.Database.SqlQueryRaw<string>(StoreAdvices.Ask).ToListAsync(cancellationToken);
            return told is [var one] ? StoreAdvices.Read(one) : [];
        }
        catch (SqlException failure) when (StoreErrors.ProblemOf(failure) is null)
        {
            // Who may not look at the server's own tables is not kept from working for that.
            return [];
        }
    }

    /// <summary>The database of SQL Server, as it is written in what is to be run; empty for an embedded store.</summary>
    public string DatabaseName => options.Provider == StoreProvider.Sqlite
        ? "" : new SqlConnectionStringBuilder(options.ConnectionString).InitialCatalog;

    /// <summary>The file, or the server and database; for messages.</summary>
    public string Name
    {
        get
        {
            if (options.Provider == StoreProvider.Sqlite) return SqlitePath;
            var server = new SqlConnectionStringBuilder(options.ConnectionString);
            return $"{server.DataSource}/{server.InitialCatalog}";
        }
    }

    /// <summary>The migrations that this program knows, oldest first.</summary>
    public static IReadOnlyList<string> KnownMigrations(StoreProvider provider) => typeof(StorePreparation).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == $"Migrations.{provider}").Value!.Split(',');

    /// <summary>Writes down that the store has all that it starts with, as of this version's last migration.</summary>
    public static async Task NoteSeededAsync(DashboardDbContext db, StoreProvider provider, CancellationToken cancellationToken)
    {
        await StoreFacts.WriteAsync(db, StoreFacts.Program, ProgramVersion.Current, cancellationToken);
        await StoreFacts.WriteAsync(db, StoreFacts.Seeded, KnownMigrations(provider)[^1], cancellationToken);
    }

    private string SqlitePath => SqliteFile.PathOf(options);

    private void EnsureFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SqlitePath)!);
        if (SqliteFile.IsCutShort(SqlitePath))
            throw new StoreException(StoreProblem.Damaged, Name, "The file is shorter than its header says.");
    }

    /// <returns>True when nothing is to be migrated, and nothing of what a store starts with was cut off.</returns>
    private async Task<bool> IsReadyAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if ((await PendingAsync(db, cancellationToken)).Count > 0) return false;
        return await FactAsync(db, StoreFacts.Seeded, cancellationToken) == KnownMigrations(options.Provider)[^1];
    }

    /// <summary>The version of the program that made the store newer; null when it did not write that down.</summary>
    private static async Task<string?> ProgramAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            return await FactAsync(db, StoreFacts.Program, cancellationToken);
        }
        catch (DbException)
        {
            // A store so new that it keeps its facts elsewhere is refused all the same.
            return null;
        }
    }

    // Plain SQL for the same reason as below.
    private static async Task<string?> FactAsync(DashboardDbContext db, string key, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT \"Value\" FROM \"StoreFacts\" WHERE \"Key\" = '{key}'";
            return await ReadAsync(command, cancellationToken) is [var value] ? value : null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<IReadOnlyList<string>> PendingAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        var known = KnownMigrations(options.Provider);
        var applied = await AppliedAsync(db, cancellationToken);
        if (applied.Except(known).Order().LastOrDefault() is { } unknown)
        {
            // Migrations are named by the time of their making: what is older than the first was made before it, and is none of its
            // descendants.
            var problem = string.CompareOrdinal(unknown, known[0]) < 0 ? StoreProblem.Unreleased : StoreProblem.Newer;
            var by = problem == StoreProblem.Newer ? await ProgramAsync(db, cancellationToken) : null;
            throw new StoreException(problem, Name, by is null ? unknown : $"{by}, {unknown}");
        }

        return [.. known.Except(applied)];
    }

    // Asked in plain SQL: the provider's own way costs half the start of the program.
    private async Task<List<string>> AppliedAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
        }
        catch (SqlException failure) when (failure.Number == CannotOpenDatabase)
        {
            return [];
        }

        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = options.Provider == StoreProvider.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                : "SELECT name FROM sys.tables WHERE name = '__EFMigrationsHistory'";
            var tables = await ReadAsync(command, cancellationToken);
            if (tables.Contains("__EFMigrationsHistory"))
            {
                command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
                return await ReadAsync(command, cancellationToken);
            }

            if (tables.Any(table => table != "__EFMigrationsLock"))
                throw new StoreException(StoreProblem.Foreign, Name, string.Join(", ", tables.Order().Take(5)));
            return [];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<List<string>> ReadAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var values = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) values.Add(reader.GetString(0));
        return values;
    }
}
