using System.Data.Common;
using Concentric.Data;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Data;

[OnSqlite("the file of the store is made")]
public sealed class StorePreparationTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string FilePath => folder.Inside("store/concentric.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task NewStore_IsMadeWithItsFolder_InWalMode_AndIsThenUpToDate()
    {
        await using var services = Services();
        Assert.NotEmpty(await PrepareAsync(services));
        Assert.Empty(await PrepareAsync(services));
        Assert.Equal("wal", Ask("PRAGMA journal_mode"));
        await using var db = services.GetRequiredService<IDbContextFactory<DashboardDbContext>>().CreateDbContext();
        Assert.Equal(0, await db.Petitions.CountAsync(Cancellation));
    }

    [Fact]
    public async Task TwoStartsAtOnce_MakeOneStore()
    {
        await using var one = Services();
        await using var other = Services();
        var both = await Task.WhenAll(Task.Run(() => PrepareAsync(one)), Task.Run(() => PrepareAsync(other)));
        Assert.Single(both, migrations => migrations.Count == 0);
    }

    [Fact]
    public async Task LockOfAStartThatDied_IsNotWaitedFor()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Execute("CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO "
            + "__EFMigrationsLock VALUES (1, '2026-01-01')");
        await using var services = Services();
        Assert.NotEmpty(await PrepareAsync(services).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public async Task StoreOfANewerVersion_IsRefused()
    {
        await using var services = Services();
        await PrepareAsync(services);
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')");
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(services));
        Assert.Equal(StoreProblem.Newer, refusal.Problem);
        Assert.Equal($"{ProgramVersion.Current}, 29990101000000_FromTheFuture", refusal.Detail);
    }

    [Fact]
    public async Task StoreInTheMiddleOfAMigration_IsRefused_NamesIt_AndIsLeftAsItWas()
    {
        await using var services = Services();
        await PrepareAsync(services);
        const string Last = "SELECT MAX(MigrationId) FROM __EFMigrationsHistory";
        var migration = Ask(Last);
        Execute($"DELETE FROM __EFMigrationsHistory WHERE MigrationId = ({Last})");
        const string Shape = "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_master WHERE name NOT LIKE '__EFMigrationsLock%' "
            + "ORDER BY name)";
        var shape = Ask(Shape);
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(services));
        Assert.Equal(StoreProblem.HalfMigrated, refusal.Problem);
        Assert.StartsWith(migration + ": ", refusal.Detail, StringComparison.Ordinal);
        Assert.NotEqual(migration, Ask(Last));
        Assert.Equal(shape, Ask(Shape));
    }

    /// <summary>Whoever lacks a right is not told to restore a backup.</summary>
    [Theory]
    [InlineData(262, StoreProblem.Denied)]
    [InlineData(1088, StoreProblem.Denied)]
    [InlineData(2760, StoreProblem.Denied)]
    [InlineData(3701, StoreProblem.Denied)]
    [InlineData(4902, StoreProblem.Denied)]
    [InlineData(15247, StoreProblem.Denied)]
    [InlineData(207, StoreProblem.HalfMigrated)]
    [InlineData(208, StoreProblem.HalfMigrated)]
    [InlineData(1913, StoreProblem.HalfMigrated)]
    [InlineData(2705, StoreProblem.HalfMigrated)]
    [InlineData(2714, StoreProblem.HalfMigrated)]
    [InlineData(4924, StoreProblem.HalfMigrated)]
    [InlineData(1505, StoreProblem.NotMigrated)]
    [InlineData(547, StoreProblem.NotMigrated)]
    public async Task WhatAMigrationFailsFor_IsTold(int number, StoreProblem problem)
    {
        await using var services = Services(new Refusing(number));
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(services));
        Assert.Equal(problem, refusal.Problem);
        if (problem != StoreProblem.Denied)
            Assert.StartsWith(StorePreparation.KnownMigrations(StoreProvider.Sqlite)[0], refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreFromBeforeTheFirstRelease_IsRefusedAndLeftAlone()
    {
        await using var services = Services();
        await PrepareAsync(services);
        Execute("DELETE FROM __EFMigrationsHistory; INSERT INTO __EFMigrationsHistory VALUES ('20261122174827_Initial', '10.0')");
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(services));
        Assert.Equal(StoreProblem.Unreleased, refusal.Problem);
        Assert.Equal("20261122174827_Initial", refusal.Detail);
        Assert.Equal("1", Ask("SELECT COUNT(*) FROM __EFMigrationsHistory"));
    }

    [Fact]
    public async Task DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Execute("CREATE TABLE recipes (Id INTEGER)");
        await using var services = Services();
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(services));
        Assert.Equal(StoreProblem.Foreign, refusal.Problem);
        Assert.Equal("1", Ask("SELECT COUNT(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task FileCutShort_IsDamaged()
    {
        await using (var services = Services()) await PrepareAsync(services);
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        using (var file = new FileStream(FilePath, FileMode.Open)) file.SetLength(file.Length / 2);
        await using var again = Services();
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(again));
        Assert.Equal(StoreProblem.Damaged, refusal.Problem);
    }

    [Fact]
    public async Task PathThatIsAFolder_IsDenied()
    {
        Directory.CreateDirectory(FilePath);
        await using var services = Services();
        var refusal = await Assert.ThrowsAsync<StoreException>(() => PrepareAsync(services));
        Assert.Equal(StoreProblem.Denied, refusal.Problem);
        Assert.Equal(FilePath, refusal.Store);
    }

    private ServiceProvider Services(params IInterceptor[] interceptors) => new ServiceCollection()
        .AddLogging()
        .AddStore(new StoreOptions(StoreProvider.Sqlite, $"Data Source={FilePath};Pooling=False"))
        .AddSingleton<StorePreparation>()
        .ConfigureStore(builder => builder.AddInterceptors(interceptors))
        .BuildServiceProvider();

    /// <summary>A server that refuses to make the first table of the program.</summary>
    private sealed class Refusing(int number) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
            InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            command.CommandText.StartsWith("CREATE TABLE", StringComparison.Ordinal) && !command.CommandText.Contains("__EF")
                ? throw SqlServerFailure.Of(number) : ValueTask.FromResult(result);
    }

    private static Task<IReadOnlyList<string>> PrepareAsync(ServiceProvider services) =>
        services.GetRequiredService<StorePreparation>().PrepareAsync(Cancellation);

    private void Execute(string sql) => Ask(sql);

    private string? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
