using System.Diagnostics;
using Concentric.Data;
using Concentric.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Metrics;

/// <summary>Builds the cube at start, then follows the change feed: recounts what is dirty and tells the open pages.</summary>
public sealed partial class CubeService(
    MetricCube cube, ChangeFeed feed, ChangeLogReader log, LiveUpdates updates, ILogger<CubeService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await log.Positioned.WaitAsync(stoppingToken);
        await BuildAsync(stoppingToken);
        updates.Notify([ChangeLogEntry.EveryDay]);
        while (await feed.Waiting.WaitToReadAsync(stoppingToken))
        {
            var (dirty, ids) = (new DirtyDays(), new List<long>());
            while (feed.Waiting.TryRead(out var change))
            {
                dirty.Add(change.Kind, change.Days);
                ids.Add(change.Id);
            }

            await RecountAsync(dirty, ids, stoppingToken);
        }
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait *= 2)
        {
            try
            {
                var started = Stopwatch.GetTimestamp();
                await cube.BuildAsync(cancellationToken);
                var (measures, milliseconds) = (cube.Catalogue.Measures.Count, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                LogBuilt(measures, milliseconds);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException && wait < TimeSpan.FromMinutes(5))
            {
                LogBuildFailed(failure, wait);
                await Task.Delay(wait, cancellationToken);
            }
        }
    }

    private async Task RecountAsync(DirtyDays dirty, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        try
        {
            if (dirty.IsEverything) await cube.BuildAsync(cancellationToken);
            else await cube.RecountAsync(dirty.ByKind(), cancellationToken, ids);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Stale figures must not pass for fresh ones: count everything as soon as the store answers again.
            LogRecountFailed(failure);
            await BuildAsync(cancellationToken);
        }

        updates.Notify(dirty.Kinds);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The cube counted {Measures} measures in {Milliseconds:0} ms")]
    private partial void LogBuilt(int measures, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cube could not be built; next try in {Wait}")]
    private partial void LogBuildFailed(Exception failure, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Error, Message = "Changed cells could not be counted again; counting everything")]
    private partial void LogRecountFailed(Exception failure);
}
