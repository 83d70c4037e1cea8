using System.Threading.Channels;
using Concentric.Data;
using Concentric.Live;
using Concentric.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.PublishedFigures;

/// <summary>
/// Holds all claims against the records after every change, and every hour, for time alone makes things overdue; has the owners
/// told when a verdict changes. Begins when the cube is there, so the start does not wait for it.
/// </summary>
public sealed partial class ClaimWatch(MetricCube cube, LiveUpdates updates, ClaimChecks checks, TimeProvider time, ILogger<ClaimWatch> logger,
    IHostApplicationLifetime? lifetime = null) : BackgroundService
{
    /// <summary>Changes within this time are looked at together.</summary>
    public static readonly TimeSpan Coalesce = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly Channel<bool> signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = updates.Subscribe(() =>
        {
            signals.Writer.TryWrite(true);
            return Task.CompletedTask;
        }, ChangeLogEntry.MovesFigures);
        await lifetime.StartedAsync(stoppingToken);
        await using var timer = time.CreateTimer(_ => signals.Writer.TryWrite(true), null, TimeSpan.Zero, Again);
        while (await signals.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(Coalesce, time, stoppingToken);
            while (signals.Reader.TryRead(out _)) { }
            // Not built yet: its first figures come with a notice.
            if (cube.Current is null) continue;
            try
            {
                await checks.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next change, or the next hour, tries again: what was not told is still to be told.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The published figures could not be held against the records")]
    private partial void LogFailed(Exception failure);
}
