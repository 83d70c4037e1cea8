using Concentric.Data;
using Concentric.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Live;

/// <summary>
/// Follows the change log so that what other nodes and the command line commit is seen here, within a second. An id is given out
/// before its row is committed, and rows commit out of order: each look takes what is above the highest id seen, and looks again for
/// every id that is missing below it, until it is found or <see cref="Patience"/> is over (docs/decisions/several-nodes.md).
/// </summary>
public sealed class ChangeLogReader(
    IDbContextFactory<DashboardDbContext> factory, ChangeFeed feed, StoreTrouble trouble, TimeProvider time,
    ILogger<ChangeLogReader> logger)
    : RepeatedWork(time, logger)
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long a missing id is looked for: twice as long as a transaction may hold one and not bring a later one
    /// (<see cref="ChangeRecorder.LongestHeld"/>). One that was rolled back costs one seek a look until then.
    /// </summary>
    public static readonly TimeSpan Patience = 2 * ChangeRecorder.LongestHeld;

    /// <summary>The most ranges of missing ids that are looked for one by one.</summary>
    private const int MostGaps = 256;

    private const int RowsAtOnce = 500;
    private const int GapsAtOnce = 4;

    /// <summary>When which id was the highest; one for each look that found a higher one, for as long as patience lasts.</summary>
    private readonly Queue<(long Stamp, long Highest)> heights = new();
    private readonly TaskCompletionSource positioned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long noted;

    /// <summary>Completes when the reader knows where it starts: whoever counts the store afterwards misses no later change.</summary>
    public Task Positioned => positioned.Task;

    protected override string Purpose => "Reading the change log";

    protected override NextRound AfterFailure => NextRound.AfterPause(Interval);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        try
        {
            if (!positioned.Task.IsCompleted) await TakePositionAsync(stopping);
            else await LookAsync(stopping);
        }
        catch (Exception failure)
        {
            trouble.Missed(failure);
            throw;
        }

        trouble.Reached();
        return NextRound.Every(Interval);
    }

    /// <summary>
    /// The id up to which every row is committed or never will be. Whatever is still open was given its id within the last
    /// <see cref="Patience"/>; the newest row that was stamped before twice that time had its id before, and so a lower one.
    /// </summary>
    internal static async Task<long> SettledAsync(DashboardDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var since = now - (2 * Patience);
        return await db.ChangeLog.Where(entry => entry.At < since).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
            .Select(entry => entry.Id).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task TakePositionAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        feed.ForgetThrough(await SettledAsync(db, Time.GetUtcNow().UtcDateTime, cancellationToken));
        var (settled, _) = feed.Look(MostGaps);
        // What is committed now is counted by whoever waits for the position; what is missing may come yet.
        feed.PassOver(await db.ChangeLog.Where(entry => entry.Id > settled).Select(entry => entry.Id).ToListAsync(cancellationToken));
        NoteHeight();
        positioned.TrySetResult();
    }

    /// <summary>Takes in the committed changes not seen yet. Public so that a test need not wait for the clock.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var (highest, missing) = feed.Look(MostGaps);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        for (var isMore = true; isMore;)
        {
            var after = highest;
            var entries = await db.ChangeLog.AsNoTracking().Where(entry => entry.Id > after).OrderBy(entry => entry.Id).Take(RowsAtOnce)
                .ToListAsync(cancellationToken);
            feed.Announce(entries);
            isMore = entries.Count == RowsAtOnce;
            if (isMore) highest = entries[^1].Id;
        }

        foreach (var gaps in missing.Chunk(GapsAtOnce))
        {
            // One statement for any number of them: what is left over is asked for twice.
            var (a, b, c, d) = (gaps[0], gaps[1 % gaps.Length], gaps[2 % gaps.Length], gaps[3 % gaps.Length]);
            feed.Announce(await db.ChangeLog.AsNoTracking()
                .Where(entry => (entry.Id >= a.From && entry.Id <= a.To) || (entry.Id >= b.From && entry.Id <= b.To)
                    || (entry.Id >= c.From && entry.Id <= c.To) || (entry.Id >= d.From && entry.Id <= d.To))
                .OrderBy(entry => entry.Id).ToListAsync(cancellationToken));
        }

        NoteHeight();
        while (heights.TryPeek(out var oldest) && Time.GetElapsedTime(oldest.Stamp) > Patience)
            feed.ForgetThrough(heights.Dequeue().Highest);
    }

    private void NoteHeight()
    {
        if (feed.Look(MostGaps).Highest is var highest && highest <= noted) return;
        noted = highest;
        heights.Enqueue((Time.GetTimestamp(), highest));
    }
}
