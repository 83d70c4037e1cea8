using System.Globalization;
using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Imports.Undo;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>An import with what its page shows beside it.</summary>
/// <param name="Run">Not tracked.</param>
/// <param name="Findings">What its check found; null before it, and when the file is gone.</param>
/// <param name="HasFile">True while it can still be taken in.</param>
/// <param name="HasErrors">True when the file with errors can be fetched.</param>
/// <param name="Progress">In per cent, while something is going on, on whatever node; else null.</param>
/// <param name="TakenBefore">When the very same file was taken in before.</param>
/// <param name="CanBeUndone">True within a week of taking it in; whether something was built on it, undoing finds out.</param>
public sealed record ImportView(ImportRun Run, ImportFindings? Findings, bool HasFile, bool HasErrors, int? Progress,
    DateTime? TakenBefore, bool CanBeUndone = false);

/// <summary>
/// Takes files for import, and lets those who uploaded them look at them, take them in and give them up. Rights are checked here.
/// </summary>
public sealed class ImportRuns(
    IDbContextFactory<DashboardDbContext> factory, ImportRunChanges changes, ImportRegister register, ImportFiles files,
    ImportWorker worker, BatchRechecks rechecks, OfficeClock clock)
{
    /// <summary>Imports on a page of the history.</summary>
    public const int PageSize = 25;

    /// <summary>Receives a file and puts it into the queue to be checked.</summary>
    /// <returns>The run's id.</returns>
    /// <exception cref="ImportFileException">The caller may not, there is no such kind, or the file is too large.</exception>
    public async Task<long> UploadAsync(CurrentUser caller, string kind, string fileName, Stream content, CultureInfo culture,
        CancellationToken cancellationToken)
    {
        CheckMayUpload(caller, kind);
        var (path, bytes, hash) = await files.ReceiveAsync(content, cancellationToken);
        return (await AddAsync(caller, kind, [new(fileName, path, bytes, hash)], culture, cancellationToken))[0].Id;
    }

    /// <exception cref="ImportFileException">The caller may not, or there is no such kind.</exception>
    internal void CheckMayUpload(CurrentUser caller, string kind)
    {
        if (!caller.MayImport) throw new ImportFileException("NotAllowed");
        if (register.Find(kind) is not { } sheet) throw new ImportFileException("Kind", kind);
        if (!sheet.IsOpenTo(caller)) throw new ImportFileException("NotAllowed");
    }

    /// <summary>Puts files that were received into the queue to be checked, all or none; several belong together.</summary>
    internal async Task<IReadOnlyList<ImportRun>> AddAsync(CurrentUser caller, string kind, IReadOnlyList<ReceivedFile> received,
        CultureInfo culture, CancellationToken cancellationToken)
    {
        var runs = await StoreRetry.RunAsync(() => AddOnceAsync(caller, kind, received, culture, cancellationToken), cancellationToken);
        foreach (var run in runs.Where(run => run.State == ImportState.Waiting)) worker.Enqueue(run.Id, caller);
        return runs;
    }

    private async Task<IReadOnlyList<ImportRun>> AddOnceAsync(CurrentUser caller, string kind, IReadOnlyList<ReceivedFile> received,
        CultureInfo culture, CancellationToken cancellationToken)
    {
        var (now, runs) = (clock.UtcNow, new List<ImportRun>());
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            var stepAt = await db.NowAsync(clock, cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var file in received)
            {
                var run = new ImportRun
                {
                    Kind = kind,
                    FileName = NameOf(file.Name),
                    FileBytes = file.Bytes,
                    FileHash = file.Hash,
                    Language = culture.LanguageCode,
                    AskedBy = caller.Name,
                    AskedById = caller.UserId,
                    AskedAt = now,
                    StepById = caller.UserId,
                    StepRights = ImportRun.RightsOf(caller),
                    StepAt = stepAt,
                    BatchId = runs.Count > 0 ? runs[0].Id : null,
                    State = file.Failure is null ? ImportState.Waiting : ImportState.Failed,
                    Failure = file.Failure,
                    FinishedAt = file.Failure is null ? null : now,
                };
                db.ImportRuns.Add(run);
                await db.SaveChangesAsync(cancellationToken);
                if (runs.Count == 0 && received.Count > 1) run.BatchId = run.Id;
                db.AddLine(run.AskedAt, caller, ImportRunChanges.Kind, run.Id, "Uploaded",
                    after: new { run.Kind, run.FileName, run.FileBytes, run.FileHash });
                ImportRunChanges.Tell(db, run.Id, "Uploaded", run.AskedAt);
                await db.SaveChangesAsync(cancellationToken);
                runs.Add(run);
            }

            List<(string Path, long Run)> kept =
                [.. received.Zip(runs).Where(one => one.First.Path is not null).Select(one => (one.First.Path!, one.Second.Id))];
            foreach (var (path, run) in kept) await files.KeepAsync(db, path, run, cancellationToken);
            try
            {
                await transaction.CommitAsync(cancellationToken);
            }
            catch (Exception failure) when (failure.IsRolledBack())
            {
                // It is done again, under other ids.
                foreach (var (path, run) in kept) await files.GiveBackAsync(db, path, run);
                throw;
            }
        }

        return runs;
    }

    /// <summary>Takes a checked file in, on behalf of the caller as the caller's rights are now.</summary>
    /// <returns>False when it can't be taken in any more; the page says why.</returns>
    public async Task<bool> CommitAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (!await AskToCommitAsync(caller, id, cancellationToken)) return false;
        worker.Enqueue(id, caller);
        return true;
    }

    /// <summary>As <see cref="CommitAsync"/>, but the caller begins the work: of several files none overtakes another.</summary>
    internal async Task<bool> AskToCommitAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await FindRunAsync(caller, id, cancellationToken) is not { State: ImportState.Checked, Refused: 0 }
            || !await files.ExistsAsync(id, cancellationToken)) return false;
        return await changes.AskAsync(run => run.State == ImportState.Checked, id, ImportState.Committing, "Committing", caller,
            isAudited: false, cancellationToken);
    }

    /// <summary>Undoes what was taken in, on behalf of the caller as the caller's rights are now.</summary>
    /// <returns>False when it can't be undone any more; the page says why.</returns>
    public async Task<bool> UndoAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { CanBeUndone: true }) return false;
        if (!await changes.AskAsync(run => run.State == ImportState.Done, id, ImportState.Undoing, "Undoing", caller, isAudited: false,
            cancellationToken)) return false;
        worker.Enqueue(id, caller);
        return true;
    }

    /// <summary>Removes what imports wrote down that can't be undone any more.</summary>
    /// <returns>Number of rows removed.</returns>
    public async Task<int> ForgetUndoAsync(CancellationToken cancellationToken)
    {
        var before = clock.UtcNow - ImportUndo.Kept;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ImportUndos.Where(line => db.Set<ImportRun>().Any(run =>
            run.Id == line.RunId && run.State != ImportState.Undoing && run.FinishedAt < before)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Checks a file anew with what somebody chose for its rows; they hold until it is taken in.</summary>
    /// <returns>False when it can't be chosen for any more; the page says why.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More rows than <see cref="ImportChoices.MostRows"/>, or an answer that there is
    /// not.</exception>
    public async Task<bool> ChooseAsync(CurrentUser caller, long id, ImportChoices choices, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(choices.Rows.Count, ImportChoices.MostRows);
        if (!choices.All.All(choice => Enum.IsDefined(choice.Key) && Enum.IsDefined(choice.Value))
            || !choices.Rows.Values.All(choice =>
                Enum.IsDefined(choice.Answer) && (choice.Question is not { } asked || Enum.IsDefined(asked))))
            throw new ArgumentOutOfRangeException(nameof(choices));
        if (await FindRunAsync(caller, id, cancellationToken) is not { State: ImportState.Checked or ImportState.Mapping } run
            || !await files.ExistsAsync(id, cancellationToken))
            return false;
        if (choices.Mapping is { } mapping && (register.Find(run.Kind) is not { } sheet || !mapping.IsValidFor(sheet)))
            throw new ArgumentOutOfRangeException(nameof(choices));
        if (!await changes.AskAsync(one => one.State == ImportState.Checked || one.State == ImportState.Mapping, id, ImportState.Waiting,
            "Chosen", caller, isAudited: true, cancellationToken, choices)) return false;
        // From here on the run waits for its check, whoever leaves meanwhile.
        await files.WriteChoicesAsync(id, choices, CancellationToken.None);
        worker.Enqueue(id, caller);
        return true;
    }

    /// <summary>Ends what is going on; nothing of the file is in the store afterwards. Does nothing when it is done.</summary>
    public async Task StopAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await FindRunAsync(caller, id, cancellationToken) is null) return;
        // What runs here writes its end itself: it may hold the store's only write lock.
        if (worker.Stop(id)) return;
        // What runs elsewhere finds out by its next sign of life, and can't commit any more.
        if (await changes.MoveAsync(run => run.State == ImportState.Undoing, id,
            set => set.SetProperty(run => run.State, ImportState.Done), "NotUndone", null, cancellationToken)) return;
        var now = clock.UtcNow;
        if (await changes.MoveAsync(
            run => run.State != ImportState.Done && run.State != ImportState.Failed && run.State != ImportState.Stopped
                && run.State != ImportState.Undoing && run.State != ImportState.Undone, id,
            set => set.SetProperty(run => run.State, ImportState.Stopped)
                .SetProperty(run => run.FinishedAt, now), "Stopped", caller, cancellationToken))
        {
            await files.DeleteAsync(id, cancellationToken);
            await rechecks.FollowAsync(id, caller, cancellationToken);
        }
    }

    /// <summary>An import; null when there is none that the caller may see.</summary>
    public async Task<ImportView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await FindRunAsync(caller, id, cancellationToken) is not { } run) return null;
        DateTime? before;
        bool canBeUndone;
        await using (var db = await factory.CreateDbContextAsync(cancellationToken))
        {
            before = await db.ImportRuns.Where(other =>
                other.FileHash == run.FileHash && other.Id < id && other.State == ImportState.Done && other.Kind == run.Kind)
                .MaxAsync(other => other.FinishedAt, cancellationToken);
            canBeUndone = run is { State: ImportState.Done, FinishedAt: { } taken } && taken > clock.UtcNow - ImportUndo.Kept
                && await db.ImportUndos.AnyAsync(line => line.RunId == id, cancellationToken);
        }

        return new(run, await files.ReadFindingsAsync(id, cancellationToken), await files.ExistsAsync(id, cancellationToken),
            await files.HasErrorsAsync(id, cancellationToken), worker.ProgressOf(id) ?? ProgressOf(run), before, canBeUndone);
    }

    internal static int? ProgressOf(ImportRun run) =>
        run.State is ImportState.Checking or ImportState.Committing or ImportState.Undoing ? run.Progress : null;

    /// <summary>The caller's imports, newest first; an administrator's are everybody's.</summary>
    /// <param name="page">From 1.</param>
    public async Task<(IReadOnlyList<ImportRun> Runs, int Total)> ListAsync(CurrentUser caller, int page,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var seen = SeenBy(db, caller);
        var rows = await seen.OrderByDescending(run => run.Id).Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize)
            .ToListAsync(cancellationToken);
        return (rows, await seen.CountAsync(cancellationToken));
    }

    /// <summary>All of them, one after the other, in the caller's transaction; and how many they are.</summary>
    public static async Task<(long Total, IAsyncEnumerable<ImportRun> Runs)> StreamAsync(DashboardDbContext db, CurrentUser caller,
        CancellationToken cancellationToken)
    {
        var seen = SeenBy(db, caller);
        return (await seen.LongCountAsync(cancellationToken), seen.OrderByDescending(run => run.Id).AsAsyncEnumerable());
    }

    private async Task<ImportRun?> FindRunAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await SeenBy(db, caller).SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
    }

    internal static IQueryable<ImportRun> SeenBy(DashboardDbContext db, CurrentUser caller)
    {
        var runs = db.ImportRuns.AsNoTracking();
        if (caller.Role == Role.Administrator) return runs;
        return caller is { MayImport: true, UserId: { } own } ? runs.Where(run => run.AskedById == own) : runs.Where(run => false);
    }

    /// <summary>The name without the folders that some browsers send, fit for its column.</summary>
    private static string NameOf(string fileName)
    {
        var name = Rules.PlainText.Clean(fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..]) ?? "?";
        return name.Length <= TextLimits.Title ? name : name[^TextLimits.Title..];
    }
}
