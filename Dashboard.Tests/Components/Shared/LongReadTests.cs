using Concentric.Dashboard.Components.Shared;

namespace Concentric.Tests.Components.Shared;

/// <summary>
/// A long reading shows that it runs, can be stopped, gives way to the next one, and never keeps a prerendered page back for long.
/// </summary>
public class LongReadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsRead_IsDone_AndNothingRunsAfterwards()
    {
        var reading = Of(isInteractive: true);
        var wasRunning = false;
        Assert.True(await reading.RunAsync((_, _) =>
        {
            wasRunning = reading.IsRunning;
            return Task.CompletedTask;
        }));
        Assert.Equal((true, false, false), (wasRunning, reading.IsRunning, reading.IsStopped));
    }

    [Fact]
    public async Task Stopped_ItSaysSo_AndTheNextOneBeginsAnew()
    {
        var reading = Of(isInteractive: true);
        var run = reading.RunAsync((_, stop) => Task.Delay(Timeout.Infinite, stop));
        Assert.True(reading.IsRunning);
        reading.Stop();
        Assert.False(await run);
        Assert.Equal((false, true), (reading.IsRunning, reading.IsStopped));
        Assert.True(await reading.RunAsync((_, _) => Task.CompletedTask));
        Assert.False(reading.IsStopped);
    }

    [Fact]
    public async Task TheFormer_GivesWay_AndShowsNothingOfItself()
    {
        var reading = Of(isInteractive: true);
        var first = reading.RunAsync((_, stop) => Task.Delay(Timeout.Infinite, stop));
        var release = new TaskCompletionSource();
        var second = reading.RunAsync((_, _) => release.Task);
        Assert.False(await first);
        Assert.Equal((true, false), (reading.IsRunning, reading.IsStopped));
        release.SetResult();
        Assert.True(await second);
    }

    [Fact]
    public async Task WhilePrerendering_ItIsWaitedForBriefly_AndSeenToGoOn()
    {
        var reading = Of(isInteractive: false);
        Assert.False(await reading.RunAsync((_, stop) => Task.Delay(Timeout.Infinite, stop)).WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal((true, false), (reading.IsRunning, reading.IsStopped));
    }

    [Fact]
    public async Task WhatFails_IsNotSwallowed()
    {
        var reading = Of(isInteractive: true);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reading.RunAsync((_, _) => throw new InvalidOperationException()));
        Assert.False(reading.IsRunning);
    }

    private static CancellableLoad Of(bool isInteractive) => new(() => isInteractive, () => Task.CompletedTask, Stop);
}
