using Concentric.Data;
using Concentric.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Live;

/// <summary>
/// Follows the change log so that what other nodes and the command line commit is seen here, within a second.
/// Ids may commit out of order, so each look goes back over <see cref="Window"/> and takes what it has not seen.
/// </summary>
public sealed class ChangeLogReader(
    IDbContextFactory<DashboardDbContext> factory, ChangeFeed feed, TimeProvider time, ILogger<ChangeLogReader> logger)
    : RepeatedWork(time, logger)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long a committed id may come later than a higher one.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private readonly Queue<(DateTimeOffset Seen, long Id)> recent = new();
    private readonly TaskCompletionSource positioned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long settled;

    /// <summary>Completes when the reader knows where it starts: whoever counts the store afterwards misses no later change.</summary>
    public Task Positioned => positioned.Task;

    protected override string Purpose => "Reading the change log";

    protected override NextRound AfterFailure => NextRound.AfterPause(Interval);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (!positioned.Task.IsCompleted) await TakePositionAsync(stopping);
        else await LookAsync(stopping);
        return NextRound.Every(Interval);
    }

    private async Task TakePositionAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // What is younger than the window may still have unseen neighbours; it is read again, and recounting twice is harmless.
        var since = Time.GetUtcNow().UtcDateTime - Window;
        settled = await db.ChangeLog.Where(entry => entry.At < since).MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
        positioned.TrySetResult();
    }

    /// <summary>Takes in the committed changes not seen yet. Public so that a test need not wait for the clock.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ids = await db.ChangeLog.Where(entry => entry.Id > settled).OrderBy(entry => entry.Id).Select(entry => entry.Id)
            .ToListAsync(cancellationToken);
        var now = Time.GetUtcNow();
        foreach (var batch in ids.Where(id => !feed.Knows(id)).Chunk(500))
        {
            var low = batch[0];
            var high = batch[^1];
            var entries = await db.ChangeLog.AsNoTracking().Where(entry => entry.Id >= low && entry.Id <= high).OrderBy(entry => entry.Id)
                .ToListAsync(cancellationToken);
            feed.Announce(entries);
        }

        if (ids.Count > 0) recent.Enqueue((now, ids[^1]));
        while (recent.TryPeek(out var oldest) && oldest.Seen < now - Window)
        {
            settled = Math.Max(settled, recent.Dequeue().Id);
            feed.ForgetThrough(settled);
        }
    }
}
