using Concentric.Data.Files;
using Concentric.Jobs;

namespace Concentric.Dashboard.Jobs;

/// <summary>
/// Removes what this node has left in its scratch folder, at its start and from then on: a nightly job runs on one of several nodes, and
/// reaches the folder of none but that.
/// </summary>
internal sealed class ScratchCleaning(ScratchFolder scratch, BackgroundStart start, TimeProvider time,
    ILogger<ScratchCleaning> logger)
    : RepeatedWork(time, logger, start)
{
    protected override string Purpose => "Cleaning the scratch folder";

    protected override NextRound AfterFailure => NextRound.AfterPause(ScratchFolder.Kept / 24);

    protected override Task<NextRound> RunAsync(CancellationToken stopping)
    {
        scratch.Sweep(Time.GetUtcNow().UtcDateTime);
        return Task.FromResult(NextRound.Every(ScratchFolder.Kept / 24));
    }
}
