using System.Data.Common;
using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Data.Files;
using Concentric.Imports.Files;
using Concentric.Imports.Undo;
using Concentric.Rules;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>The store is not as it was when the file was checked; nothing was taken in.</summary>
public sealed class ImportOutdatedException() : Exception("The store has changed since the file was checked.");

/// <summary>Checks uploaded files and takes them in: the same pass over the rows, once without and once with writing.</summary>
public sealed class ImportRunner(
    IDbContextFactory<DashboardDbContext> factory, ImportRegister register, ImportFiles files, ImportRunChanges changes,
    RecordNumbers numbers,
    WorkingCalendars calendars, ImportProfiles profiles, BatchSiblings siblings, OfficeClock clock)
{
    /// <summary>Per cent of the time that preparing takes; the rest is writing.</summary>
    public const int StagingShare = 80;

    /// <summary>Holds a file against the store and writes down what it would do. Changes no record.</summary>
    /// <param name="progress">Told in per cent.</param>
    /// <exception cref="ImportFileException">The file can't be used.</exception>
    public Task CheckAsync(ImportRun run, CurrentUser caller, IProgress<int> progress, CancellationToken cancellationToken) =>
        CheckAsync(run, caller, [], progress, cancellationToken);

    private async Task CheckAsync(ImportRun run, CurrentUser caller, IEnumerable<ImportNote> notes, IProgress<int> progress,
        CancellationToken cancellationToken)
    {
        var sheet = register.Find(run.Kind) ?? throw new ImportFileException("Kind", run.Kind);
        var counts = new Counts();
        var problems = new List<ImportProblem>();
        var total = 0;
        var own = new Dictionary<string, ImportRowChoice?>();
        using var upload = await files.BringAsync(run.Id, cancellationToken);
        using var file = SheetFile.Open(upload.Path, run.FileName);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var choices = await files.ReadChoicesAsync(run.Id, cancellationToken);
        var told = new ImportTold(sheet, CultureInfo.CurrentUICulture);
        var scene = await SceneAsync(db, sheet, caller, cancellationToken) with { Wants = told.Wants };
        var mapped = await MapAsync(run, caller, upload, sheet, scene, choices, cancellationToken);
        if (mapped.IsOpen)
        {
            await AskAsync(run, choices with { Mapping = mapped.Mapping }, mapped.Findings!, cancellationToken);
            return;
        }

        if (mapped.Mapping is not null)
        {
            choices = choices with { Mapping = mapped.Mapping };
            await files.WriteChoicesAsync(run.Id, choices, cancellationToken);
            scene = scene with { Mapping = mapped.Mapping };
        }

        var reader = new ImportReader(file, sheet, scene);
        var others = run.BatchId is null ? null : await siblings.OthersAsync(run, cancellationToken);
        List<PendingRow>? pending = run.BatchId is null ? null : [];
        var pass = sheet.Open(new(db, scene) { Choices = choices, Run = run.Id, Others = others, Pending = pending });
        await using var errors = files.BeginErrors(run.Id);
        await using (TableWriter table = file is CsvFile
            ? new CsvWriter(errors.Content)
            : new XlsxWriter(errors.Content, CultureInfo.CurrentUICulture))
        {
            var back = new ImportErrors(table, sheet, CultureInfo.CurrentUICulture);
            foreach (var rows in reader.Read())
            {
                var results = await pass.TakeAsync(rows, cancellationToken);
                await back.WriteAsync(results, cancellationToken);
                counts.Add(results);
                told.Add(results);
                foreach (var result in results)
                {
                    if (choices.Rows.TryGetValue(result.Row.Place, out var choice)) own[result.Row.Place] = choice.After(result);
                }

                foreach (var problem in results.SelectMany(result => ImportProblem.Of(sheet, result)))
                {
                    total++;
                    if (problems.Count < ImportFindings.MostProblems) problems.Add(problem);
                }

                progress.Report(file.Progress);
            }

            await table.CompleteAsync(cancellationToken);
        }

        var dueDays = await pass.CompleteAsync(null, cancellationToken);
        if (counts.Refused == 0) await files.DropErrorsAsync(run.Id, cancellationToken);
        else await errors.KeepAsync(cancellationToken);
        if (pending is not null && await files.WriteRowsAsync(run.Id, pending, cancellationToken)) siblings.NoteRows(run.Id);
        if (own.Count > 0) choices = choices.With(own);
        if (own.Count + pass.Elsewhere.Count + choices.Elsewhere.Count > 0)
        {
            var kept = choices with { Elsewhere = pass.Elsewhere, LeftTo = [.. pass.LeftTo] };
            await files.WriteChoicesAsync(run.Id, kept, cancellationToken);
        }

        choices = choices with { Elsewhere = ImportChoices.None.Elsewhere, LeftTo = [] };
        var findings = told.Findings([.. notes, .. BatchSiblings.NotesOf(others), .. reader.Notes, .. pass.Notes], problems, total,
            choices, pass.IsNearOver, dueDays);
        await files.WriteFindingsAsync(run.Id, findings with { Mapping = mapped.Findings, Meanings = Meanings.Of(findings, sheet, scene) },
            cancellationToken);
        var (now, years) = (clock.UtcNow, Write(pass.Years));
        await changes.MoveAsync(
            ImportRunChanges.HeldAs(run), run.Id,
            set => set.SetProperty(found => found.State, ImportState.Checked).SetProperty(found => found.Rows, counts.Rows)
                .SetProperty(found => found.Added, counts.Added)
                .SetProperty(found => found.Changed, counts.Changed).SetProperty(found => found.Unchanged, counts.Unchanged)
                    .SetProperty(found => found.Refused, counts.Refused)
                .SetProperty(found => found.Years, years).SetProperty(found => found.FinishedAt, now),
            "Checked", null, cancellationToken);
    }

    /// <summary>How the columns are read; what somebody said of them is kept for the next sheet of such headers.</summary>
    private async Task<MappingOutcome> MapAsync(ImportRun run, CurrentUser caller, LocalFile upload, ImportSheet sheet,
        ImportContext scene, ImportChoices choices, CancellationToken cancellationToken)
    {
        using var file = SheetFile.Open(upload.Path, run.FileName);
        var outcome = await new MappingStep(profiles).TakeAsync(file, sheet, scene, run, choices.Mapping, cancellationToken);
        if (outcome is not { IsOpen: false, IsToBeKept: true, Mapping: { Columns.Count: > 0 } mapping }) return outcome;
        var (id, isChanged) = await profiles.KeepAsync(caller, run, mapping, cancellationToken);
        if (isChanged && run.BatchId is not null) siblings.NoteProfile(run.Id);
        return outcome with { Mapping = mapping with { ProfileId = id, TakenBack = [] } };
    }

    /// <summary>Leaves the file to somebody who says what its columns are.</summary>
    private async Task AskAsync(ImportRun run, ImportChoices choices, ImportMappingFindings mapping, CancellationToken cancellationToken)
    {
        await files.DropErrorsAsync(run.Id, cancellationToken);
        await files.WriteChoicesAsync(run.Id, choices, cancellationToken);
        await files.WriteFindingsAsync(run.Id, new([], [], 0) { Choices = choices, Mapping = mapping }, cancellationToken);
        var now = clock.UtcNow;
        await changes.MoveAsync(ImportRunChanges.HeldAs(run), run.Id,
            set => set.SetProperty(found => found.State, ImportState.Mapping).SetProperty(found => found.FinishedAt, now), "Asked", null,
            cancellationToken);
    }

    /// <summary>
    /// Takes a checked file in: everything, with audit and change log, in one transaction, or nothing. When rows of it were left to
    /// another file that came to nothing since, it is checked anew instead: they are its own now.
    /// </summary>
    /// <exception cref="ImportOutdatedException">A row would be refused now, or there are more new ones than when it was
    /// checked.</exception>
    public Task CommitAsync(ImportRun run, CurrentUser caller, IProgress<int> progress, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => CommitOnceAsync(run, caller, progress, cancellationToken), cancellationToken);

    private async Task CommitOnceAsync(ImportRun run, CurrentUser caller, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var sheet = register.Find(run.Kind) ?? throw new ImportFileException("Kind", run.Kind);
        var choices = await files.ReadChoicesAsync(run.Id, cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await BatchSiblings.GoneAsync(db, choices, cancellationToken) is { } gone)
        {
            await CheckAsync(run, caller, [new("LeftBack", gone)], progress, cancellationToken);
            return;
        }

        // Before the transaction: it will hold the store's one write lock, and numbers are given out on a connection of their own.
        var series = await ReserveAsync(sheet, Read(run.Years), cancellationToken);
        using var upload = await files.BringAsync(run.Id, cancellationToken);
        using var file = SheetFile.Open(upload.Path, run.FileName);
        db.Actor = caller;
        var log = db.BulkLog = new BulkLog();
        // All that takes time is done before a lock of the store is taken.
        await using var early = sheet.IsStaged ? null : await db.Database.BeginTransactionAsync(cancellationToken);
        await using var adds = sheet.IsStaged
            ? await BulkChangeWriter.StageAsync(db, log, cancellationToken)
            : await BulkChangeWriter.OpenAsync(db, log, cancellationToken);
        var counts = new Counts();
        var scene = await SceneAsync(db, sheet, caller, cancellationToken) with { Mapping = choices.Mapping };
        var pass = sheet.Open(new(db, scene, adds, year => series.Next(year)) { Choices = choices, Run = run.Id });
        foreach (var rows in new ImportReader(file, sheet, scene).Read())
        {
            counts.Add(await pass.TakeAsync(rows, cancellationToken));
            if (counts.Refused > 0) throw new ImportOutdatedException();
            progress.Report(file.Progress * StagingShare / 100);
        }

        await pass.CompleteAsync(new Staging(progress), cancellationToken);
        await using var late = sheet.IsStaged ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        await CopyAsync(adds, progress, cancellationToken);
        await sheet.CompleteAsync(db, scene, cancellationToken);
        db.BulkLog = null;
        db.ChangeLog.AddRange(adds.FollowingAt(clock.UtcNow));
        db.ChangeLog.AddRange(log.Take(clock.UtcNow, "Imported"));
        // Somebody may have given the other file up while this one was read.
        if (await BatchSiblings.GoneAsync(db, choices, cancellationToken) is not null) throw new ImportOutdatedException();
        var now = clock.UtcNow;
        if (!await changes.MoveAsync(
            db, ImportRunChanges.HeldAs(run), run.Id,
            set => set.SetProperty(found => found.State, ImportState.Done).SetProperty(found => found.Added, counts.Added)
                .SetProperty(found => found.Changed, counts.Changed)
                .SetProperty(found => found.Unchanged, counts.Unchanged).SetProperty(found => found.FinishedAt, now),
            "Imported", caller, cancellationToken, choices)) throw new ImportOutdatedException();
        // Whether it was committed must be known here: what ends the work from now on comes too late.
        await (early ?? late!).CommitAsync(CancellationToken.None);
        sheet.Forget();
        await files.DeleteAsync(run.Id, CancellationToken.None);
    }

    /// <summary>
    /// Undoes what was taken in, with audit and change log, in one transaction, or nothing: new records are archived, changed ones say
    /// again what they said.
    /// </summary>
    /// <exception cref="ImportBuiltOnException">A record was changed, archived or referred to since.</exception>
    public Task UndoAsync(ImportRun run, CurrentUser caller, IProgress<int> progress, CancellationToken cancellationToken) =>
        StoreRetry.RunAsync(() => UndoOnceAsync(run, caller, progress, cancellationToken), cancellationToken);

    private async Task UndoOnceAsync(ImportRun run, CurrentUser caller, IProgress<int> progress, CancellationToken cancellationToken)
    {
        var sheet = register.Find(run.Kind) ?? throw new ImportFileException("Kind", run.Kind);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        (db.Actor, db.IsUndoing) = (caller, true);
        var log = db.BulkLog = new BulkLog();
        await using var writer = await BulkChangeWriter.StageAsync(db, log, cancellationToken);
        var reason = ImportTexts.Get("Undo.Reason", CultureInfo.CurrentUICulture, run.FileName);
        var pass = sheet.Undo(db, writer, caller, ActorStamp.Of(caller, clock), PlainText.Cut(reason, TextLimits.Note))
            ?? throw new ImportFileException("Kind", run.Kind);
        var (all, done) = (Math.Max(1, await db.ImportUndos.CountAsync(line => line.RunId == run.Id, cancellationToken)), 0);
        // The last first, as it is put back.
        for (var before = long.MaxValue; ;)
        {
            var lines = await db.ImportUndos.AsNoTracking().Where(line => line.RunId == run.Id && line.Id < before)
                .OrderByDescending(line => line.Id).Take(ImportBatchProcessor.RowsAtOnce).ToListAsync(cancellationToken);
            if (lines.Count == 0) break;
            await pass.TakeAsync(lines, cancellationToken);
            (before, done) = (lines[^1].Id, done + lines.Count);
            progress.Report(done * StagingShare / all);
        }

        ThrowIfBuiltOn(pass);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await pass.CheckReferredAsync(cancellationToken);
        ThrowIfBuiltOn(pass);
        await CopyAsync(writer, progress, cancellationToken);
        db.BulkLog = null;
        db.ChangeLog.AddRange(writer.FollowingAt(clock.UtcNow));
        db.ChangeLog.AddRange(log.Take(clock.UtcNow, "Undone"));
        var now = clock.UtcNow;
        if (!await changes.MoveAsync(db, ImportRunChanges.HeldAs(run), run.Id,
            set => set.SetProperty(found => found.State, ImportState.Undone).SetProperty(found => found.FinishedAt, now)
                .SetProperty(found => found.Failure, (string?)null), "Undone", caller, cancellationToken))
            throw new ImportOutdatedException();
        await db.ImportUndos.Where(line => line.RunId == run.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static void ThrowIfBuiltOn(UndoPass pass)
    {
        if (pass.Obstacles.Count > 0)
            throw new ImportBuiltOnException([.. pass.Obstacles.Take(ImportBuiltOnException.MostNamed)], pass.Obstacles.Count);
    }

    /// <summary>
    /// Writes what was prepared. What somebody else changed since is found here: records by their versions, keys that were taken by the
    /// store's own rules.
    /// </summary>
    private static async Task CopyAsync(BulkChangeWriter adds, IProgress<int> progress, CancellationToken cancellationToken)
    {
        try
        {
            await adds.CopyAsync(new Share(progress), cancellationToken);
        }
        catch (DbException failure) when (failure.IsConstraint())
        {
            throw new ImportOutdatedException();
        }
    }

    private async Task<ImportContext> SceneAsync(DashboardDbContext db, ImportSheet sheet, CurrentUser caller,
        CancellationToken cancellationToken) => new(
        caller, ActorStamp.Of(caller, clock), await calendars.GetAsync(db, cancellationToken),
        await ImportLookups.ReadAsync(db, caller, sheet.Columns, new DateTimeOffset(clock.UtcNow), cancellationToken));

    private async Task<Series> ReserveAsync(ImportSheet sheet, IReadOnlyDictionary<int, int> years, CancellationToken cancellationToken)
    {
        var series = new Series(sheet.Prefix);
        foreach (var (year, count) in years)
            series.Add(year, await numbers.ReserveAsync(sheet.Prefix!, year, count, cancellationToken), count);
        return series;
    }

    private static string? Write(SortedDictionary<int, int> years)
    {
        var text = string.Join(',', years.Select(year => string.Create(CultureInfo.InvariantCulture, $"{year.Key}:{year.Value}")));
        return text.Length == 0 ? null : text;
    }

    private static Dictionary<int, int> Read(string? years) => (years ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
        .Select(year => year.Split(':'))
            .ToDictionary(year =>
                int.Parse(year[0], CultureInfo.InvariantCulture), year => int.Parse(year[1], CultureInfo.InvariantCulture));

    /// <summary>The first part of the progress, for what a kind does after the last row.</summary>
    private sealed class Staging(IProgress<int> whole) : IProgress<double>
    {
        public void Report(double value) => whole.Report((int)(value * StagingShare));
    }

    /// <summary>The last part of the progress, when what was prepared is written.</summary>
    private sealed class Share(IProgress<int> whole) : IProgress<int>
    {
        public void Report(int value) => whole.Report(StagingShare + (value * (100 - StagingShare) / 100));
    }

    private sealed class Counts
    {
        public int Rows { get; private set; }

        public int Added { get; private set; }

        public int Changed { get; private set; }

        public int Unchanged { get; private set; }

        public int Refused { get; private set; }

        public void Add(IReadOnlyList<ImportResult> results)
        {
            Rows += results.Count;
            Added += results.Count(result => result.Outcome == ImportOutcome.Added);
            Changed += results.Count(result => result.Outcome == ImportOutcome.Changed);
            Unchanged += results.Count(result => result.Outcome == ImportOutcome.Unchanged);
            Refused += results.Count(result => result.Outcome == ImportOutcome.Refused);
        }
    }

    /// <summary>The numbers that were taken for a file, by year.</summary>
    private sealed class Series(string? prefix)
    {
        private readonly Dictionary<int, (long Next, long End)> years = [];

        public void Add(int year, long first, int count) => years[year] = (first, first + count);

        public string Next(int year)
        {
            if (!years.TryGetValue(year, out var left) || left.Next >= left.End) throw new ImportOutdatedException();
            years[year] = (left.Next + 1, left.End);
            return RecordNumbers.Format(prefix!, year, left.Next);
        }
    }
}
