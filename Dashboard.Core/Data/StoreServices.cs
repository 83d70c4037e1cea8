using System.Data.Common;
using Concentric.Data.Files;
using Concentric.Data.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Data;

/// <summary>
/// Registers the store: <see cref="IDbContextFactory{TContext}"/> of <see cref="DashboardDbContext"/> on the configured provider.
/// </summary>
public static class StoreServices
{
    /// <summary>How long a writer waits for SQLite's one write lock, and a command for SQL Server, in seconds.</summary>
    private const int CommandSeconds = 30;

    /// <summary>
    /// How long a save waits for its turn on an embedded store, which has one writer: several times what copying the largest import takes
    /// on a machine that is busy besides.
    /// </summary>
    private const int WriterSeconds = 120;

    public static IServiceCollection AddStore(this IServiceCollection services, StoreOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ChangeRecorder>();
        services.AddSingleton<StoreTrouble>();
        services.TryAddSingleton<FileStore>(FileStoreOf);
        if (options.Provider == StoreProvider.Sqlite)
        {
            services.AddPooledDbContextFactory<SqliteDashboardDbContext>(builder => UseSqlite(builder, options.ConnectionString));
            services.AddSingleton<IDbContextFactory<DashboardDbContext>, RecordingFactory<SqliteDashboardDbContext>>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqlServerDashboardDbContext>(builder => UseSqlServer(builder, options.ConnectionString,
                options.MaxBatchSize));
            services.AddSingleton<IDbContextFactory<DashboardDbContext>, RecordingFactory<SqlServerDashboardDbContext>>();
        }

        // Identity and data protection ask for a scoped context; it lives as long as a request, never as long as a circuit.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContext());
        return services;
    }

    private static FileStore FileStoreOf(IServiceProvider services) => services.GetService<FileStoreOptions>()?.Place == FilePlace.Database
        ? ActivatorUtilities.CreateInstance<DatabaseFileStore>(services)
        : ActivatorUtilities.CreateInstance<FolderFileStore>(services);

    /// <summary>
    /// Opens the embedded store's model and translates a first statement beside the rest of the start, which has two cores to use. What
    /// fails here fails again where it is needed, and is told there.
    /// </summary>
    public static void WarmUp(StoreOptions options)
    {
        if (options.Provider != StoreProvider.Sqlite) return;
        _ = Task.Run(() =>
        {
            var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
            UseSqlite(builder, options.ConnectionString);
            using var db = new SqliteDashboardDbContext(builder.Options);
            // Without asking the store, which may not be there yet.
            return db.Communities.Where(x => x.Name.Length > 0).OrderBy(x => x.SortOrder).ToQueryString();
        });
    }

    public static void UseSqlite(DbContextOptionsBuilder builder, string connectionString) => builder
        .UseSqlite(new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = WriterSeconds, ForeignKeys = true }.ToString(),
            sqlite => sqlite.ExecutionStrategy(dependencies => new StatementRetry(dependencies)))
        .UseStoreText(StoreProvider.Sqlite)
        .AddInterceptors(SqliteSettings.Instance, CommitAnnouncer.Instance, StoreTroubleWatch.Instance)
        .ConfigureWarnings(Warnings);

    /// <param name="maxBatchSize">Rows that one statement saves; null for the library's own measure.</param>
    public static void UseSqlServer(DbContextOptionsBuilder builder, string connectionString, int? maxBatchSize = null) => builder
        .UseSqlServer(connectionString, server =>
        {
            server.CommandTimeout(CommandSeconds).UseCompatibilityLevel(150)
                .ExecutionStrategy(dependencies => new StatementRetry(dependencies));
            if (maxBatchSize is { } most) server.MaxBatchSize(most);
        })
        .UseStoreText(StoreProvider.SqlServer)
        .AddInterceptors(CommitAnnouncer.Instance, StoreTroubleWatch.Instance, IsolationReset.Instance)
        .ConfigureWarnings(Warnings);

    // What is counted up to a limit needs no order; pages have theirs, with the key as its end.
    private static void Warnings(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning);

    private sealed class RecordingFactory<TContext>(IDbContextFactory<TContext> inner, ChangeRecorder recorder, StoreTrouble trouble)
        : IDbContextFactory<DashboardDbContext>
        where TContext : DashboardDbContext
    {
        public DashboardDbContext CreateDbContext()
        {
            var db = inner.CreateDbContext();
            db.Recorder = recorder;
            db.Trouble = trouble;
            // What one command said of itself is nothing to the next one that has the pooled context.
            (db.Actor, db.Reason, db.IsUndoing, db.HasRaisedIsolation) = (null, null, false, false);
            db.Uncommitted.Clear();
            db.BulkLog = null;
            db.RecordedAt = null;
            return db;
        }
    }

    /// <summary>
    /// Settings that SQLite forgets with each connection. What is acknowledged has been flushed: with write-ahead logging SQLite
    /// otherwise does so at checkpoints only, and a power cut takes the last saves. WAL itself stays in the file and is set when the store
    /// is made.
    /// </summary>
    private sealed class SqliteSettings : DbConnectionInterceptor
    {
        public static readonly SqliteSettings Instance = new();

        /// <summary>
        /// 4 MB of 4-KB pages, then whoever commits copies the log into the file: SQLite's own measure, said here to be seen.
        /// </summary>
        private const int PagesUntilCheckpoint = 1_000;

        /// <summary>Bytes that the log keeps on disk once it has been copied: a large import does not leave its own size behind.</summary>
        private const int MostLeftOfLog = 64 * 1024 * 1024;

        private static readonly string Pragmas =
            $"PRAGMA busy_timeout={WriterSeconds * 1_000}; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={PagesUntilCheckpoint}; "
            + $"PRAGMA journal_size_limit={MostLeftOfLog}; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            StoreText.Register(connection);
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) =>
            StoreTroubleWatch.Report(eventData.Context as DashboardDbContext, eventData.Exception);

        public override Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData,
            CancellationToken cancellationToken = default)
        {
            ConnectionFailed(connection, eventData);
            return Task.CompletedTask;
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            StoreText.Register(connection);
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
