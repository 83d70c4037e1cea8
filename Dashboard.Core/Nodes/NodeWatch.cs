using Concentric.Jobs;
using Microsoft.Extensions.Logging;

namespace Concentric.Nodes;

/// <summary>Gives this node's signs of life, shares what is limited, and writes into the log what differs between nodes, once.</summary>
public sealed partial class NodeWatch(
    NodeRegister register, SharedRates rates, BackgroundStart start, TimeProvider time, ILogger<NodeWatch> logger)
    : RepeatedWork(time, logger, start)
{
    private readonly HashSet<NodeDifference> told = [.. register.Differences];
    private long? beatAt;

    protected override string Purpose => "Telling the other nodes";

    protected override NextRound AfterFailure => NextRound.AfterPause(SharedRates.Interval);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await register.LeaveAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && Data.StoreErrors.ProblemOf(failure) is not null)
        {
            // It stays in the list as one that fell silent.
        }
    }

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        await rates.ShareAsync(stopping);
        if (beatAt is not { } before || Time.GetElapsedTime(before) >= NodeRegister.Interval)
        {
            var differences = await register.BeatAsync(stopping);
            beatAt = Time.GetTimestamp();
            // What has gone and comes back is told again.
            told.IntersectWith(differences);
            foreach (var (aspect, node, subject, here, there) in differences.Where(told.Add))
                LogDiffers(aspect, node, subject, here, there);
        }

        return NextRound.Every(SharedRates.Interval);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nodes differ in {Aspect}: {Node} {Subject} ({Here} here, {There} there)")]
    private partial void LogDiffers(NodeAspect aspect, string node, string subject, string here, string there);
}
