using System.Collections.Concurrent;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>
/// Holds files that were uploaded together against each other. A file is held against those that came before it, so of two that say the
/// same only one is asked about.
/// </summary>
public sealed class BatchSiblings(IDbContextFactory<DashboardDbContext> factory, ImportFiles files)
{
    private readonly ConcurrentDictionary<long, bool> rows = [];
    private readonly ConcurrentDictionary<long, bool> profiles = [];

    /// <summary>What a check has to tell of the other files.</summary>
    internal static IEnumerable<ImportNote> NotesOf(OtherFiles? others)
    {
        if (others?.SameFile is { } same) yield return new("SameFile", same);
        if (others?.IsOver == true) yield return new("ElsewhereOver");
    }

    /// <summary>Other rows of the file wait to be taken in than before.</summary>
    internal void NoteRows(long id) => rows[id] = true;

    /// <summary>Somebody has said of the file what columns or values mean, and it was kept.</summary>
    internal void NoteProfile(long id) => profiles[id] = true;

    /// <summary>The rows of the files before a file that wait to be taken in.</summary>
    internal async Task<OtherFiles> OthersAsync(ImportRun run, CancellationToken cancellationToken)
    {
        List<ImportRun> before;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
            before = await db.ImportRuns.AsNoTracking().Where(other => other.BatchId == run.BatchId && other.Id < run.Id
                && other.State != ImportState.Done && other.State != ImportState.Failed && other.State != ImportState.Stopped
                && other.State != ImportState.Undone).OrderBy(other => other.Id).ToListAsync(cancellationToken);
        var others = new OtherFiles { SameFile = before.Find(other => other.FileHash == run.FileHash)?.FileName };
        foreach (var other in before) others.Add(other.Id, other.FileName, await files.ReadRowsAsync(other.Id, cancellationToken));
        return others;
    }

    /// <summary>The first of the files to which rows were left that came to nothing since; null when all are there, or taken in.</summary>
    internal static Task<string?> GoneAsync(DashboardDbContext db, ImportChoices choices, CancellationToken cancellationToken)
    {
        if (choices.LeftTo.Count == 0) return Task.FromResult<string?>(null);
        long[] ids = [.. choices.LeftTo];
        return db.ImportRuns.Where(run => ids.Contains(run.Id) && (run.State == ImportState.Failed || run.State == ImportState.Stopped
            || run.State == ImportState.Undone)).OrderBy(run => run.Id).Select(run => run.FileName).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What has been noted of a file since it was asked for the last time.</summary>
    internal (bool Rows, bool Profile) TakeNotes(long id) => (rows.TryRemove(id, out _), profiles.TryRemove(id, out _));
}
