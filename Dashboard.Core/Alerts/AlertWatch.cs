using Concentric.Data;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Metrics;
using Microsoft.Extensions.Logging;

namespace Concentric.Alerts;

/// <summary>
/// Looks at the rules of alerts as each hour begins, and as soon as the cube is there. Which node does it, and that it is done once,
/// is settled in the store.
/// </summary>
public sealed class AlertWatch(
    MetricCube cube, LiveUpdates updates, AlertChecks checks, TimeProvider time, ILogger<AlertWatch> logger,
    BackgroundStart? start = null)
    : RepeatedWork(time, logger, start)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    protected override string Purpose => "Looking at the alerts";

    protected override NextRound AfterFailure => NextRound.AfterPause(Soon);

    /// <summary>That the cube is there is announced like a change; after that only the hour counts.</summary>
    protected override IDisposable? Subscribe(CancellationToken stopping) => updates.Subscribe(WakeAsync, ChangeLogEntry.MovesFigures);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        await checks.RunAsync(stopping);
        if (cube.Current is null) return NextRound.WithinPause(Soon);
        var past = Time.GetUtcNow().TimeOfDay.Ticks % AlertChecks.Every.Ticks;
        return NextRound.AfterPause(AlertChecks.Every - TimeSpan.FromTicks(past));
    }
}
