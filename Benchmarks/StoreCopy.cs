using Concentric.Data;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Time;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Benchmarks;

/// <summary>A copy of a SQLite store with the services on it: a benchmark writes to the copy, which goes with it.</summary>
internal sealed class StoreCopy : IAsyncDisposable
{
    private readonly string file;

    private StoreCopy(string file, ServiceProvider services) => (this.file, Services) = (file, services);

    public string File => file;

    public ServiceProvider Services { get; }

    /// <summary>Copies the store, what still lies in its write-ahead log included.</summary>
    public static async Task<StoreCopy> OfAsync(string store, CancellationToken cancellationToken,
        Action<IServiceCollection>? configure = null)
    {
        if (!System.IO.File.Exists(store)) throw new FileNotFoundException($"There is no store {store}.");
        var copy = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(store))!, $"benchmark-{Guid.NewGuid():N}.db");
        await using (var source = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False"))
        await using (var target = new SqliteConnection($"Data Source={copy};Pooling=False"))
        {
            await source.OpenAsync(cancellationToken);
            await target.OpenAsync(cancellationToken);
            source.BackupDatabase(target);
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new OfficeClock(TimeProvider.System, OfficeClock.FindZone("Asia/Shanghai")));
        services.AddStore(new StoreOptions(StoreProvider.Sqlite, $"Data Source={copy}"));
        services.AddSingleton<StorePreparation>();
        services.AddRecords();
        services.AddMetricCube(new());
        services.AddSearch();
        configure?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<StorePreparation>().PrepareAsync(cancellationToken);
        return new(copy, provider);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        foreach (var path in new[] { file, file + "-wal", file + "-shm", file + ".lock" }) System.IO.File.Delete(path);
    }
}
