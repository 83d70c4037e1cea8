using Concentric.Dashboard.Demo;
using Concentric.Dashboard.Demo.Street;
using Concentric.Data;
using Concentric.Registration;
using Concentric.Search;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.TestData;

/// <summary>
/// A migrated SQLite store with the demo street as of <see cref="TestClock.Start"/>, indexed for searching, made once per run;
/// applications begin with a copy of its file.
/// </summary>
public static class DemoStoreFile
{
    private static readonly Lazy<Task<string>> Template = new(MakeAsync);

    /// <summary>Puts a copy of it in the place of a store.</summary>
    public static async Task CopyToAsync(string file) => File.Copy(await Template.Value, file, overwrite: true);

    /// <summary>Loads it into a store of the server that holds no record yet.</summary>
    public static Task LoadAsync(TestDatabase database) => LoadAsync(TestServer.OptionsOf(database));

    private static async Task<string> MakeAsync()
    {
        var file = MigratedStore.NewTemplate();
        MigratedStore.CopyTo(file);
        // Without a pool the last connection closes with the services, which folds the write-ahead log into the file that is copied.
        await LoadAsync(new StoreOptions(StoreProvider.Sqlite, $"Data Source={file};Pooling=False"));
        return file;
    }

    private static async Task LoadAsync(StoreOptions options)
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddStore(options)
            .AddSingleton<TimeProvider>(new FakeTimeProvider(TestClock.Start))
            .AddSingleton(provider => new OfficeClock(provider.GetRequiredService<TimeProvider>(), TestStore.Zone))
            .AddRecords().AddMetricCube(new()).AddSearch().AddSyntheticData().BuildServiceProvider();
        await services.GetRequiredService<DemoData>().LoadAsync(CancellationToken.None);
        await services.GetRequiredService<SearchIndexer>().CatchUpAsync(CancellationToken.None);
    }
}
