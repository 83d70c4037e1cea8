using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Jobs;

/// <summary>
/// Work beside the pages that is done again and again while the program runs: at times, when something wakes it, or both. It begins
/// when the first page has been answered. A round that fails is logged and done again; it ends neither the work nor the program.
/// </summary>
/// <param name="time">Whose timers count.</param>
/// <param name="logger">Gets the failures, and what else the work has to say.</param>
/// <param name="start">Null for work that begins beside the start, and in tests that run it by itself.</param>
public abstract partial class RepeatedWork(TimeProvider time, ILogger logger, BackgroundStart? start = null) : BackgroundService
{
    // It knows that there is something to do, not how often: bounded by one.
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>What is done, for the log: "Reading the change log".</summary>
    protected abstract string Purpose { get; }

    /// <summary>The next round after one that failed.</summary>
    protected virtual NextRound AfterFailure => NextRound.AfterPause(TimeSpan.FromSeconds(5));

    /// <summary>Whatever wakes it within this time is done in one round.</summary>
    protected virtual TimeSpan Coalesce => TimeSpan.Zero;

    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>Does one round.</summary>
    /// <returns>When the next one is.</returns>
    protected abstract Task<NextRound> RunAsync(CancellationToken stopping);

    /// <summary>Subscribes to what wakes the work, before the first round; the subscription ends with the work.</summary>
    protected virtual IDisposable? Subscribe(CancellationToken stopping) => null;

    /// <summary>Lets the next round come at once. May be called at any time, from any thread.</summary>
    protected Task WakeAsync()
    {
        lock (signal)
        {
            if (signal.CurrentCount == 0) signal.Release();
        }

        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (start is not null) await start.WaitAsync(stoppingToken);
        using var subscription = Subscribe(stoppingToken);
        while (true)
        {
            if (Coalesce > TimeSpan.Zero) await Task.Delay(Coalesce, time, stoppingToken);
            var started = time.GetTimestamp();
            // The round sees what woke it until now.
            await signal.WaitAsync(TimeSpan.Zero, stoppingToken);
            NextRound next;
            try
            {
                next = await RunAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure, Purpose);
                next = AfterFailure;
            }

            if (next.IsNever) return;
            await WaitAsync(next, started, stoppingToken);
        }
    }

    private async Task WaitAsync(NextRound next, long started, CancellationToken stopping)
    {
        var left = next.IsFromStart ? next.Time - time.GetElapsedTime(started) : next.Time;
        if (next.Time != Timeout.InfiniteTimeSpan && left <= TimeSpan.Zero)
        {
            stopping.ThrowIfCancellationRequested();
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var delay = Task.Delay(left, time, over.Token);
        await (next.IsWoken ? Task.WhenAny(delay, signal.WaitAsync(over.Token)) : Task.WhenAny(delay));
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} failed; it is tried again")]
    private partial void LogFailed(Exception failure, string work);
}
