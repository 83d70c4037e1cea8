using Concentric.Data;
using Concentric.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Metrics;

/// <summary>Builds the cube at start, then follows the change feed: recounts what is dirty and tells the open pages.</summary>
public sealed partial class CubeService(
    MetricCube cube, ChangeFeed feed, ChangeLogReader log, LiveUpdates updates, ILogger<CubeService> logger) : BackgroundService
{
    /// <summary>Days of one kind past which everything of the kind is counted again; also keeps the statement's parameters few.</summary>
    public const int MostDays = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await log.Positioned.WaitAsync(stoppingToken);
        await BuildAsync(stoppingToken);
        updates.Notify([ChangeLogEntry.EveryDay]);
        while (await feed.Waiting.WaitToReadAsync(stoppingToken))
        {
            var kinds = new HashSet<string>();
            var dirty = new Dictionary<string, HashSet<DateOnly>?>();
            while (feed.Waiting.TryRead(out var change)) Gather(change, kinds, dirty);
            await RecountAsync(kinds, dirty, stoppingToken);
        }
    }

    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait *= 2)
        {
            try
            {
                var started = TimeProvider.System.GetTimestamp();
                await cube.BuildAsync(cancellationToken);
                var (measures, milliseconds) = (cube.Catalogue.Measures.Count, TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
                LogBuilt(measures, milliseconds);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException && wait < TimeSpan.FromMinutes(5))
            {
                LogBuildFailed(failure, wait);
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }
        }
    }

    private async Task RecountAsync(HashSet<string> kinds, Dictionary<string, HashSet<DateOnly>?> dirty, CancellationToken cancellationToken)
    {
        try
        {
            if (kinds.Contains(ChangeLogEntry.EveryDay)) await cube.BuildAsync(cancellationToken);
            else await cube.RecountAsync(dirty.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<DateOnly>?)pair.Value), cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Stale figures must not pass for fresh ones: count everything as soon as the store answers again.
            LogRecountFailed(failure);
            await BuildAsync(cancellationToken);
        }

        updates.Notify(kinds);
    }

    private static void Gather(ChangeLogEntry change, HashSet<string> kinds, Dictionary<string, HashSet<DateOnly>?> dirty)
    {
        kinds.Add(change.Kind);
        if (change.Days == ChangeLogEntry.EveryDay)
        {
            dirty[change.Kind] = null;
            return;
        }

        if (!dirty.TryGetValue(change.Kind, out var days)) dirty[change.Kind] = days = [];
        if (days is null) return;
        foreach (var day in change.Days.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            days.Add(DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }
        if (days.Count > MostDays) dirty[change.Kind] = null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The cube counted {Measures} measures in {Milliseconds:0} ms")]
    private partial void LogBuilt(int measures, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cube could not be built; next try in {Wait}")]
    private partial void LogBuildFailed(Exception failure, TimeSpan wait);

    [LoggerMessage(Level = LogLevel.Error, Message = "Changed cells could not be counted again; counting everything")]
    private partial void LogRecountFailed(Exception failure);
}
