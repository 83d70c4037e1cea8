using Concentric.Data;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Metrics;
using Microsoft.Extensions.Logging;

namespace Concentric.PublishedFigures;

/// <summary>
/// Holds all claims against the records after every change, and every hour, for time alone makes things overdue; has the owners
/// told when a verdict changes. Begins when the cube is there, so the start does not wait for it.
/// </summary>
public sealed class ClaimWatch(
    MetricCube cube, LiveUpdates updates, ClaimChecks checks, TimeProvider time, ILogger<ClaimWatch> logger,
    BackgroundStart? start = null)
    : RepeatedWork(time, logger, start)
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    protected override string Purpose => "Holding the published figures against the records";

    /// <summary>Changes within this time are looked at together.</summary>
    protected override TimeSpan Coalesce => TimeSpan.FromSeconds(1);

    /// <summary>The next change, or the next hour, tries again: what was not told is still to be told.</summary>
    protected override NextRound AfterFailure => NextRound.Every(Again);

    protected override IDisposable? Subscribe(CancellationToken stopping) => updates.Subscribe(WakeAsync, ChangeLogEntry.MovesFigures);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        // Not built yet: its first figures come with a notice.
        if (cube.Current is not null) await checks.RunAsync(stopping);
        return NextRound.Every(Again);
    }
}
