namespace Concentric.Jobs;

/// <summary>
/// Beats for work that was claimed: writes its progress and its sign of life into its row until it ends, and ends it when the row has
/// become somebody else's. It is the work's <see cref="IProgress{T}"/>, in per cent.
/// </summary>
internal sealed class JobPulse : IProgress<int>, IAsyncDisposable
{
    /// <summary>Time between two looks at the progress.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Time between two signs of life when nothing moves. Whoever takes over waits many times longer.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private readonly Func<int?, Task<bool>> beat;
    private readonly Action<Exception> notWritten;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenSource done = new();
    private readonly Task beating;
    private volatile int percent;

    /// <param name="beat">Writes the sign of life, with the progress if it moved; false when the row is somebody else's.</param>
    /// <param name="notWritten">Gets a failure to write it; the next one is a second away.</param>
    /// <param name="stopping">The program ends.</param>
    public JobPulse(Func<int?, Task<bool>> beat, Action<Exception> notWritten, TimeProvider time, CancellationToken stopping)
    {
        (this.beat, this.notWritten, this.time) = (beat, notWritten, time);
        ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        beating = BeatAsync();
    }

    /// <summary>The work is to end: the program ends, or the row is no longer its own.</summary>
    public CancellationToken Ending => ending.Token;

    public void Report(int value) => percent = value;

    /// <summary>Ends the beating, before the row is moved for the last time; may be called again.</summary>
    public async Task EndAsync()
    {
        await done.CancelAsync();
        await beating;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        done.Dispose();
        ending.Dispose();
    }

    /// <returns>False when the beating is to end.</returns>
    private Task<bool> TickAsync(PeriodicTimer timer) => timer.WaitForNextTickAsync(done.Token).AsTask()
        .ContinueWith(tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default);

    private async Task BeatAsync()
    {
        var (told, last) = (0, time.GetTimestamp());
        using var timer = new PeriodicTimer(Interval, time);
        while (await TickAsync(timer))
        {
            var now = percent;
            if (now == told && time.GetElapsedTime(last) < Heartbeat) continue;
            try
            {
                if (!await beat(now == told ? null : now))
                {
                    await ending.CancelAsync();
                    return;
                }

                (told, last) = (now, time.GetTimestamp());
            }
            catch (Exception failure)
            {
                notWritten(failure);
            }
        }
    }
}
