using System.Collections.Concurrent;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Registration;
using Concentric.Time;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.TestData;

/// <summary>
/// A migrated store of its own, SQLite's in a folder or one of <see cref="TestServer"/>, with the services of
/// <see cref="StoreServices.AddStore"/> and a clock that stands still at <see cref="Start"/>. SQLite's is a copy of a file that is
/// migrated once per run, so it costs milliseconds.
/// It holds three communities and two petition categories, no records.
/// </summary>
public sealed class TestStore : IAsyncDisposable
{
    public const int Xinsheng = 1;
    public const int Xinshun = 2;
    public const int Binhe = 3;

    /// <summary>A petition category of five working days; <see cref="SlowCategory"/> has twenty.</summary>
    public const string Category = "sanitation";
    public const string SlowCategory = "roads";

    /// <summary>Wednesday 18 March 2026, 10:00 in the office.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 18, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The office's day at <see cref="Start"/>.</summary>
    public static readonly DateOnly Today = new(2026, 3, 18);

    public static readonly TimeZoneInfo Zone = OfficeClock.FindZone("Asia/Shanghai");

    public static readonly CurrentUser Administrator = new("管理员", Role.Administrator);
    public static readonly CurrentUser Leader = new("刘主任", Role.Leader);
    public static readonly CurrentUser WorkerOfXinsheng = new("王芳", Role.Worker, [Xinsheng]);
    public static readonly CurrentUser WorkerOfXinshun = new("李强", Role.Worker, [Xinshun]);

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    // By folder, so that who knows the folder has the store as another process would.
    private static readonly ConcurrentDictionary<string, TestDatabase> Databases = [];

    private bool isOwner;

    private TestStore(string folder, StoreOptions options, ServiceProvider services) =>
        (Folder, Options, Services) = (folder, options, services);

    /// <summary>Which store, and where.</summary>
    public StoreOptions Options { get; }

    public StoreProvider Provider => Options.Provider;

    /// <summary>The folder of the store; gone after disposal.</summary>
    public string Folder { get; }

    public ServiceProvider Services { get; }

    public FakeTimeProvider Time => Services.GetRequiredService<FakeTimeProvider>();

    public IDbContextFactory<DashboardDbContext> Factory => Services.GetRequiredService<IDbContextFactory<DashboardDbContext>>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="configure">Adds or replaces services; runs last.</param>
    /// <param name="provider">Null for that of the run.</param>
    public static async Task<TestStore> CreateAsync(Action<IServiceCollection>? configure = null, StoreProvider? provider = null)
    {
        var folder = Directory.CreateTempSubdirectory("concentric-test-").FullName;
        if ((provider ?? TestServer.Provider) == StoreProvider.SqlServer)
        {
            await RentAsync(folder);
        }
        else
        {
            File.Copy(await Template.Value, Path.Combine(folder, "dashboard.db"));
        }

        var store = At(folder, configure);
        store.isOwner = true;
        return store;
    }

    /// <summary>The store in a folder, as another process has it.</summary>
    public static TestStore At(string folder, Action<IServiceCollection>? configure = null)
    {
        var options = Databases.TryGetValue(folder, out var database)
            ? TestServer.OptionsOf(database)
            : new StoreOptions(StoreProvider.Sqlite, $"Data Source={Path.Combine(folder, "dashboard.db")}");
        var services = new ServiceCollection();
        var time = new FakeTimeProvider(Start);
        services.AddLogging();
        services.AddSingleton(time);
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(new OfficeClock(time, Zone));
        services.AddStore(options);
        services.KeepCompiledQueries();
        if (database is not null)
            services.ConfigureDbContext<SqlServerDashboardDbContext>(builder => builder.AddInterceptors(ExplicitKeys.Instance));
        services.AddSingleton(new DataFolder(folder));
        services.AddRecords();
        configure?.Invoke(services);
        return new TestStore(folder, options, services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context that writes on behalf of the system.</summary>
    public DashboardDbContext Open()
    {
        var db = Factory.CreateDbContext();
        db.Actor = CurrentUser.System;
        if (Provider == StoreProvider.SqlServer) ExplicitKeys.Instance.Allow(db);
        return db;
    }

    /// <summary>A context as another process has it: what it saves is written down for nobody and announced to nobody.</summary>
    public DashboardDbContext OpenElsewhere() => Provider == StoreProvider.Sqlite
        ? new SqliteDashboardDbContext(MigratedStore.OptionsFor(Options.ConnectionString))
        : Databases[Folder].OpenForTest();

    /// <summary>A process of the program works on it and leaves tables that no other store of the tests has.</summary>
    public void ForOneUse()
    {
        if (Databases.TryGetValue(Folder, out var database)) database.ForOneUse();
    }

    /// <summary>Saves new records, with audit and change log as always, and returns the first.</summary>
    public async Task<T> AddAsync<T>(params T[] records)
        where T : class
    {
        await using var db = Open();
        db.AddRange(records);
        await db.SaveChangesAsync(Cancellation);
        return records[0];
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (Provider == StoreProvider.Sqlite)
        {
            using (var connection = new SqliteConnection(Options.ConnectionString)) SqliteConnection.ClearPool(connection);
            // The store opens its connections with settings added, so under a pool of its own.
            await using var db = new SqliteDashboardDbContext(MigratedStore.OptionsFor(Options.ConnectionString));
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }
        else if (isOwner && Databases.TryRemove(Folder, out var database))
        {
            await database.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task RentAsync(string folder)
    {
        var database = await TestDatabases.Shared.RentAsync();
        try
        {
            await using var db = database.OpenForTest();
            db.AddRange(Reference());
            await db.SaveChangesAsync(Cancellation);
            Databases[folder] = database;
        }
        catch
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var file = MigratedStore.NewTemplate();
        // Without a pool the last connection closes here, which folds the write-ahead log into the file that is copied.
        MigratedStore.CopyTablesTo(file);
        await using var db = new SqliteDashboardDbContext(MigratedStore.OptionsFor($"Data Source={file};Pooling=False"));
        db.AddRange(Reference());
        await db.SaveChangesAsync();
        return file;
    }

    /// <summary>From this day on the households of the communities are known.</summary>
    public static readonly DateOnly HouseholdsSince = new(2020, 1, 1);

    internal static object[] Reference() =>
    [
        new Community
        {
            Id = Xinsheng,
            Code = "xinsheng",
            Name = "馨盛园",
            NameEn = "Xinsheng Garden",
            HouseholdCounts = { new() { HoldsFrom = HouseholdsSince, Households = 2_100 } },
            SortOrder = 1
        },
        new Community
        {
            Id = Xinshun,
            Code = "xinshun",
            Name = "馨顺园",
            NameEn = "Xinshun Garden",
            HouseholdCounts = { new() { HoldsFrom = HouseholdsSince, Households = 1_800 } },
            SortOrder = 2
        },
        new Community { Id = Binhe, Code = "binhe", Name = "滨河里", NameEn = "Binhe Lane", SortOrder = 3 },
        new PetitionCategory { Key = Category, Name = "环境卫生", NameEn = "Sanitation", DueWorkingDays = 5 },
        new PetitionCategory { Key = SlowCategory, Name = "道路维修", NameEn = "Road repair", DueWorkingDays = 20 },
    ];
}
