using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>Checks files again when another one that was uploaded with them has moved.</summary>
public sealed class BatchRechecks(IDbContextFactory<DashboardDbContext> factory, ImportRunChanges changes, ImportFiles files,
    BatchSiblings siblings, ImportWorker worker)
{
    /// <summary>
    /// After a file has been checked, taken in or given up: checks those again for which that changes something. What somebody said of
    /// the columns of one file answers for the others of such headers.
    /// </summary>
    /// <param name="caller">Only their own files are checked again: a check is made by the rights of whoever asks for it.</param>
    internal async Task FollowAsync(long id, CurrentUser caller, CancellationToken cancellationToken)
    {
        var (isOther, isSaid) = siblings.TakeNotes(id);
        ImportRun? run;
        List<ImportRun> others;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            run = await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
            if (run?.BatchId is null || run.AskedById is null || run.AskedById != caller.UserId) return;
            others = await db.ImportRuns.AsNoTracking().Where(other => other.BatchId == run.BatchId && other.Id != id
                && (other.State == ImportState.Mapping || other.State == ImportState.Checked)).OrderBy(other => other.Id)
                .ToListAsync(cancellationToken);
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
            if (!await changes.AskAsync(one => one.State == other.State, other.Id, ImportState.Waiting, "Waiting", caller, isAudited: false,
                cancellationToken)) continue;
            // What it was read by is looked up again: the profile says more now.
            if (hasAnswer && other.State == ImportState.Checked)
                await files.WriteChoicesAsync(other.Id, findings.Choices with { Mapping = null }, CancellationToken.None);
            worker.Enqueue(other.Id, caller);
        }
    }
}
