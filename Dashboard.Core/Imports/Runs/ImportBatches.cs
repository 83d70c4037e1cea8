using System.Globalization;
using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>A file that was received, before it is an import.</summary>
/// <param name="Path">Where it lies; null for one that was not kept.</param>
/// <param name="Hash">SHA-256, 64 hexadecimal digits.</param>
/// <param name="Failure">Why it can't be taken, in the reader's language; null when nothing is known against it.</param>
public sealed record ReceivedFile(string Name, string? Path, long Bytes, string Hash, string? Failure = null);

/// <summary>One of the files that were uploaded together, with what an overview shows of it.</summary>
/// <param name="HasFile">True while it can still be taken in.</param>
/// <param name="HasErrors">True when the file with errors can be fetched.</param>
/// <param name="Progress">In per cent, while something is going on here; else null.</param>
public sealed record ImportBatchFile(ImportRun Run, bool HasFile, bool HasErrors, int? Progress)
{
    /// <summary>The most refusals of a file that the overview shows.</summary>
    public const int MostProblems = 3;

    public IReadOnlyList<ImportNote> Notes { get; init; } = [];

    public IReadOnlyList<ImportProblem> Problems { get; init; } = [];

    public int ProblemCount { get; init; }

    /// <summary>How many rows there are of each sort that somebody may choose about.</summary>
    public IReadOnlyDictionary<ImportQuestion, int> Questions { get; init; } = new Dictionary<ImportQuestion, int>();

    /// <summary>What was answered for all rows of a sort; what is missing is as <see cref="ImportChoices.Default"/> has it.</summary>
    public IReadOnlyDictionary<ImportQuestion, ImportAnswer> Answers { get; init; } = new Dictionary<ImportQuestion, ImportAnswer>();

    /// <summary>Name of the profile by which it was read; null when there is none.</summary>
    public string? Profile { get; init; }

    /// <summary>True while the program is busy with it, or about to be.</summary>
    public bool IsGoingOn => Run.State is ImportState.Waiting or ImportState.Checking or ImportState.Committing or ImportState.Undoing;

    /// <summary>True when it can be taken in as it is.</summary>
    public bool IsReady => Run is { State: ImportState.Checked, Refused: 0 } && HasFile && Run.Added + Run.Changed > 0;

    /// <summary>True when it can be given up.</summary>
    public bool IsOpen => Run.State is ImportState.Waiting or ImportState.Checking or ImportState.Mapping or ImportState.Checked;
}

/// <summary>Files that were uploaded together.</summary>
/// <param name="Id">Of the first of them.</param>
/// <param name="Files">In the order in which they came.</param>
/// <param name="Asking">The first file of which somebody must say what its columns are; null while the program is still looking.</param>
public sealed record ImportBatch(long Id, string Kind, IReadOnlyList<ImportBatchFile> Files, ImportView? Asking);

/// <summary>
/// Takes several workers' sheets at once: each is an import of its own, with its own columns and errors, and none waits for another. Rights
/// are those of <see cref="ImportRuns"/>.
/// </summary>
public sealed class ImportBatches(
    IDbContextFactory<DashboardDbContext> factory, ImportRuns runs, ImportFiles files, ImportWorker worker)
{
    /// <summary>The most files of one upload.</summary>
    public const int MostFiles = 20;

    /// <summary>The most bytes of one upload.</summary>
    public const long MostBytes = InputLimits.SheetFilesBytes;

    /// <summary>Of a file that was too large to be kept.</summary>
    private static readonly string NoHash = new('0', 64);

    /// <summary>
    /// Receives files and puts them into the queue to be checked: all of them, or none when they are too many. A single one that can't be
    /// taken is told in its own import and holds up no other.
    /// </summary>
    /// <param name="uploads">As they come; each is read before the next.</param>
    /// <returns>The imports; none when there was no file.</returns>
    /// <exception cref="ImportFileException">The caller may not, there is no such kind, or the files are too many or too large together.
    /// </exception>
    public async Task<IReadOnlyList<ImportRun>> UploadAsync(CurrentUser caller, string kind,
        IAsyncEnumerable<(string Name, Stream Content)> uploads, CultureInfo culture, CancellationToken cancellationToken)
    {
        runs.CheckMayUpload(caller, kind);
        var (received, count, bytes, isKept) = (new List<ReceivedFile>(), 0, 0L, false);
        try
        {
            await foreach (var (name, content) in uploads.WithCancellation(cancellationToken))
            {
                // Counted to the end, so that the refusal can tell how many were chosen.
                if (++count > MostFiles || bytes > MostBytes) continue;
                var file = await ReceiveAsync(name, content, culture, cancellationToken);
                received.Add(file);
                bytes += file.Bytes;
            }

            if (count > MostFiles) throw new ImportFileException("TooManyFiles", MostFiles, count);
            if (bytes > MostBytes) throw new ImportFileException("TogetherTooLarge", MostBytes / InputLimits.Megabyte);
            // Alone, it is refused where it was chosen.
            if (received is [{ Failure: not null }]) throw new ImportFileException("TooLarge", SheetFile.MostBytes / InputLimits.Megabyte);
            var added = received.Count == 0 ? [] : await runs.AddAsync(caller, kind, received, culture, cancellationToken);
            isKept = true;
            return added;
        }
        finally
        {
            foreach (var file in isKept ? [] : received)
            {
                if (file.Path is { } name) await files.DropAsync(name, CancellationToken.None);
            }
        }
    }

    /// <summary>The files of an upload; null when there is none of several that the caller may see.</summary>
    public async Task<ImportBatch?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        var found = await RunsOfAsync(caller, id, cancellationToken);
        if (found.Count == 0) return null;
        var shown = new List<ImportBatchFile>();
        foreach (var run in found) shown.Add(await ReadAsync(run, cancellationToken));
        // What is said of one file may answer for the next: nothing is asked while that is being found out.
        var asking = shown.Exists(file => file.Run.State is ImportState.Waiting or ImportState.Checking)
            ? null
            : shown.Find(file => file is { Run.State: ImportState.Mapping, HasFile: true });
        return new(id, found[0].Kind, shown,
            asking is null ? null : await runs.FindAsync(caller, asking.Run.Id, cancellationToken));
    }

    /// <summary>Takes in all files that are ready, one after the other, each by itself.</summary>
    /// <returns>How many were begun.</returns>
    public async Task<int> CommitAllAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        // All are asked for before the first begins: what is done has those checked again that still wait.
        var asked = new List<long>();
        foreach (var run in await RunsOfAsync(caller, id, cancellationToken))
        {
            if (run.Added + run.Changed > 0 && await runs.AskToCommitAsync(caller, run.Id, cancellationToken)) asked.Add(run.Id);
        }

        foreach (var run in asked) worker.Enqueue(run, caller);
        return asked.Count;
    }

    /// <summary>Gives up all files that have not been taken in; nothing of them is in the store afterwards.</summary>
    public async Task StopAllAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        // The last first: what is given up has none behind it that would be checked again for it.
        foreach (var run in (await RunsOfAsync(caller, id, cancellationToken)).Reverse())
        {
            if (run.State is ImportState.Waiting or ImportState.Checking or ImportState.Mapping or ImportState.Checked)
                await runs.StopAsync(caller, run.Id, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ImportRun>> RunsOfAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await ImportRuns.SeenBy(db, caller).Where(run => run.BatchId == id).OrderBy(run => run.Id).ToListAsync(cancellationToken);
    }

    private async Task<ImportBatchFile> ReadAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var findings = await files.ReadFindingsAsync(run.Id, cancellationToken);
        return new(run, await files.ExistsAsync(run.Id, cancellationToken), await files.HasErrorsAsync(run.Id, cancellationToken),
            worker.ProgressOf(run.Id) ?? ImportRuns.ProgressOf(run))
        {
            Notes = findings?.Notes ?? [],
            Problems = [.. (findings?.Problems ?? []).Take(ImportBatchFile.MostProblems)],
            ProblemCount = findings?.ProblemCount ?? 0,
            Questions = findings?.Questions ?? new Dictionary<ImportQuestion, int>(),
            Answers = findings?.Choices.All ?? ImportChoices.None.All,
            Profile = findings?.Mapping?.Profile,
        };
    }

    private async Task<ReceivedFile> ReceiveAsync(string name, Stream content, CultureInfo culture, CancellationToken cancellationToken)
    {
        try
        {
            var (path, bytes, hash) = await files.ReceiveAsync(content, cancellationToken);
            return new(name, path, bytes, hash);
        }
        catch (ImportFileException refusal)
        {
            return new(name, null, 0, NoHash, refusal.Explain(culture));
        }
    }
}
