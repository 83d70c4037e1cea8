using Concentric.Data;

namespace Concentric.Tests.TestData;

/// <summary>A prepared store for processes of the program, with a data folder of its own.</summary>
internal sealed class ProgramStore : IDisposable
{
    private readonly TestDatabase? database;

    public ProgramStore()
    {
        if (TestServer.Provider == StoreProvider.SqlServer)
        {
            database = Task.Run(MigratedStore.RentAsync).GetAwaiter().GetResult();
            Options = TestServer.OptionsOf(database);
            return;
        }

        var file = Folder.Inside("concentric.db");
        MigratedStore.CopyTo(file);
        Options = new(StoreProvider.Sqlite, $"Data Source={file};Pooling=False");
    }

    public TempFolder Folder { get; } = new();

    public StoreOptions Options { get; }

    /// <summary>What the program is told by its environment.</summary>
    public Dictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string> { ["Data__Folder"] = Folder.Path };
            if (database is null) return settings;
            foreach (var (key, value) in TestServer.SettingsOf(Options)) settings[key.Replace(":", "__", StringComparison.Ordinal)] = value;
            return settings;
        }
    }

    public void Dispose()
    {
        if (database is not null) Task.Run(async () => await database.DisposeAsync()).GetAwaiter().GetResult();
        Folder.Dispose();
    }
}
