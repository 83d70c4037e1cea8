using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Concentric.Tests.SqlServer.Live;

/// <summary>
/// A fresh database on the server that DASHBOARD_SQLSERVER names (a login that may create databases), dropped at the end.
/// Without that variable <see cref="ConnectionString"/> skips the test that asks for it.
/// </summary>
public sealed class LiveSqlServer : IAsyncLifetime
{
    public const string Variable = "DASHBOARD_SQLSERVER";
    private readonly string? _server = Environment.GetEnvironmentVariable(Variable);
    private readonly string _database = $"concentric_test_{Guid.NewGuid():N}";

    public static bool IsConfigured => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));

    public string ConnectionString
    {
        get
        {
            Assert.SkipUnless(IsConfigured,
                $"No SQL Server to test on: set {Variable} to the connection string of a login that may create databases.");
            return To(_database);
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (IsConfigured)
            await RunAsync("master", $"CREATE DATABASE [{_database}];", TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!IsConfigured)
            return;
        SqlConnection.ClearAllPools();
        await RunAsync("master", $"ALTER DATABASE [{_database}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{_database}];",
            CancellationToken.None);
    }

    /// <summary>Runs one batch in the fresh database.</summary>
    public Task RunAsync(string batch) => RunAsync(_database, batch, TestContext.Current.CancellationToken);

    private async Task RunAsync(string database, string batch, CancellationToken stop)
    {
        await using var connection = new SqlConnection(To(database));
        await connection.OpenAsync(stop);
        await using DbCommand command = new SqlCommand(batch, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private string To(string database) => new SqlConnectionStringBuilder(_server) { InitialCatalog = database }.ConnectionString;
}
