using System.Collections.Concurrent;
using Microsoft.Data.SqlClient;

namespace Concentric.Tests.TestData;

/// <summary>
/// The databases of a run on a server. The migrations are written out once and sent to each new one. One that is given back is emptied
/// and lent again, so there are about as many as classes run at once; where the server can't begin keys anew each store has its own.
/// At the end all are dropped, whatever became of the tests.
/// </summary>
/// <param name="server">Connection string; the database that it names does not matter.</param>
/// <param name="run">Sends batches, one after the other, to a connection string.</param>
/// <param name="isFull">Whether it is SQL Server, or stands in for it.</param>
internal sealed class TestDatabases(string? server, Func<string, IEnumerable<string>, Task> run, Func<bool> isFull)
{
    private static readonly Lazy<IReadOnlyList<string>> Migrations = new(TestDatabase.MigrationBatches);
    private static readonly Lazy<string> Emptying = new(TestDatabase.EmptyingBatch);

    private readonly ConcurrentBag<TestDatabase> idle = [];
    private readonly ConcurrentDictionary<string, TestDatabase> made = [];
    private volatile bool isNeverEmptied;

    /// <summary>Those of <see cref="TestServer"/>.</summary>
    public static TestDatabases Shared { get; } = new(TestServer.ConnectionString, SendAsync, () => TestServer.Lacks is null);

    public string? Server => server;

    /// <summary>An empty store with all tables: one that was given back, or a new one.</summary>
    public async Task<TestDatabase> RentAsync()
    {
        if (idle.TryTake(out var free)) return free;
        var database = await CreateAsync();
        try
        {
            await database.RunAsync(Migrations.Value);
            return database;
        }
        catch
        {
            await DropAsync(database);
            throw;
        }
    }

    /// <summary>A new database without a table.</summary>
    public async Task<TestDatabase> CreateAsync()
    {
        var whole = isFull();
        var database = new TestDatabase(this, TestDatabase.NewName(TestContext.Current.TestClass?.TestClassSimpleName));
        // Noted before it is there: what half succeeds is dropped as well.
        made[database.Name] = database;
        try
        {
            await RunAsync(TestServer.To(server, "master"), TestDatabase.Creation(database.Name, whole));
            return database;
        }
        catch
        {
            await DropAsync(database);
            throw;
        }
    }

    public Task RunAsync(string connectionString, IEnumerable<string> batches) => run(connectionString, batches);

    public async Task TakeBackAsync(TestDatabase database)
    {
        if (database.IsLentAgain && !isNeverEmptied)
        {
            try
            {
                await database.RunAsync([Emptying.Value]);
                idle.Add(database);
                return;
            }
            catch (SqlException e)
            {
                // A full server fails at one store, a stand-in at all.
                TestContext.Current.SendDiagnosticMessage($"The database {database.Name} was not emptied: {e.Message}");
                if (!isFull()) isNeverEmptied = true;
            }
        }

        await DropAsync(database);
    }

    public async Task DropAllAsync()
    {
        idle.Clear();
        // The program's scheduled jobs have pools of their own, and a stand-in may not drop what somebody is connected to.
        SqlConnection.ClearAllPools();
        foreach (var database in made.Values) await DropAsync(database);
    }

    private static async Task SendAsync(string connectionString, IEnumerable<string> batches)
    {
        // Cleaning up goes on after a test was stopped, so nothing here stops with it.
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(CancellationToken.None);
        foreach (var batch in batches)
        {
            await using var command = new SqlCommand(batch, connection) { CommandTimeout = 300 };
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private async Task DropAsync(TestDatabase database)
    {
        using (var pooled = new SqlConnection(database.ConnectionString)) SqlConnection.ClearPool(pooled);
        try
        {
            await RunAsync(TestServer.To(server, "master"), TestDatabase.Removal(database.Name, isFull()));
            made.TryRemove(database.Name, out _);
        }
        catch (SqlException e)
        {
            // It stays noted and is tried again at the end; a test that passed does not fail for it.
            TestContext.Current.SendDiagnosticMessage($"The database {database.Name} was not dropped: {e.Message}");
        }
    }
}

/// <summary>Ends with the run.</summary>
public sealed class TestDatabasesOfTheRun : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (TestServer.IsConfigured) await TestDatabases.Shared.DropAllAsync();
    }
}
