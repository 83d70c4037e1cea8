using Concentric.Jobs;
using Concentric.Metrics;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// Gives back what the start needed and the running program does not: reading the settings and counting the cube leave more
/// behind than it will hold for days, and an idle program would not collect it.
/// </summary>
internal sealed class StartupMemoryTrim(MetricCube cube, TimeProvider time, ILogger<StartupMemoryTrim> logger) : RepeatedWork(time, logger)
{
    /// <summary>Late enough that the first page does not wait for it.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(5);

    private bool isLater;

    protected override string Purpose => "Giving back the memory of the start";

    protected override Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (isLater && cube.Current is not null)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return Task.FromResult(NextRound.Never);
        }

        isLater = true;
        return Task.FromResult(NextRound.Every(LookAfter));
    }
}
