using Concentric.Data;

namespace Concentric.Live;

/// <summary>
/// What many open pages read alike (the same rights, period and communities) is read from the store once, and again only after
/// a change of what it is made of. Holds values that never change and belong to no language; their readers share them.
/// </summary>
public sealed class SharedReads(LiveUpdates updates, TimeProvider time) : IDisposable
{
    /// <summary>Values held; of more, those read longest ago are dropped.</summary>
    public const int Most = 256;

    /// <summary>Even without a change a value is read again after this time: what is not announced is not hidden for longer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<object, Entry> entries = [];
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Number of values held.</summary>
    public int Count
    {
        get { lock (gate) return entries.Count; }
    }

    /// <summary>Reads a value, or shares one that no change has touched since it was begun.</summary>
    /// <param name="key">
    /// What is asked for with all that it depends on, above all the reader's rights; a type of its own for each use.
    /// </param>
    /// <param name="concerns">The kinds of records (<see cref="RecordKinds"/>) that it is made of.</param>
    /// <param name="read">Called outside the caller's context: it may depend on nothing but the key.</param>
    /// <param name="cancellationToken">Ends the caller's waiting; the reading goes on for the others.</param>
    public Task<T> GetAsync<T>(object key, Func<string, bool> concerns, Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        // Taken before the reading begins: a change that comes meanwhile makes the next one read again.
        var changed = updates.LastChange(concerns);
        Task<T> reading;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, this);
            if (entries.TryGetValue(key, out var entry) && IsCurrent(entry, changed)) reading = (Task<T>)entry.Reading;
            else entries[key] = new(changed, time.GetTimestamp(), reading = Begin(read));
            if (entries.Count > Most) DropOldest();
        }

        return reading.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        lock (gate) stopping.Cancel();
        stopping.Dispose();
    }

    private bool IsCurrent(Entry entry, long changed) => entry.Changed == changed && !entry.Reading.IsFaulted
        && !entry.Reading.IsCanceled && time.GetElapsedTime(entry.Begun) < Lifetime;

    private Task<T> Begin<T>(Func<CancellationToken, Task<T>> read)
    {
        var token = stopping.Token;
        using (ExecutionContext.SuppressFlow()) return Task.Run(() => read(token), token);
    }

    private void DropOldest()
    {
        foreach (var (key, _) in entries.OrderBy(entry => entry.Value.Begun).Take(Most / 4).ToList()) entries.Remove(key);
    }

    private sealed record Entry(long Changed, long Begun, Task Reading);
}
