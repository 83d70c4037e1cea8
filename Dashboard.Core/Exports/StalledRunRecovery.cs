using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Exports;

/// <summary>
/// Takes up what was cut off: runs whose maker gives no sign of life, and queued ones that no worker holds. Hangfire's own
/// memory is not asked, for it may be gone; the rows say what is to be done.
/// </summary>
public sealed partial class StalledRunRecovery(
    IDbContextFactory<DashboardDbContext> factory, ExportRunChanges runs, ExportRequests requests, ExportDeliveries deliveries,
    StoreOptions store, OfficeClock clock, ILogger<StalledRunRecovery> logger)
{
    /// <summary>A run whose maker has been silent this long was cut off.</summary>
    public static readonly TimeSpan CutOffAfter = JobClaims.CutOffAfter;

    /// <summary>A run that has been queued this long may have been lost by the workers; handing it over twice does no harm.</summary>
    public static readonly TimeSpan LostAfter = JobClaims.LostAfter;

    /// <summary>Cut off so often, a run fails: it may be what ends the program.</summary>
    public const int MostCutOffs = JobClaims.MostCutOffs;

    /// <param name="atStart">True when the program has just started: then every queued run is handed over, and with the embedded
    /// store, which has one node, nothing can still be running.</param>
    /// <returns>Runs handed to the workers.</returns>
    public async Task<int> RecoverAsync(bool atStart, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var silentSince = store.SilentBefore(now, CutOffAfter, atStart);
        var lostSince = atStart ? DateTime.MaxValue : now - LostAfter;
        // Last what was cut off before: if it is what ends the program, the others are made first.
        var cutOff = await db.ExportRuns.AsNoTracking().Where(run => run.State == ExportState.Running && run.HeartbeatAt < silentSince)
            .OrderBy(run => run.CutOffs).ThenBy(run => run.Id).ToListAsync(cancellationToken);
        var queued = await db.ExportRuns.Where(run => run.State == ExportState.Queued && run.AskedAt < lostSince)
            .OrderBy(run => run.CutOffs).ThenBy(run => run.Id).Select(run => run.Id).ToListAsync(cancellationToken);
        foreach (var run in cutOff)
        {
            if (await ReturnAsync(run, now, cancellationToken)) queued.Add(run.Id);
        }

        foreach (var id in queued) requests.Enqueue(id);
        return queued.Count;
    }

    private async Task<bool> ReturnAsync(ExportRun run, DateTime now, CancellationToken cancellationToken)
    {
        var (id, attempt, heartbeat) = (run.Id, run.Attempts, run.HeartbeatAt);
        var isFinal = run.CutOffs + 1 >= MostCutOffs;
        var reason = isFinal ? new ExportException("CutOff").Explain(ExportTexts.CultureOf(run.Language)) : null;
        var moved = await runs.MoveAsync(
            r => r.Id == id && r.State == ExportState.Running && r.Attempts == attempt && r.HeartbeatAt == heartbeat,
            set => set.Release(isCutOff: true).SetProperty(r => r.State, isFinal ? ExportState.Failed : ExportState.Queued)
                .SetProperty(r => r.Failure, reason).SetProperty(r => r.FinishedAt, isFinal ? now : (DateTime?)null),
            isFinal ? "Failed" : "Queued", null, cancellationToken, isFinal ? deliveries.FailAsync : null);
        if (moved is null) return false;
        LogCutOff(id, attempt, !isFinal);
        return !isFinal;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Export {Id}, attempt {Attempt}, was cut off; taken up again: {Again}")]
    private partial void LogCutOff(long id, int attempt, bool again);
}
