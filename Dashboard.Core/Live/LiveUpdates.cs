using Microsoft.Extensions.Logging;

namespace Concentric.Live;

/// <summary>
/// Tells open pages that something has moved, after the cube has recounted it. A notice carries no data: the page asks again.
/// </summary>
public sealed partial class LiveUpdates(TimeProvider time, ILogger<LiveUpdates> logger) : Data.IChangeStamps
{
    /// <summary>The least time between two notices to one subscriber; the first comes at once.</summary>
    public static readonly TimeSpan Throttle = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider clock = time;
    private readonly Lock gate = new();
    private readonly List<Subscription> subscriptions = [];
    // Begins anywhere, so that no two runs of the program, or two nodes, give the same stamps.
    private readonly Dictionary<string, long> changedAt = [];
    private long stamp = Random.Shared.NextInt64(long.MaxValue / 2);

    /// <summary>
    /// Calls back after changes, coalesced, in the caller's execution context (so in its culture), never on two threads at once.
    /// </summary>
    /// <param name="callback">What it throws is logged and goes no further.</param>
    /// <param name="concerns">Which kinds of records (<see cref="Data.RecordKinds"/>) the subscriber cares about; null for all.</param>
    public IDisposable Subscribe(Func<Task> callback, Func<string, bool>? concerns = null)
    {
        var subscription = new Subscription(this, callback, concerns);
        lock (gate) subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>Moves with every notice: what was read at this stamp and is still compared with it has missed nothing.</summary>
    public long Stamp => Interlocked.Read(ref stamp);

    /// <summary>Number of live subscriptions.</summary>
    public int Subscribers
    {
        get { lock (gate) return subscriptions.Count; }
    }

    /// <summary>Notifies everyone whom one of the kinds concerns; <c>*</c> concerns everyone. Returns without waiting for them.</summary>
    public void Notify(IReadOnlyCollection<string> kinds)
    {
        Subscription[] all;
        lock (gate)
        {
            var now = Interlocked.Increment(ref stamp);
            foreach (var kind in kinds) changedAt[kind] = now;
            all = [.. subscriptions];
        }

        foreach (var subscription in all)
        {
            if (Concerns(subscription, kinds)) subscription.Signal();
        }
    }

    /// <summary>The stamp of the last notice that told of one of these kinds; 0 when none did since the start.</summary>
    public long LastChange(Func<string, bool> concerns)
    {
        lock (gate)
        {
            var last = 0L;
            foreach (var (kind, at) in changedAt)
            {
                if (at > last && (kind == Data.ChangeLogEntry.EveryDay || concerns(kind))) last = at;
            }

            return last;
        }
    }

    private bool Concerns(Subscription subscription, IReadOnlyCollection<string> kinds)
    {
        try
        {
            return subscription.Concerns is null || kinds.Any(kind => kind == Data.ChangeLogEntry.EveryDay || subscription.Concerns(kind));
        }
        catch (Exception failure)
        {
            LogFailed(failure);
            return false;
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (gate) subscriptions.Remove(subscription);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber to live updates failed")]
    private partial void LogFailed(Exception failure);

    private sealed class Subscription(LiveUpdates owner, Func<Task> callback, Func<string, bool>? concerns) : IDisposable
    {
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private readonly Lock gate = new();
        private bool running;
        private bool again;
        private bool disposed;
        private long? last;

        public Func<string, bool>? Concerns => concerns;

        public void Signal()
        {
            lock (gate)
            {
                if (disposed) return;
                again = true;
                if (running) return;
                running = true;
            }

            void Start() => _ = Task.Run(RunAsync);
            if (context is null) Start();
            else ExecutionContext.Run(context, _ => Start(), null);
        }

        public void Dispose()
        {
            lock (gate) disposed = true;
            owner.Remove(this);
        }

        private async Task RunAsync()
        {
            while (true)
            {
                // By the monotonic clock: a wall clock that is set back must not hold notices up.
                if (last is { } before && Throttle - owner.clock.GetElapsedTime(before) is { Ticks: > 0 } wait)
                    await Task.Delay(wait, owner.clock);
                lock (gate)
                {
                    if (disposed || !again)
                    {
                        running = false;
                        return;
                    }
                    again = false;
                }

                last = owner.clock.GetTimestamp();
                try
                {
                    await callback();
                }
                catch (Exception failure)
                {
                    if (failure is not ObjectDisposedException || !disposed) owner.LogFailed(failure);
                }
            }
        }
    }
}
