using System.Collections.Concurrent;
using System.Globalization;
using Concentric.Data;
using Concentric.Imports.Files;
using Concentric.Imports.Undo;
using Concentric.Jobs;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Concentric.Imports.Runs;

/// <summary>
/// Checks files, takes them in and undoes that beside the requests, one at a time on each node. A step is claimed in its row and shows
/// signs of life there; what was going on when the program ended was rolled back with its transaction, and is taken up by
/// <see cref="StalledImportRecovery"/>.
/// </summary>
public sealed partial class ImportWorker(
    IServiceProvider services, IDbContextFactory<DashboardDbContext> factory, ImportRunChanges changes, ImportFiles files,
    LiveUpdates updates, StoreOptions store, TimeProvider time, ILogger<ImportWorker> logger,
    BackgroundStart? start = null) : RepeatedWork(time, logger, start)
{
    private readonly ConcurrentQueue<(long Id, CurrentUser Caller, Work Work)> waiting = [];
    private readonly ConcurrentDictionary<long, Work> works = [];

    private DateTime? startedAt;

    protected override string Purpose => "Checking files and taking them in";

    /// <summary>Puts an import into the queue; its row says which step it waits for.</summary>
    internal void Enqueue(long id, CurrentUser caller)
    {
        var work = works[id] = new Work(() => updates.Notify([ImportRunChanges.Kind]));
        waiting.Enqueue((id, caller, work));
        _ = WakeAsync();
    }

    /// <summary>True while a step of the import waits or goes on here.</summary>
    internal bool Has(long id) => works.ContainsKey(id);

    /// <summary>How far a run is, in per cent; null when nothing of it goes on here.</summary>
    internal int? ProgressOf(long id) => works.TryGetValue(id, out var work) ? work.Percent : null;

    /// <summary>Ends a run that waits or goes on here.</summary>
    /// <returns>False when it must be ended in its row: it is not here, or another node has it.</returns>
    internal bool Stop(long id)
    {
        if (!works.TryGetValue(id, out var work)) return false;
        work.Ending.Cancel();
        // On an embedded store what goes on may hold the only write lock, and whoever waits here is nobody else's.
        return work.IsHeld || store.Provider == StoreProvider.Sqlite;
    }

    /// <summary>Completes when nothing waits or goes on here any more; for tests and benchmarks.</summary>
    public async Task IdleAsync(CancellationToken cancellationToken)
    {
        while (works.Values.FirstOrDefault() is { } work) await work.Done.Task.WaitAsync(cancellationToken);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the server listens, and asks anything of this process.
        startedAt = Time.GetUtcNow().UtcDateTime;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (startedAt is { } started) await services.GetRequiredService<StalledImportRecovery>().RecoverAsync(started, stopping);
        startedAt = null;
        while (!stopping.IsCancellationRequested && waiting.TryDequeue(out var next))
            await WorkAsync(next.Id, next.Caller, next.Work, stopping);
        return NextRound.WhenWoken;
    }

    private async Task WorkAsync(long id, CurrentUser caller, Work work, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, work.Ending.Token);
        try
        {
            // Reading a file takes the processor; it has a thread of its own, not that of whoever called.
            await Task.Run(() => RunAsync(id, caller, work, ending.Token, stopping), CancellationToken.None);
            await services.GetRequiredService<BatchRechecks>().FollowAsync(id, caller, stopping);
        }
        catch (Exception failure)
        {
            LogLost(failure, id);
        }
        finally
        {
            works.TryRemove(new(id, work));
            work.Done.TrySetResult();
        }

        updates.Notify([ImportRunChanges.Kind]);
    }

    private async Task RunAsync(long id, CurrentUser caller, Work work, CancellationToken ending, CancellationToken stopping)
    {
        if (ending.IsCancellationRequested)
        {
            // What waits when the program ends is taken up by the next one.
            if (!stopping.IsCancellationRequested && await FindAsync(id) is { } left) await EndAsync(left, caller, null);
            return;
        }

        if (await changes.ClaimAsync(id, CancellationToken.None) is not { } run) return;
        work.IsHeld = true;
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = ImportTexts.CultureOf(run.Language);
        var started = Time.GetTimestamp();
        await using var pulse = new JobPulse(BeatAsync, failure => LogNoPulse(failure, id), Time, ending);
        work.Pulse = pulse;
        try
        {
            var runner = services.GetRequiredService<ImportRunner>();
            if (run.State == ImportState.Committing) await runner.CommitAsync(run, caller, work, pulse.Ending);
            else if (run.State == ImportState.Undoing) await runner.UndoAsync(run, caller, work, pulse.Ending);
            else await runner.CheckAsync(run, caller, work, pulse.Ending);
            var seconds = Time.GetElapsedTime(started).TotalSeconds;
            LogDone(id, run.Kind, run.State, seconds);
        }
        catch (OperationCanceledException) when (pulse.Ending.IsCancellationRequested)
        {
            await pulse.EndAsync();
            if (stopping.IsCancellationRequested) await changes.ReturnAsync(run, isCutOff: false, CancellationToken.None);
            else if (ending.IsCancellationRequested) await EndAsync(run, caller, null);
            else LogNotOurs(id, run.Attempts);
        }
        catch (Exception failure) when (failure.IsRolledBack() || failure.IsBroken())
        {
            // The server's trouble is not the sheet's: the step is done again soon, as one that was cut off, and as often as those.
            await pulse.EndAsync();
            LogGivenUp(failure, id);
            await changes.ReturnAsync(run, isCutOff: true, CancellationToken.None);
        }
        catch (Exception failure)
        {
            await pulse.EndAsync();
            await EndAsync(run, caller, failure);
        }

        // An embedded store has one writer, and that is this import from here on; nobody else could take it over.
        Task<bool> BeatAsync(int? percent) => store.Provider == StoreProvider.Sqlite && work.Percent > ImportRunner.StagingShare
            ? Task.FromResult(true)
            : changes.PulseAsync(run, percent, CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store gave up a step of import {Run}; it is done again")]
    private partial void LogGivenUp(Exception failure, long run);

    /// <summary>Says in the row why it ended. What was begun is gone with its transaction.</summary>
    /// <param name="failure">Null when the caller ended it.</param>
    private async Task EndAsync(ImportRun run, CurrentUser caller, Exception? failure)
    {
        var isUndo = run.State == ImportState.Undoing;
        var reason = failure is null ? null : Explain(failure, run.Id, isUndo, ImportTexts.CultureOf(run.Language));
        if (failure is ImportFileException or ImportOutdatedException or ImportBuiltOnException) LogRefused(run.Id, failure.Message);
        else if (failure is not null) LogFailed(failure, run.Id);
        if (isUndo) await changes.EndAsync(run, ImportState.Done, reason, null, CancellationToken.None);
        else if (await changes.EndAsync(run, failure is null ? ImportState.Stopped : ImportState.Failed, reason,
            failure is null ? caller : null, CancellationToken.None)) await files.DeleteAsync(run.Id, CancellationToken.None);
    }

    private static string Explain(Exception failure, long id, bool isUndo, CultureInfo culture) => failure switch
    {
        ImportFileException refusal => refusal.Explain(culture),
        ImportOutdatedException or DbUpdateConcurrencyException =>
            isUndo ? ImportTexts.Get("Undo.Outdated", culture) : ImportTexts.Get("File.Outdated", culture),
        FileNotFoundException => ImportTexts.Get("File.Gone", culture),
        ImportBuiltOnException built => Explain(built, culture),
        _ when StoreErrors.ProblemOf(failure) is { } problem => Resources.Texts.Problem(problem, culture),
        IOException or UnauthorizedAccessException => ImportTexts.Get("File.Disk", culture, failure.Message),
        _ => isUndo ? ImportTexts.Get("Undo.Unexpected", culture, id) : ImportTexts.Get("File.Unexpected", culture, id),
    };

    private static string Explain(ImportBuiltOnException built, CultureInfo culture) => ImportTexts.Get("Undo.BuiltOn", culture,
        built.Count,
        string.Join(ImportTexts.Get("Undo.Comma", culture),
            built.Obstacles.Select(one => ImportTexts.Get($"Undo.{one.Reason}", culture, one.Label))));

    private async Task<ImportRun?> FindAsync(long id)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        return await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id
            && (run.State == ImportState.Waiting || (run.HeartbeatAt == null
                && (run.State == ImportState.Committing || run.State == ImportState.Undoing))), CancellationToken.None);
    }

    /// <summary>What goes on, and how far it is. Open pages of this node are told at once, the row by its sign of life.</summary>
    private sealed class Work(Action tell) : IProgress<int>
    {
        private volatile int percent;

        public int Percent => percent;

        /// <summary>True once it has claimed its row.</summary>
        public volatile bool IsHeld;

        public JobPulse? Pulse { get; set; }

        public CancellationTokenSource Ending { get; } = new();

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Report(int value)
        {
            if (value == percent) return;
            percent = value;
            Pulse?.Report(value);
            tell();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Id} ({Kind}), {Step}, was done in {Seconds:0.0} s")]
    private partial void LogDone(long id, string kind, ImportState step, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Id} was refused: {Reason}")]
    private partial void LogRefused(long id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} failed; nothing of it was taken in")]
    private partial void LogFailed(Exception failure, long id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Id} ended and could not say so in its row")]
    private partial void LogLost(Exception failure, long id);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Import {Id}, attempt {Attempt}: ended or taken over elsewhere; nothing of it is kept")]
    private partial void LogNotOurs(long id, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Id}: the sign of life could not be written; trying again")]
    private partial void LogNoPulse(Exception failure, long id);
}
