using Concentric.Live;
using Concentric.Tests.TestData;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Live;

public sealed class SharedReadsTests : IDisposable
{
    private readonly FakeTimeProvider time = new(TestStore.Start);
    private readonly LiveUpdates updates;
    private readonly SharedReads shared;
    private int reads;

    public SharedReadsTests()
    {
        updates = new(time, NullLogger<LiveUpdates>.Instance);
        shared = new(updates, time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => shared.Dispose();

    [Fact]
    public async Task ManyWhoAskAtOnce_ReadOnce()
    {
        var gate = new TaskCompletionSource();
        var all = Enumerable.Range(0, 50).Select(_ => shared.GetAsync("key", _ => true, async _ =>
        {
            await gate.Task;
            return Interlocked.Increment(ref reads);
        }, Cancellation)).ToList();
        gate.SetResult();
        Assert.All(await Task.WhenAll(all), value => Assert.Equal(1, value));
        Assert.Equal(1, await ReadAsync("key"));
        Assert.Equal(2, await ReadAsync("another key"));
    }

    [Fact]
    public async Task AChangeOfWhatItIsMadeOf_ReadsAgain_AnotherDoesNot()
    {
        Assert.Equal(1, await ReadAsync("key", "petition"));
        updates.Notify(["hazard"]);
        Assert.Equal(1, await ReadAsync("key", "petition"));
        updates.Notify(["hazard", "petition"]);
        Assert.Equal(2, await ReadAsync("key", "petition"));
        updates.Notify([Concentric.Data.ChangeLogEntry.EveryDay]);
        Assert.Equal(3, await ReadAsync("key", "petition"));
        Assert.Equal(3, await ReadAsync("key", "petition"));
    }

    [Fact]
    public async Task AChangeWhileItIsRead_IsNotMissed()
    {
        var gate = new TaskCompletionSource();
        var early = shared.GetAsync("key", _ => true, async _ =>
        {
            await gate.Task;
            return 1;
        }, Cancellation);
        updates.Notify(["petition"]);
        var late = shared.GetAsync("key", _ => true, _ => Task.FromResult(2), Cancellation);
        gate.SetResult();
        Assert.Equal((1, 2), (await early, await late));
        Assert.Equal(2, await ReadAsync("key"));
    }

    [Fact]
    public async Task WhatFailed_IsReadAgain()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            shared.GetAsync<int>("key", _ => true, _ => throw new InvalidOperationException(), Cancellation));
        Assert.Equal(1, await ReadAsync("key"));
    }

    [Fact]
    public async Task OneWhoLeaves_EndsItForNobodyElse()
    {
        var gate = new TaskCompletionSource();
        using var leaving = new CancellationTokenSource();
        async Task<int> Read(CancellationToken stop)
        {
            await gate.Task.WaitAsync(stop);
            return 7;
        }

        var first = shared.GetAsync("key", _ => true, Read, leaving.Token);
        var second = shared.GetAsync("key", _ => true, Read, Cancellation);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal(7, await second);
    }

    [Fact]
    public async Task WithoutAChange_ItIsReadAgainAfterItsLifetime()
    {
        Assert.Equal(1, await ReadAsync("key"));
        time.Advance(SharedReads.Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await ReadAsync("key"));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await ReadAsync("key"));
    }

    [Fact]
    public async Task NoMoreAreHeldThanSaid()
    {
        for (var i = 0; i < SharedReads.Most; i++)
        {
            await ReadAsync($"key {i}");
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(SharedReads.Most, shared.Count);
        await ReadAsync("one more");
        Assert.InRange(shared.Count, 1, SharedReads.Most);
        // The newest is still there, the oldest is not.
        Assert.Equal(SharedReads.Most + 1, await ReadAsync("one more"));
        Assert.Equal(SharedReads.Most + 2, await ReadAsync("key 0"));
    }

    [Fact]
    public async Task AReading_HasNothingOfItsFirstCaller()
    {
        var mine = new AsyncLocal<string> { Value = "caller" };
        Assert.Null(await shared.GetAsync("key", _ => true, _ => Task.FromResult(mine.Value), Cancellation));
    }

    private Task<int> ReadAsync(string key, string? kind = null) =>
        shared.GetAsync(key, told => kind is null || told == kind, _ => Task.FromResult(Interlocked.Increment(ref reads)), Cancellation);
}
