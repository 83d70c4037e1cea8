using Concentric.Data;
using Concentric.Live;
using Concentric.Tests.TestData;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Core.Live;

public class ChangeLogReaderTests
{
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
    public async Task LowerIdsThatCommitLater_AreNotLost()
    {
        await using var store = await StartAsync();
        var reader = store.Get<ChangeLogReader>();
        await CommitElsewhereAsync(store, 10);
        await reader.LookAsync(Cancellation);
        Assert.Equal([10], Drain(store));

        foreach (var id in new[] { 7, 9, 3 })
        {
            store.Time.Advance(TimeSpan.FromSeconds(9));
            await CommitElsewhereAsync(store, id);
            await reader.LookAsync(Cancellation);
            Assert.Equal([id], Drain(store));
        }
    }

    [Fact]
    public async Task AfterTheWindow_NothingIsReadAgain_AndWhatCameLaterIs()
    {
        await using var store = await StartAsync();
        var reader = store.Get<ChangeLogReader>();
        await CommitElsewhereAsync(store, 10);
        await reader.LookAsync(Cancellation);
        store.Time.Advance(ChangeLogReader.Window - TimeSpan.FromSeconds(1));
        await CommitElsewhereAsync(store, 20);
        await reader.LookAsync(Cancellation);
        store.Time.Advance(TimeSpan.FromSeconds(2));
        await reader.LookAsync(Cancellation);
        Assert.Equal([10, 20], Drain(store));

        // 10 is settled, 20 is not: 15 may still come, and what is known stays known.
        await CommitElsewhereAsync(store, 15);
        await reader.LookAsync(Cancellation);
        await reader.LookAsync(Cancellation);
        Assert.Equal([15], Drain(store));
    }

    [Fact]
    public async Task ANodeThatStarts_TakesUpWhatIsYoung_NotTheWholeLog()
    {
        await using var store = await TestStore.CreateAsync(services => services.AddSingleton<ChangeLogReader>());
        await CommitElsewhereAsync(store, 1);
        store.Time.Advance(TimeSpan.FromHours(1));
        await CommitElsewhereAsync(store, 2);
        await PositionAsync(store);
        await CommitElsewhereAsync(store, 3);
        await store.Get<ChangeLogReader>().LookAsync(Cancellation);
        Assert.Equal([2, 3], Drain(store));
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
}
