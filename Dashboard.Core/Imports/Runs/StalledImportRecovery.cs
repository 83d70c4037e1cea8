using Concentric.Data;
using Concentric.Jobs;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Imports.Runs;

/// <summary>
/// Takes up imports, and undos of imports, whose process was cut off: what it had written was rolled back with its transaction, so the
/// step is done again, on behalf of the same account while its rights are the same. What can't be done again is ended and says so.
/// </summary>
public sealed partial class StalledImportRecovery(
    IDbContextFactory<DashboardDbContext> factory, ImportRunChanges changes, ImportRegister register, ImportFiles files,
    ImportWorker worker, StoreOptions store, OfficeClock clock, ILogger<StalledImportRecovery> logger)
{
    /// <summary>
    /// How long an older version beside this one, which shows no sign of life, may be at a step, by when the file was uploaded; and how
    /// long a step may wait whose file is not here: another node may have both it and the file.
    /// </summary>
    public static readonly TimeSpan OldVersionCutOffAfter = TimeSpan.FromHours(2);

    /// <param name="startedAt">
    /// When the program has just started, the instant (UTC) before which nothing was asked of it: with the embedded store, which has one
    /// node, nobody else can be at what is older. Null later on.
    /// </param>
    /// <returns>Imports that this node will go on with.</returns>
    public async Task<int> RecoverAsync(DateTime? startedAt, CancellationToken cancellationToken)
    {
        var atStart = startedAt is not null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var silentSince = store.SilentBefore(now, JobClaims.CutOffAfter, atStart);
        // What waits may be about to be put into this node's own queue.
        var lostSince = store.IsAlone(atStart) ? startedAt : now - JobClaims.LostAfter;
        var oldSince = store.IsAlone(atStart) ? startedAt : now - OldVersionCutOffAfter;
        var open = db.ImportRuns.AsNoTracking().Where(run => run.State == ImportState.Waiting || run.State == ImportState.Checking
            || run.State == ImportState.Committing || run.State == ImportState.Undoing);
        // Last what was cut off before: if it is what ends the program, the others are done first.
        var cutOff = await open.Where(run => run.State != ImportState.Waiting && (run.HeartbeatAt < silentSince
                || (run.HeartbeatAt == null && run.State == ImportState.Checking && run.AskedAt < oldSince)))
            .OrderBy(run => run.CutOffs).ThenBy(run => run.Id).ToListAsync(cancellationToken);
        var waiting = await open.Where(run => run.State != ImportState.Checking && run.HeartbeatAt == null
                && (run.StepAt == null ? run.AskedAt < oldSince : run.StepAt < lostSince))
            .OrderBy(run => run.CutOffs).ThenBy(run => run.Id).ToListAsync(cancellationToken);
        var isCutOff = new HashSet<long>();
        foreach (var run in cutOff.Where(run => !worker.Has(run.Id)))
        {
            LogCutOff(run.Id, run.Attempts, run.State);
            if (run.CutOffs + 1 >= JobClaims.MostCutOffs) await EndAsync(run, "File.CutOffAgain", "Undo.CutOffAgain", cancellationToken);
            else if (await changes.ReturnAsync(run, isCutOff: true, cancellationToken))
            {
                waiting.Add(run);
                isCutOff.Add(run.Id);
            }
        }

        var taken = 0;
        foreach (var run in waiting.Where(run => !worker.Has(run.Id)))
        {
            var isLost = isCutOff.Contains(run.Id) || (run.StepAt ?? run.AskedAt) < oldSince;
            if (await TakeAsync(db, run, isLost, cancellationToken)) taken++;
        }

        return taken;
    }

    /// <param name="isLost">True when no other node can have the step any more.</param>
    private async Task<bool> TakeAsync(DashboardDbContext db, ImportRun run, bool isLost, CancellationToken cancellationToken)
    {
        var isFileGone = run.State != ImportState.Undoing && !await files.ExistsAsync(run.Id, cancellationToken);
        if (isFileGone && !isLost) return false;
        var user = await db.Users.AsNoTracking().Include(one => one.Communities)
            .SingleOrDefaultAsync(one => one.Id == run.StepById && !one.IsDisabled, cancellationToken);
        if (user?.ToCurrentUser() is { MayImport: true } caller && ImportRun.RightsOf(caller) == run.StepRights
            && register.Find(run.Kind)?.IsOpenTo(caller) == true && !isFileGone)
        {
            worker.Enqueue(run.Id, caller);
            return true;
        }

        var queued = await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(one => one.Id == run.Id, cancellationToken);
        if (queued is { HeartbeatAt: null }) await EndAsync(queued, "File.CutOff", "Undo.CutOff", cancellationToken);
        return false;
    }

    /// <summary>Says in the row that it is over; what was taken in stays taken in when it can't be undone.</summary>
    private async Task EndAsync(ImportRun run, string ofFile, string ofUndo, CancellationToken cancellationToken)
    {
        var culture = ImportTexts.CultureOf(run.Language);
        if (run.State == ImportState.Undoing)
            await changes.EndAsync(run, ImportState.Done, ImportTexts.Get(ofUndo, culture), null, cancellationToken);
        else if (await changes.EndAsync(run, ImportState.Failed, ImportTexts.Get(ofFile, culture), null, cancellationToken))
            await files.DeleteAsync(run.Id, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Id}, attempt {Attempt}, was cut off: {State}")]
    private partial void LogCutOff(long id, int attempt, ImportState state);
}
