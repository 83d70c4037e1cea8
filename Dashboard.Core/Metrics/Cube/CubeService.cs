using System.Diagnostics;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Live;
using Microsoft.Extensions.Logging;

namespace Concentric.Metrics;

/// <summary>Builds the cube at start, then follows the change feed: recounts what is dirty and tells the open pages.</summary>
public sealed partial class CubeService(
    MetricCube cube, ChangeFeed feed, ChangeLogReader log, LiveUpdates updates, TimeProvider time, ILogger<CubeService> logger)
    : RepeatedWork(time, logger)
{
    /// <summary>The first pause after a failure; each further one is twice as long.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>What is told once everything has been counted.</summary>
    private readonly HashSet<string> untold = [ChangeLogEntry.EveryDay];

    private bool isBuilt;
    private TimeSpan pause = FirstPause;

    protected override string Purpose => "Counting the cube";

    // Stale figures must not pass for fresh ones: everything is counted as soon as the store answers again.
    protected override NextRound AfterFailure
    {
        get
        {
            var (next, after) = (pause, pause * 2);
            (isBuilt, pause) = (false, after < LongestPause ? after : LongestPause);
            return NextRound.AfterPause(next);
        }
    }

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        await log.Positioned.WaitAsync(stopping);
        if (!isBuilt)
        {
            await BuildAsync(stopping);
            updates.Notify(untold.ToArray());
            untold.Clear();
            (isBuilt, pause) = (true, FirstPause);
        }

        // Never without end: the feed ends with the program only.
        while (await feed.Waiting.WaitToReadAsync(stopping)) await FollowAsync(stopping);
        return NextRound.Never;
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var (dirty, ids) = (new DirtyDays(), new List<long>());
        while (feed.Waiting.TryRead(out var change))
        {
            dirty.Add(change.Kind, change.Days);
            ids.Add(change.Id);
        }

        untold.UnionWith(dirty.Kinds);
        if (dirty.IsEverything) await cube.BuildAsync(cancellationToken);
        else await cube.RecountAsync(dirty.ByKind(), cancellationToken, ids);
        updates.Notify(dirty.Kinds);
        untold.Clear();
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await cube.BuildAsync(cancellationToken);
        var (measures, milliseconds) = (cube.Catalogue.Measures.Count, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        LogBuilt(measures, milliseconds);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The cube counted {Measures} measures in {Milliseconds:0} ms")]
    private partial void LogBuilt(int measures, double milliseconds);
}
