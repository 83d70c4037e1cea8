using Concentric.Metrics;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// Gives back what the start needed and the running program does not: reading the settings and counting the cube leave more
/// behind than it will hold for days, and an idle program would not collect it.
/// </summary>
internal sealed class StartupMemoryTrim(MetricCube cube, TimeProvider time) : BackgroundService
{
    /// <summary>Late enough that the first page does not wait for it.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAfter, time);
        do await timer.WaitForNextTickAsync(stoppingToken);
        while (cube.Current is null);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
