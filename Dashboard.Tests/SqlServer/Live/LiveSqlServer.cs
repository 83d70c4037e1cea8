using Concentric.Tests.TestData;

namespace Concentric.Tests.SqlServer.Live;

/// <summary>
/// A fresh database on the server that DASHBOARD_SQLSERVER names (a login that may create databases), without a table, dropped at the
/// end. Without that variable <see cref="ConnectionString"/> skips the test that asks for it.
/// </summary>
public sealed class LiveSqlServer : IAsyncLifetime
{
    private TestDatabase? _database;

    public string ConnectionString
    {
        get
        {
            Assert.SkipWhen(_database is null,
                $"No SQL Server to test on: set {TestServer.Variable} to the connection string of a login that may create databases.");
            return _database!.ConnectionString;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (TestServer.IsConfigured) _database = (await TestDatabases.Shared.CreateAsync()).ForOneUse();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>Runs one batch in the fresh database.</summary>
    public Task RunAsync(string batch) => _database!.RunAsync([batch]);
}
