using Concentric.Exports;
using Concentric.Live;
using Hangfire;

namespace Concentric.Dashboard.Jobs;

/// <summary>What is tidied up every night, once for all nodes.</summary>
public sealed class Housekeeping(ChangeLogPruning changes, ExportFiles files, TimeProvider time)
{
    [AutomaticRetry(Attempts = 3)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await changes.PruneAsync(cancellationToken);
        files.RemoveLeftOvers(time.GetUtcNow().UtcDateTime);
    }
}
