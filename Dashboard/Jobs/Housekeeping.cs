using Concentric.Exports;
using Concentric.Imports.Runs;
using Concentric.Live;
using Concentric.Notices;
using Concentric.People;
using Hangfire;

namespace Concentric.Dashboard.Jobs;

/// <summary>What is tidied up every night, once for all nodes.</summary>
public sealed class Housekeeping(
    ChangeLogPruning changes, NoticeCommands notices, ExportRetention retention, ImportFiles imports, SignInSessions sessions, TimeProvider time)
{
    [AutomaticRetry(Attempts = 3)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await changes.PruneAsync(cancellationToken);
        await notices.PruneAsync(cancellationToken);
        await sessions.PruneAsync(cancellationToken);
        await retention.RemoveExpiredAsync(cancellationToken);
        await retention.SweepAsync(atStart: false, cancellationToken);
        imports.RemoveOld(time.GetUtcNow().UtcDateTime);
    }
}
