using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>Tells when records last changed, on this node or another one.</summary>
public interface IChangeStamps
{
    /// <summary>The stamp of the last change of one of these kinds; 0 when there was none since the start.</summary>
    long LastChange(Func<string, bool> concerns);
}

/// <summary>
/// Some dozen rows that everybody needs, read once and kept until one of their kinds changes, here or on another node. What is read
/// while a change is committed is asked for again by the next reader.
/// </summary>
/// <param name="changes">Null for a command of its own, which follows no changes.</param>
/// <param name="lifetime">Read again at the latest after this time.</param>
/// <param name="kinds">Of which the rows are made (<see cref="RecordKinds"/>).</param>
internal sealed class KeptRows<T>(
    IDbContextFactory<DashboardDbContext> factory, TimeProvider time, IChangeStamps? changes, TimeSpan lifetime, params string[] kinds)
    where T : class
{
    private volatile Kept? kept;
    private long forgotten;

    /// <summary>The rows as the store has them; as they were at most the lifetime ago where nothing told of a change.</summary>
    public async ValueTask<T> GetAsync(Func<DashboardDbContext, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        // Taken before the reading begins: a change that comes meanwhile makes the next one read again.
        var stamp = (Interlocked.Read(ref forgotten), changes?.LastChange(kinds.Contains) ?? 0);
        if (kept is { } present && present.Stamp == stamp && time.GetElapsedTime(present.At) < lifetime) return present.Rows;
        var now = time.GetTimestamp();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await read(db, cancellationToken);
        kept = new(rows, stamp, now);
        return rows;
    }

    /// <summary>Makes the next reader ask the store.</summary>
    public void Forget() => Interlocked.Increment(ref forgotten);

    private sealed record Kept(T Rows, (long Forgotten, long Changed) Stamp, long At);
}
