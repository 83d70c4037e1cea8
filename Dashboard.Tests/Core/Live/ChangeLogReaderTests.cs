using Concentric.Data;
using Concentric.Live;
using Concentric.Tests.TestData;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Live;

public class ChangeLogReaderTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(40);

    /// <summary>How many ids a transaction takes, for how many seconds it holds them, and whether it is rolled back.</summary>
    private static readonly Gen<(int Ids, int Holds, bool IsRolledBack)> Transactions = Gen.Select(Gen.Int[1, 4],
        Gen.Frequency((3, Gen.Const(0)), (3, Gen.Int[1, (int)ChangeRecorder.LongestHeld.TotalSeconds])),
        Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true))));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatOtherNodesCommit_IsFoundOnce_AndOwnChangesAreNotRepeated()
    {
        await using var store = await StartAsync();
        var reader = store.Get<ChangeLogReader>();
        await CommitElsewhereAsync(store, 5);
        await store.AddAsync(Make.Petition()); // takes id 6 and is announced at once
        Assert.Equal([6], Drain(store));
        await reader.LookAsync(Cancellation);
        Assert.Equal([5], Drain(store));
        await reader.LookAsync(Cancellation);
        Assert.Empty(Drain(store));
    }

    [Fact]
    public async Task LowerIdsThatCommitLater_AreNotLost_WithinPatience()
    {
        await using var store = await StartAsync();
        var reader = store.Get<ChangeLogReader>();
        await CommitElsewhereAsync(store, 10);
        await reader.LookAsync(Cancellation);
        Assert.Equal([10], Drain(store));

        var missing = new[] { 7, 9, 3, 1 };
        foreach (var id in missing)
        {
            store.Time.Advance(ChangeLogReader.Patience / missing.Length);
            await CommitElsewhereAsync(store, id);
            await reader.LookAsync(Cancellation);
            Assert.Equal([id], Drain(store));
        }
    }

    [Fact]
    public async Task AfterPatience_AnIdIsGivenUp_AndThoseThatAreYoungerAreNot()
    {
        await using var store = await StartAsync();
        var reader = store.Get<ChangeLogReader>();
        await CommitElsewhereAsync(store, 10);
        await reader.LookAsync(Cancellation);
        store.Time.Advance(ChangeLogReader.Patience - TimeSpan.FromSeconds(1));
        await CommitElsewhereAsync(store, 20);
        await reader.LookAsync(Cancellation);
        store.Time.Advance(TimeSpan.FromSeconds(2));
        await reader.LookAsync(Cancellation);
        Assert.Equal([10, 20], Drain(store));

        // 10 is settled, so 5 was rolled back; 15 may still come, and what is known stays known.
        await CommitElsewhereAsync(store, 5);
        await CommitElsewhereAsync(store, 15);
        await reader.LookAsync(Cancellation);
        await reader.LookAsync(Cancellation);
        Assert.Equal([15], Drain(store));
    }

    [Fact]
    public async Task ANodeThatStarts_TakesUpWhatCommitsLate_AndNothingThatIsCountedAnyway()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<ChangeLogReader>());
        await CommitElsewhereAsync(store, 10);
        store.Time.Advance(2 * ChangeLogReader.Patience + TimeSpan.FromMinutes(1));
        await CommitElsewhereAsync(store, 20);
        await PositionAsync(store);
        foreach (var id in new[] { 15, 21, 5 }) await CommitElsewhereAsync(store, id);
        await store.Get<ChangeLogReader>().LookAsync(Cancellation);
        // 20 was there before the counting; 5 lies below what is long settled.
        Assert.Equal([15, 21], Drain(store).Order());
    }

    /// <summary>
    /// Transactions get their ids at once, and are committed later, up to the longest that they may hold them, in any order, or rolled
    /// back. Two nodes look now and then, and one of them starts in the middle of it; whatever is committed, each learns of once.
    /// </summary>
    [Fact]
    public async Task WhateverIsCommitted_InAnyOrder_IsToldOnce_OnEachNode()
    {
        var (late, rolledBack) = (0, 0);
        await Transactions.Array[5, 25].SampleAsync(async transactions =>
        {
            await using var store = await StartAsync();
            TestStore? other = null;
            var (told, toldOther, expected, expectedOther) = (new List<long>(), new List<long>(), new List<long>(), new List<long>());
            var open = new List<(long[] Ids, TimeSpan CommitsAt)>();
            var (next, now) = (1L, TimeSpan.Zero);
            for (var step = 0; step < transactions.Length || open.Count > 0; step++)
            {
                if (step < transactions.Length)
                {
                    var (ids, holds, isRolledBack) = transactions[step];
                    var given = Enumerable.Range(0, ids).Select(_ => next++).ToArray();
                    if (isRolledBack) rolledBack++;
                    else open.Add((given, now + TimeSpan.FromSeconds(holds)));
                }

                if (step == transactions.Length / 2)
                {
                    other = TestStore.At(store.Folder, services => services.AddSingleton<ChangeLogReader>());
                    other.Time.SetUtcNow(store.Time.GetUtcNow());
                    await PositionAsync(other);
                }

                foreach (var done in open.Where(one => one.CommitsAt <= now).ToList())
                {
                    open.Remove(done);
                    if (done.Ids[0] < told.Concat([0]).Max()) late++;
                    foreach (var id in done.Ids) await CommitElsewhereAsync(store, id);
                    expected.AddRange(done.Ids);
                    if (other is not null) expectedOther.AddRange(done.Ids);
                }

                if (step % 2 == 0 || open.Count == 0) await LookAsync(store, told);
                if (other is not null && step % 3 == 0) await LookAsync(other, toldOther);
                now += Step;
                store.Time.Advance(Step);
                other?.Time.Advance(Step);
            }

            await LookAsync(store, told);
            Assert.Equal(expected.Order(), told.Order());
            if (other is null) return;
            await LookAsync(other, toldOther);
            Assert.Equal(expectedOther.Order(), toldOther.Order());
            await other.Services.DisposeAsync();
        }, iter: 12, threads: 1, writeLine: TestContext.Current.TestOutputHelper!.WriteLine);
        Assert.True(late > 20 && rolledBack > 10, $"Only {late} were late, and {rolledBack} rolled back.");
    }

    [Fact]
    public async Task ManyGaps_AreLookedForToo()
    {
        await using var store = await StartAsync();
        var reader = store.Get<ChangeLogReader>();
        const int Rows = 1_000;
        await using (var db = store.OpenElsewhere())
        {
            db.ChangeLog.AddRange(Enumerable.Range(1, Rows).Select(i => Entry(store, i * 3L)));
            await db.SaveChangesAsync(Cancellation);
        }

        await reader.LookAsync(Cancellation);
        Assert.Equal(Rows, Drain(store).Count);
        foreach (var id in new[] { 1, 1_502, 2_999 }) await CommitElsewhereAsync(store, id);
        await reader.LookAsync(Cancellation);
        Assert.Equal([1, 1_502, 2_999], Drain(store));
    }

    [Fact(Timeout = 60_000)]
    public async Task AStoreThatCantBeRead_IsToldAsOutOfReach_UntilItAnswers()
    {
        var (time, trouble) = (new FakeTimeProvider(TestStore.Start), new StoreTrouble());
        var factory = new FailingFactory();
        await using var store = await TestStore.CreateAsync();
        using var reader = new ChangeLogReader(factory, new ChangeFeed(), trouble, time, NullLogger<ChangeLogReader>.Instance);
        await reader.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => trouble.IsOutOfReach);
        factory.Answers = store.Factory;
        await UntilAsync(() => !trouble.IsOutOfReach);
        await reader.Positioned.WaitAsync(Cancellation);
        await reader.StopAsync(Cancellation);

        async Task UntilAsync(Func<bool> holds)
        {
            while (!holds())
            {
                Cancellation.ThrowIfCancellationRequested();
                time.Advance(ChangeLogReader.Interval);
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task AFlood_BecomesOneEntryThatStandsForAll()
    {
        await using var store = await StartAsync();
        var feed = store.Get<ChangeFeed>();
        feed.Announce([.. Enumerable.Range(1, ChangeFeed.MostWaiting + 3).Select(id => Entry(store, id))]);
        Assert.Equal(3, feed.Waiting.Count);
        Assert.True(feed.Waiting.TryRead(out var flood));
        Assert.Equal((ChangeLogEntry.EveryDay, ChangeLogEntry.EveryDay), (flood.Kind, flood.Days));
    }

    private static async Task<TestStore> StartAsync()
    {
        var store = await TestStore.CreateAsync(services => services.AddSingleton<ChangeLogReader>());
        await PositionAsync(store);
        return store;
    }

    /// <summary>Lets the reader find where it starts, and stops its clock, so that a test looks when it wants to.</summary>
    private static async Task PositionAsync(TestStore store)
    {
        var reader = store.Get<ChangeLogReader>();
        await reader.StartAsync(Cancellation);
        await reader.Positioned.WaitAsync(Cancellation);
        await reader.StopAsync(Cancellation);
    }

    private static ChangeLogEntry Entry(TestStore store, long id) =>
        new() { Id = id, At = store.Time.GetUtcNow().UtcDateTime, Kind = "petition", Action = "Changed", Days = "2026-03-01" };

    private static async Task CommitElsewhereAsync(TestStore store, long id)
    {
        await using var db = store.OpenElsewhere();
        db.ChangeLog.Add(Entry(store, id));
        await db.SaveChangesAsync(Cancellation);
    }

    private static List<long> Drain(TestStore store)
    {
        var ids = new List<long>();
        while (store.Get<ChangeFeed>().Waiting.TryRead(out var entry)) ids.Add(entry.Id);
        return ids;
    }

    private static async Task LookAsync(TestStore store, List<long> told)
    {
        await store.Get<ChangeLogReader>().LookAsync(Cancellation);
        told.AddRange(Drain(store));
    }

    private sealed class FailingFactory : IDbContextFactory<DashboardDbContext>
    {
        public IDbContextFactory<DashboardDbContext>? Answers { get; set; }

        public DashboardDbContext CreateDbContext() =>
            Answers?.CreateDbContext() ?? throw new StoreException(StoreProblem.Unreachable, "server/database", "no answer");
    }
}
