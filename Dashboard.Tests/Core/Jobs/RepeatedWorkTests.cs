using System.Threading.Channels;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Tests.TestData;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Core.Jobs;

public sealed class RepeatedWorkTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>What takes longer does not come.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARound_ComesAtItsTime_OrWhenItIsWoken()
    {
        var time = new WatchedTime();
        using var work = new Counted(time, NextRound.Every(Hour));
        // What wakes it before a round is seen by that round.
        await work.WakeUpAsync();
        await work.StartAsync(Cancellation);
        await work.RoundAsync();
        await time.WaitsAsync();
        time.Advance(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, work.Rounds);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await work.RoundAsync();
        await work.WakeUpAsync();
        await work.RoundAsync();
        await work.StopAsync(Cancellation);
        Assert.Equal(3, work.Rounds);
    }

    [Fact]
    public async Task ManyWakings_AreOneRound()
    {
        var time = new WatchedTime();
        using var work = new Counted(time, NextRound.WhenWoken) { Gate = new(0) };
        await work.StartAsync(Cancellation);
        await work.BegunAsync();
        // Whatever wakes it while a round goes on makes one more.
        for (var i = 0; i < 20; i++) await work.WakeUpAsync();
        work.Gate.Release();
        await work.RoundAsync();
        await work.BegunAsync();
        work.Gate.Release();
        await work.RoundAsync();
        await work.StopAsync(Cancellation);
        Assert.Equal(2, work.Rounds);
    }

    [Fact]
    public async Task ARoundThatFails_IsLogged_AndDoneAgainAfterItsPause_WhoeverWakesIt()
    {
        var (time, log) = (new WatchedTime(), new RecentLog());
        // Of an operation that ran out of its own time, too: that must not end the work.
        var tooSlow = new OperationCanceledException("too slow");
        using var work = new Counted(time, NextRound.Every(Hour), log.CreateLogger("work")) { Failure = tooSlow };
        await work.StartAsync(Cancellation);
        await work.RoundAsync();
        await work.WakeUpAsync();
        await time.WaitsAsync();
        Assert.Equal(1, work.Rounds);
        Assert.Contains(log.Lines, line => line.Contains("Counting failed; it is tried again", StringComparison.Ordinal));
        work.Failure = null;
        time.Advance(TimeSpan.FromSeconds(5));
        await work.RoundAsync();
        await work.StopAsync(Cancellation);
    }

    [Fact]
    public async Task WorkThatIsOver_EndsByItself_AndWorkThatIsStopped_EndsInItsRound()
    {
        using var over = new Counted(new WatchedTime(), NextRound.Never);
        await over.StartAsync(Cancellation);
        await over.ExecuteTask!.WaitAsync(Limit, Cancellation);

        using var stopped = new Counted(new WatchedTime(), NextRound.WhenWoken) { Gate = new(0) };
        await stopped.StartAsync(Cancellation);
        await stopped.BegunAsync();
        await stopped.StopAsync(Cancellation);
        Assert.True(stopped.ExecuteTask!.IsCanceled);
        Assert.Equal(0, stopped.Rounds);
    }

    [Fact]
    public void AllBackgroundWork_IsRepeatedWork()
    {
        var services = new[] { typeof(Program).Assembly, typeof(RecordKinds).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(BackgroundService))).ToList();
        Assert.Equal([], services.Where(type => !type.IsAssignableTo(typeof(RepeatedWork))));
        Assert.True(services.Count >= 10, "The walk finds no services.");
    }

    /// <summary>Counts its rounds.</summary>
    private sealed class Counted(TimeProvider time, NextRound next, ILogger? logger = null)
        : RepeatedWork(time, logger ?? NullLogger.Instance)
    {
        private readonly Channel<bool> begun = Channel.CreateUnbounded<bool>();
        private readonly Channel<bool> ended = Channel.CreateUnbounded<bool>();

        public int Rounds { get; private set; }

        public Exception? Failure { get; set; }

        /// <summary>Holds each round; null for none.</summary>
        public SemaphoreSlim? Gate { get; init; }

        protected override string Purpose => "Counting";

        public Task WakeUpAsync() => WakeAsync();

        public async Task BegunAsync() => await begun.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Limit, Cancellation);

        public async Task RoundAsync() => await ended.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Limit, Cancellation);

        protected override async Task<NextRound> RunAsync(CancellationToken stopping)
        {
            begun.Writer.TryWrite(true);
            if (Gate is not null) await Gate.WaitAsync(stopping);
            Rounds++;
            ended.Writer.TryWrite(true);
            return Failure is null ? next : throw Failure;
        }
    }

    /// <summary>A clock that a test moves, and that says when somebody waits for it.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waits.Writer.TryWrite(dueTime);
            return timer;
        }

        public async Task WaitsAsync() => await waits.Reader.ReadAsync(Cancellation).AsTask().WaitAsync(Limit, Cancellation);
    }
}
