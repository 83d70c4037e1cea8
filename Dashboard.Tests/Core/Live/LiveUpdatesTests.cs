using System.Globalization;
using System.Threading.Channels;
using Concentric.Live;
using Concentric.Tests.TestData;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Live;

public class LiveUpdatesTests
{
    private readonly FakeTimeProvider time = new(TestStore.Start);
    private readonly LiveUpdates updates;
    private readonly Channel<string> called = Channel.CreateUnbounded<string>();

    public LiveUpdatesTests() => updates = new(time, NullLogger<LiveUpdates>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheFirstNoticeComesAtOnce_TheNextAfterTheThrottle_AndManyBecomeOne()
    {
        using var subscription = updates.Subscribe(NoteAsync("page"));
        updates.Notify(["petition"]);
        await called.Reader.ReadAsync(Cancellation); // no time has passed

        for (var i = 0; i < 50; i++) updates.Notify(["petition"]);
        await AdvanceToNextAsync(LiveUpdates.Throttle);
        Assert.Equal(0, called.Reader.Count);

        await AdvanceToNextAsync(LiveUpdates.Throttle, notify: true);
        Assert.Equal(0, called.Reader.Count);
    }

    [Fact]
    public async Task WithinTheThrottle_NothingComes()
    {
        using var subscription = updates.Subscribe(NoteAsync("page"));
        updates.Notify(["petition"]);
        await called.Reader.ReadAsync(Cancellation);
        updates.Notify(["petition"]);
        time.Advance(LiveUpdates.Throttle - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, called.Reader.Count);
        await AdvanceToNextAsync(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task AWallClockThatIsSetBack_HoldsNothingUp()
    {
        var wall = new SetBackClock();
        var own = new LiveUpdates(wall, NullLogger<LiveUpdates>.Instance);
        using var subscription = own.Subscribe(NoteAsync("page"));
        own.Notify(["petition"]);
        await called.Reader.ReadAsync(Cancellation);
        wall.Back = TimeSpan.FromHours(1);
        own.Notify(["petition"]);
        await called.Reader.ReadAsync(Cancellation);
    }

    [Fact]
    public async Task OnlyThoseConcerned_AreCalled_AndAStarConcernsEveryone()
    {
        using var petitions = updates.Subscribe(NoteAsync("petitions"), kind => kind == "petition");
        using var hazards = updates.Subscribe(NoteAsync("hazards"), kind => kind == "hazard");
        updates.Notify(["activity"]);
        updates.Notify(["hazard"]);
        Assert.Equal("hazards", await called.Reader.ReadAsync(Cancellation));
        updates.Notify(["*"]);
        Assert.Equal("petitions", await called.Reader.ReadAsync(Cancellation));
        await AdvanceToNextAsync(LiveUpdates.Throttle);
    }

    [Fact]
    public async Task WhatASubscriberThrows_ReachesNeitherThePublisherNorTheOthers()
    {
        var failing = true;
        using var bad = updates.Subscribe(async () =>
        {
            await NoteAsync("bad")();
            if (failing) throw new InvalidOperationException("page gone");
        });
        using var worse = updates.Subscribe(NoteAsync("worse"), _ => throw new InvalidOperationException("filter gone"));
        using var good = updates.Subscribe(NoteAsync("good"));
        updates.Notify(["petition"]);
        Assert.Equal(["bad", "good"],
            new[] { await called.Reader.ReadAsync(Cancellation), await called.Reader.ReadAsync(Cancellation) }.Order());

        // One that failed is called again.
        failing = false;
        updates.Notify(["petition"]);
        await AdvanceToNextAsync(LiveUpdates.Throttle);
    }

    [Fact]
    public async Task AfterDisposal_NothingComes_NotEvenWhatWasWaiting()
    {
        var subscription = updates.Subscribe(NoteAsync("gone"));
        updates.Notify(["petition"]);
        await called.Reader.ReadAsync(Cancellation);
        updates.Notify(["petition"]);
        subscription.Dispose();
        Assert.Equal(0, updates.Subscribers);

        // Another subscriber shows that the time in which it would have come has passed.
        using var witness = updates.Subscribe(NoteAsync("witness"));
        time.Advance(LiveUpdates.Throttle * 3);
        updates.Notify(["petition"]);
        Assert.Equal("witness", await called.Reader.ReadAsync(Cancellation));
        Assert.Equal(0, called.Reader.Count);
    }

    [Fact]
    public async Task TheSubscribersCulture_IsKept_WhoeverPublishes()
    {
        var culture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        using var subscription = updates.Subscribe(() => NoteAsync(CultureInfo.CurrentUICulture.Name)());
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        updates.Notify(["petition"]);
        Assert.Equal("en-GB", await called.Reader.ReadAsync(Cancellation));
        CultureInfo.CurrentUICulture = culture;
    }

    [Fact]
    public async Task ASlowSubscriber_IsNeverCalledTwiceAtATime()
    {
        var (running, most) = (0, 0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var slow = updates.Subscribe(async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await NoteAsync("slow")();
            await gate.Task;
            Interlocked.Decrement(ref running);
        });
        updates.Notify(["petition"]);
        await called.Reader.ReadAsync(Cancellation);
        for (var i = 0; i < 10; i++)
        {
            updates.Notify(["petition"]);
            time.Advance(LiveUpdates.Throttle);
        }

        gate.SetResult();
        Assert.Equal("slow", await called.Reader.ReadAsync(Cancellation));
        Assert.Equal(1, most);
    }

    private Func<Task> NoteAsync(string name) => async () => await called.Writer.WriteAsync(name, Cancellation);

    /// <summary>
    /// Moves the clock until the next call comes: the subscriber may not yet have begun to wait when the clock first moves.
    /// </summary>
    private async Task AdvanceToNextAsync(TimeSpan step, bool notify = false)
    {
        if (notify) updates.Notify(["petition"]);
        var next = called.Reader.ReadAsync(Cancellation).AsTask();
        while (!next.IsCompleted)
        {
            time.Advance(step);
            await Task.Yield();
        }
        await next;
    }

    /// <summary>A clock whose wall time can jump back, as an administrator or a time server can make it.</summary>
    private sealed class SetBackClock : TestClock
    {
        public TimeSpan Back { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Back;
    }
}
