using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>Checks files again when another one that was uploaded with them has moved.</summary>
public sealed class BatchRechecks(IDbContextFactory<DashboardDbContext> factory, ImportRunChanges changes, ImportFiles files,
    BatchSiblings siblings, ImportProfiles profiles, ImportWorker worker)
{
    /// <summary>
    /// After a file has been checked, taken in or given up: checks those again for which that changes something. What somebody said of
    /// the columns of one file answers for the others of such headers.
    /// </summary>
    /// <param name="caller">
    /// Whoever moved the file. The others are checked by the rights of the account that uploaded them, as they are now; by the caller's
    /// when it takes no files in any more, for then nobody else can take them in.
    /// </param>
    internal async Task FollowAsync(long id, CurrentUser caller, CancellationToken cancellationToken)
    {
        var (isOther, isSaid) = siblings.TakeNotes(id);
        ImportRun? run;
        List<ImportRun> others;
        CurrentUser by;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            run = await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
            if (run?.BatchId is null || run.AskedById is null) return;
            others = await db.ImportRuns.AsNoTracking().Where(other => other.BatchId == run.BatchId && other.Id != id
                && (other.State == ImportState.Mapping || other.State == ImportState.Checked)).OrderBy(other => other.Id)
                .ToListAsync(cancellationToken);
            if (others.Count == 0) return;
            by = run.AskedById == caller.UserId ? caller : await OwnerAsync(db, run, cancellationToken) ?? caller;
        }

        var isOver = run.State is ImportState.Done or ImportState.Failed or ImportState.Stopped;
        foreach (var other in others)
        {
            var findings = await files.ReadFindingsAsync(other.Id, cancellationToken);
            if (findings is null) continue;
            var hasAnswer = isSaid && (other.State == ImportState.Mapping || findings.UnknownValues.Count > 0);
            // What the undone file had brought may have been known to any of them.
            var hasOthers = other.State == ImportState.Checked && (run.State == ImportState.Undone
                ? findings.Questions.ContainsKey(ImportQuestion.Known)
                : other.Id > id && (isOther || (isOver && findings.Questions.ContainsKey(ImportQuestion.Elsewhere))));
            if (!hasAnswer && !hasOthers) continue;
            if (!await changes.AskAsync(one => one.State == other.State, other.Id, ImportState.Waiting, "Waiting", by, isAudited: false,
                cancellationToken)) continue;
            // What it was read by is looked up again: the profile says more now.
            if (hasAnswer && other.State == ImportState.Checked)
            {
                var mapping = await AnewAsync(other, findings.Choices.Mapping);
                await files.WriteChoicesAsync(other.Id, findings.Choices with { Mapping = mapping }, CancellationToken.None);
            }

            worker.Enqueue(other.Id, by);
        }
    }

    /// <summary>
    /// By what a file is read again: null to look its profile up. What was said of its own values, and is not in the profile that will be
    /// found, stays beside what that says.
    /// </summary>
    private async Task<ImportMapping?> AnewAsync(ImportRun run, ImportMapping? own)
    {
        if (own is not { IsConfirmed: true } || own.Values.All(said => said.Value.Count == 0)) return null;
        var found = await profiles.FindAsync(run.Kind, [.. own.Columns.Keys], CancellationToken.None);
        if (found is null) return own;
        return found.Id == own.ProfileId ? null : (own with { Values = found.Mapping.Values }).WithMore(own);
    }

    /// <summary>Who uploaded the files, with the rights of now; null when there is no such account, or it takes no files in.</summary>
    private static async Task<CurrentUser?> OwnerAsync(DashboardDbContext db, ImportRun run, CancellationToken cancellationToken)
    {
        var user = await db.Users.AsNoTracking().Include(one => one.Communities)
            .SingleOrDefaultAsync(one => one.Id == run.AskedById && !one.IsDisabled, cancellationToken);
        return user?.ToCurrentUser() is { MayImport: true } owner ? owner : null;
    }
}
