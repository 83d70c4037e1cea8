using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Notices;
using Concentric.People;
using Concentric.Resources;
using Concentric.Tests.TestData;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Data;

/// <summary>How an embedded store is opened, what its failures mean, and that damage is found and told.</summary>
[OnSqlite("settings and errors of the file")]
public sealed class StoreTroubleTests : IAsyncLifetime
{
    private TestStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StoreTrouble Trouble => store.Get<StoreTrouble>();

    public async ValueTask InitializeAsync() =>
        store = await TestStore.CreateAsync(services => services.AddPeople().AddSingleton<StoreCheck>().AddSingleton<NightlyRuns>()
        .AddSingleton(new NightlyJob("store-check", new(3, 30), (provider, stop) =>
            provider.GetRequiredService<StoreCheck>().RunAsync(stop))));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task EveryConnection_FlushesWhatItAcknowledges()
    {
        for (var round = 0; round < 3; round++)
        {
            // Several at once, so that pooled ones and new ones are among them, and those that were used by others before.
            var open = Enumerable.Range(0, 4).Select(_ => store.Open()).ToList();
            foreach (var db in open)
            {
                Assert.Equal(2, await AskAsync(db, "PRAGMA synchronous"));
                Assert.Equal("wal", await AskTextAsync(db, "PRAGMA journal_mode"));
                Assert.Equal(1_000, await AskAsync(db, "PRAGMA wal_autocheckpoint"));
                Assert.Equal(64 * 1024 * 1024, await AskAsync(db, "PRAGMA journal_size_limit"));
                Assert.Equal(1, await AskAsync(db, "PRAGMA foreign_keys"));
                // What one leaves behind does not reach the next.
                await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous=OFF", Cancellation);
                await db.Database.CloseConnectionAsync();
            }

            foreach (var db in open) await db.DisposeAsync();
        }

        await using var elsewhere = store.OpenElsewhere();
        Assert.Equal(2, await AskAsync(elsewhere, "PRAGMA synchronous"));
    }

    [Theory]
    [InlineData(13, 13, StoreProblem.Full)]
    [InlineData(10, 778, StoreProblem.Fault)]
    [InlineData(10, 1034, StoreProblem.Fault)]
    [InlineData(10, 4874, StoreProblem.Full)]
    [InlineData(8, 8, StoreProblem.Denied)]
    [InlineData(8, 1032, StoreProblem.Denied)]
    [InlineData(14, 14, StoreProblem.Denied)]
    [InlineData(11, 11, StoreProblem.Damaged)]
    [InlineData(11, 779, StoreProblem.Damaged)]
    [InlineData(26, 26, StoreProblem.Damaged)]
    [InlineData(5, 5, StoreProblem.Busy)]
    [InlineData(6, 262, StoreProblem.Busy)]
    [InlineData(19, 2067, null)]
    [InlineData(1, 1, null)]
    public void FailureForTheStoresSake_HasAMessageInBothLanguages(int code, int extended, StoreProblem? problem)
    {
        var failure = new DbUpdateException("saving", new InvalidOperationException("deeper", new SqliteException("x", code, extended)));
        Assert.Equal(problem, StoreErrors.ProblemOf(failure));
        if (problem is null) return;
        Assert.Contains("没有完成", Texts.Problem(problem.Value, CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Contains("nothing was saved", Texts.Problem(problem.Value, CultureInfo.GetCultureInfo("en")));
    }

    [Fact]
    public void FileThatFindsNoRoom_IsTheDisksFault_OthersAreNot()
    {
        foreach (var code in (int[])[28, 122, 27, unchecked((int)0x80070070)])
            Assert.Equal(StoreProblem.Full, StoreErrors.ProblemOf(new IOException("no room", code)));
        Assert.Null(StoreErrors.ProblemOf(new FileNotFoundException()));
        Assert.Null(StoreErrors.ProblemOf(new OperationCanceledException()));
    }

    [Fact]
    public async Task SaveThatFindsNoRoom_IsKnown_UntilOneSucceeds()
    {
        await using (var db = store.Open())
        {
            await db.Database.OpenConnectionAsync(Cancellation);
            var pages = await AskAsync(db, "PRAGMA page_count");
#pragma warning disable EF1002 // A number; a pragma takes no parameter.
            await db.Database.ExecuteSqlRawAsync($"PRAGMA max_page_count={pages}", Cancellation);
#pragma warning restore EF1002
            db.StoreFacts.AddRange(Enumerable.Range(0, 100)
                .Select(i => new StoreFact { Key = $"large-{i}", Value = new string('x', 9_000) }));
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(Cancellation));
            Assert.Equal(StoreProblem.Full, StoreErrors.ProblemOf(failure));
            Assert.Equal(StoreProblem.Full, Trouble.Current);
            await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count=4294967294", Cancellation);
        }

        await store.AddAsync(Make.Petition());
        Assert.Null(Trouble.Current);
    }

    [Fact]
    public async Task WhatTheStructureDoesNotShow_IsFoundByNight_AndToldToTheAdministrators_UntilItIsMended()
    {
        await store.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, "chief", new("孙磊", Role.Administrator, []), TestApp.Password, Cancellation);
        await store.Get<AccountCommands>()
            .AddAsync(CurrentUser.System, "leader", new("刘敏", Role.Leader, []), TestApp.Password, Cancellation);
        var nightly = store.Get<NightlyRuns>();
        Assert.True(await nightly.RunAsync("store-check", Cancellation));
        Assert.Equal(NightlyOutcome.Done, (await nightly.ReadAsync(Cancellation))["store-check"]!.Outcome);

        // A row that refers to one that is not there, as a page that went back in time leaves it.
        await ExecuteAsync("PRAGMA foreign_keys=OFF; INSERT INTO UserCommunity (UserId, CommunityId) VALUES (999, 1)");
        store.Time.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<NightlyJobException>(() => nightly.RunAsync("store-check", Cancellation));
        var state = (await nightly.ReadAsync(Cancellation))["store-check"]!;
        Assert.Equal(NightlyOutcome.Failed, state.Outcome);
        Assert.Contains("UserCommunity", state.Problem);
        Assert.Equal(StoreProblem.Damaged, Trouble.Current);
        await store.AddAsync(Make.Petition());
        Assert.Equal(StoreProblem.Damaged, Trouble.Current);
        await using (var db = store.Open())
            Assert.Equal("chief",
                (await db.Notices.Include(notice => notice.User)
                    .SingleAsync(notice => notice.Kind == NoticeKind.StoreDamaged, Cancellation)).User!.UserName);

        await ExecuteAsync("DELETE FROM UserCommunity WHERE UserId = 999");
        store.Time.Advance(NightlyRuns.AgainAfter);
        Assert.True(await nightly.RunAsync("store-check", Cancellation));
        Assert.Null(Trouble.Current);
    }

    [Fact]
    public async Task CheckByNight_WaitsForNoReader_SoThatNoSaveWaitsForItsLock()
    {
        // Something in the log, so that there is what could be folded into the file.
        await store.AddAsync(Make.Petition());
        await using var db = store.Open();
        Assert.Equal(1, await AskAsync(db, "BEGIN; SELECT COUNT(*) FROM Petitions"));

        // With a writer's patience it would wait for two minutes, and every save behind it.
        await Task.Run(() => store.Get<StoreCheck>().RunAsync(Cancellation), Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        await store.AddAsync(Make.Petition());
        Assert.Equal(1, await AskAsync(db, "SELECT COUNT(*) FROM Petitions; ROLLBACK"));
        Assert.Null(Trouble.Current);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(store.Folder, "dashboard.db")};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<long> AskAsync(DashboardDbContext db, string sql) =>
        long.Parse(await AskTextAsync(db, sql), CultureInfo.InvariantCulture);

    private static async Task<string> AskTextAsync(DashboardDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return (await command.ExecuteScalarAsync(Cancellation))!.ToString()!;
    }
}
