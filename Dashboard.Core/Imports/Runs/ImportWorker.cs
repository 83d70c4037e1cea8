using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Imports.Undo;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Concentric.Imports.Runs;

/// <summary>
/// Checks files and takes them in beside the requests, one at a time on each node. What was going on when the program ended was
/// rolled back with its transaction; the next start says so in its row.
/// </summary>
public sealed partial class ImportWorker(
    IServiceProvider services, IDbContextFactory<DashboardDbContext> factory, ImportRunChanges changes, ImportFiles files,
    LiveUpdates updates, StoreOptions store,
    OfficeClock clock, TimeProvider time, ILogger<ImportWorker> logger, IHostApplicationLifetime? lifetime = null) : BackgroundService
{
    /// <summary>An import of another node that has stood in one state this long was cut off with its node.</summary>
    private static readonly TimeSpan CutOffAfter = TimeSpan.FromHours(2);

    private readonly Channel<(long Id, CurrentUser Caller, Step Step)> waiting =
        Channel.CreateUnbounded<(long, CurrentUser, Step)>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<long, Work> works = [];

    internal void Check(long id, CurrentUser caller) => Enqueue(id, caller, Step.Check);

    internal void Commit(long id, CurrentUser caller) => Enqueue(id, caller, Step.Commit);

    internal void Undo(long id, CurrentUser caller) => Enqueue(id, caller, Step.Undo);

    /// <summary>How far a run is, in per cent; null when nothing of it goes on here.</summary>
    internal int? ProgressOf(long id) => works.TryGetValue(id, out var work) ? work.Percent : null;

    /// <summary>Ends a run that waits or goes on here.</summary>
    /// <returns>False when there is none.</returns>
    internal bool Stop(long id)
    {
        if (!works.TryGetValue(id, out var work)) return false;
        work.Ending.Cancel();
        return true;
    }

    /// <summary>Completes when nothing waits or goes on here any more; for tests and benchmarks.</summary>
    public async Task IdleAsync(CancellationToken cancellationToken)
    {
        while (works.Values.FirstOrDefault() is { } work) await work.Done.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = clock.UtcNow;
        await Task.Yield();
        await lifetime.StartedAsync(stoppingToken);
        await ResumeAsync(started, stoppingToken);
        await foreach (var (id, caller, step) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            var work = works[id];
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, work.Ending.Token);
            try
            {
                // Reading a file takes the processor; it has a thread of its own, not that of whoever called.
                await Task.Run(() => RunAsync(id, caller, step, work, ending.Token), CancellationToken.None);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(failure, id);
            }
            finally
            {
                works.TryRemove(id, out _);
                work.Done.TrySetResult();
            }

            updates.Notify([ImportRunChanges.Kind]);
        }
    }

    private async Task RunAsync(long id, CurrentUser caller, Step step, Work work, CancellationToken cancellationToken)
    {
        var run = await FindAsync(id);
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = ImportTexts.CultureOf(run.Language);
        var runner = services.GetRequiredService<ImportRunner>();
        var started = time.GetTimestamp();
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step == Step.Commit) await runner.CommitAsync(run, caller, work, cancellationToken);
            else if (step == Step.Undo) await runner.UndoAsync(run, caller, work, cancellationToken);
            else
            {
                if (!await changes.MoveAsync(found => found.State == ImportState.Waiting, id,
                    set => set.SetProperty(found => found.State, ImportState.Checking), "Checking", null, cancellationToken)) return;
                await runner.CheckAsync(run, caller, work, cancellationToken);
            }

            var seconds = time.GetElapsedTime(started).TotalSeconds;
            LogDone(id, run.Kind, step switch { Step.Commit => "taken in", Step.Undo => "undone", _ => "checked" }, seconds);
        }
        catch (Exception failure)
        {
            await EndAsync(run, caller, step == Step.Undo, failure,
                cancellationToken.IsCancellationRequested && failure is OperationCanceledException);
        }
    }

    /// <summary>Says in the row why it ended. What was begun is gone with its transaction.</summary>
    private async Task EndAsync(ImportRun run, CurrentUser caller, bool isUndo, Exception failure, bool isStopped)
    {
        var culture = CultureInfo.CurrentUICulture;
        var reason = failure switch
        {
            ImportFileException refusal => refusal.Explain(culture),
            ImportOutdatedException or DbUpdateConcurrencyException =>
                isUndo ? ImportTexts.Get("Undo.Outdated", culture) : ImportTexts.Get("File.Outdated", culture),
            FileNotFoundException => ImportTexts.Get("File.Gone", culture),
            ImportBuiltOnException built => Explain(built, culture),
            _ when StoreErrors.ProblemOf(failure) is { } problem => Resources.Texts.Problem(problem, culture),
            IOException or UnauthorizedAccessException => ImportTexts.Get("File.Disk", culture, failure.Message),
            _ => isUndo ? ImportTexts.Get("Undo.Unexpected", culture, run.Id) : ImportTexts.Get("File.Unexpected", culture, run.Id),
        };
        if (isStopped) reason = null;
        else if (failure is ImportFileException or ImportOutdatedException or ImportBuiltOnException) LogRefused(run.Id, failure.Message);
        else LogFailed(failure, run.Id);
        if (reason is { Length: > TextLimits.Note }) reason = reason[..TextLimits.Note];
        if (isUndo)
        {
            await KeepAsync(run.Id, reason, CancellationToken.None);
            return;
        }

        var now = clock.UtcNow;
        files.Delete(run.Id);
        await changes.MoveAsync(
            found =>
                found.State == ImportState.Waiting || found.State == ImportState.Checking || found.State == ImportState.Committing, run.Id,
            set => set.SetProperty(found => found.State, isStopped ? ImportState.Stopped : ImportState.Failed)
                .SetProperty(found => found.Failure, reason).SetProperty(found => found.FinishedAt, now),
            isStopped ? "Stopped" : "Failed", isStopped ? caller : null, CancellationToken.None);
    }

    /// <summary>Ends what a killed program left: the store rolled its changes back.</summary>
    private async Task ResumeAsync(DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            // What this process was given since it started is its own.
            var before = store.IsAlone(atStart: true) ? now : now - CutOffAfter;
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var cutOff = await db.ImportRuns.AsNoTracking()
                .Where(run => (run.State == ImportState.Waiting || run.State == ImportState.Checking || run.State == ImportState.Committing
                        || run.State == ImportState.Undoing)
                    && run.AskedAt < before).ToListAsync(cancellationToken);
            foreach (var run in cutOff)
            {
                var culture = ImportTexts.CultureOf(run.Language);
                if (run.State == ImportState.Undoing)
                {
                    await KeepAsync(run.Id, ImportTexts.Get("Undo.CutOff", culture), cancellationToken);
                    continue;
                }

                var reason = ImportTexts.Get("File.CutOff", culture);
                await changes.MoveAsync(
                    found => found.State == run.State, run.Id,
                    set => set.SetProperty(found => found.State, ImportState.Failed).SetProperty(found => found.Failure, reason)
                        .SetProperty(found => found.FinishedAt, now), "Failed", null, cancellationToken);
                files.Delete(run.Id);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotResumed(failure);
        }
    }

    /// <summary>What was taken in stays taken in when it can't be undone.</summary>
    private Task<bool> KeepAsync(long id, string? reason, CancellationToken cancellationToken) =>
        changes.MoveAsync(found => found.State == ImportState.Undoing, id,
            set => set.SetProperty(found => found.State, ImportState.Done).SetProperty(found => found.Failure, reason), "NotUndone", null,
            cancellationToken);

    private static string Explain(ImportBuiltOnException built, CultureInfo culture) => ImportTexts.Get("Undo.BuiltOn", culture,
        built.Count,
        string.Join(ImportTexts.Get("Undo.Comma", culture),
            built.Obstacles.Select(one => ImportTexts.Get($"Undo.{one.Reason}", culture, one.Label))));

    private void Enqueue(long id, CurrentUser caller, Step step)
    {
        works[id] = new Work(() => updates.Notify([ImportRunChanges.Kind]));
        waiting.Writer.TryWrite((id, caller, step));
    }

    private async Task<ImportRun> FindAsync(long id)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        return await db.ImportRuns.AsNoTracking().SingleAsync(run => run.Id == id, CancellationToken.None);
    }

    private enum Step { Check, Commit, Undo }

    /// <summary>What goes on, and how far it is. Open pages are told; the row can't be, while the store is being written.</summary>
    private sealed class Work(Action tell) : IProgress<int>
    {
        private volatile int percent;

        public int Percent => percent;

        public CancellationTokenSource Ending { get; } = new();

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Report(int value)
        {
            if (value == percent) return;
            percent = value;
            tell();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} ({Kind}) was {Action} in {Seconds:0.0} s")]
    private partial void LogDone(long id, string kind, string action, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Id} was refused: {Reason}")]
    private partial void LogRefused(long id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed; nothing of it was taken in")]
    private partial void LogFailed(Exception failure, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} ended and could not say so in its row")]
    private partial void LogLost(Exception failure, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Imports that were cut off could not be ended")]
    private partial void LogNotResumed(Exception failure);
}
