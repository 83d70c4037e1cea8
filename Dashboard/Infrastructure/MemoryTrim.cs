using Concentric.Jobs;
using Concentric.Metrics;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// Gives back what the start needed and the running program does not, and what many closed pages held: an idle program collects
/// nothing by itself, and keeps for days what it needed for minutes.
/// </summary>
internal sealed class MemoryTrim(MetricCube cube, ClosedCircuits circuits, TimeProvider time, ILogger<MemoryTrim> logger)
    : RepeatedWork(time, logger)
{
    /// <summary>Fewer closed pages are not worth holding the others up for: each is about half a megabyte.</summary>
    public const int WorthIt = 20;

    /// <summary>Late enough that the first page does not wait for it.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(20);

    private bool isLater;
    private bool hasStarted;
    private long closedBefore;
    private long closedThen;

    protected override string Purpose => "Giving memory back";

    protected override Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (!hasStarted)
        {
            hasStarted = isLater && cube.Current is not null;
            isLater = true;
            if (hasStarted) Collect();
            return Task.FromResult(NextRound.Every(AfterStart));
        }

        // Once the closing has come to rest, so that many who leave together are collected once.
        var closed = circuits.Count;
        if (closed == closedBefore && closed - closedThen >= WorthIt)
        {
            closedThen = closed;
            Collect();
        }

        closedBefore = closed;
        return Task.FromResult(NextRound.Every(Look));
    }

    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}

/// <summary>Counts the circuits that have ended.</summary>
internal sealed class ClosedCircuits : CircuitHandler
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref count);
        return Task.CompletedTask;
    }
}
