using System.Globalization;
using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Time;
using Hangfire;
using Microsoft.Extensions.Logging;

namespace Concentric.Exports;

/// <summary>Makes the workbook of a queued run. Of several who try, on any node, one does.</summary>
public sealed partial class ExportRunner(
    ExportRunChanges runs, ExportTemplates templates, ExportFiles files, ExportDeliveries deliveries, CommunityDirectory directory,
    OfficeClock clock, TimeProvider time,
    ILogger<ExportRunner> logger) : IDisposable
{
    /// <summary>
    /// Hangfire's queue for workbooks. Apart from all others: a long row of workbooks must not hold up what is short, and least of
    /// all the schedules that ask for further ones.
    /// </summary>
    public const string Queue = "exports";

    // One workbook at a time on each node: it may take half a gigabyte while it is written.
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Makes a run's workbook if it is still queued; else does nothing.</summary>
    /// <param name="stopping">The program ends: the run goes back into the queue.</param>
    /// <remarks>
    /// What goes wrong while a workbook is made ends the run and is told. Only a run that could not even be begun, because the store
    /// would not have it, comes back as a failure here; left alone it would stay queued until it was given up for lost.
    /// </remarks>
    [Queue(Queue)]
    [AutomaticRetry(Attempts = 10, DelaysInSeconds = [1, 2, 5, 10, 20])]
    public async Task RunAsync(long id, CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            if (await runs.ClaimAsync(id, stopping) is { } run) await MakeAsync(run, stopping);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task MakeAsync(ExportRun run, CancellationToken stopping)
    {
        var culture = ExportTexts.CultureOf(run.Language);
        await using var pulse = new JobPulse(
            percent => runs.PulseAsync(run, percent, CancellationToken.None),
            failure => LogNoPulse(failure, run.Id), time, stopping);
        try
        {
            var template = templates.Find(run.Template) ?? throw new ExportException("Template", run.Template);
            var period = new Period(run.PeriodFrom, run.PeriodTo);
            var question = new ExportQuestion(period, run.PeriodKind, await IdsAsync(run, pulse.Ending), culture, AskerOf(run, culture))
            {
                IsLimited = run.IsLimited,
                Filters = Concentric.Lists.RowFilters.Read(run.Filters),
            };
            // Writing takes the processor, not the thread of whoever called.
            var (content, bytes, hash) = await Task.Run(
                () => files.WriteAsync(run, stream => template.WriteAsync(question, stream, pulse, pulse.Ending), pulse.Ending),
                pulse.Ending);
            await pulse.EndAsync();
            await FinishAsync(run, template.FileName(period, culture), content, bytes, hash);
        }
        catch (OperationCanceledException) when (pulse.Ending.IsCancellationRequested)
        {
            await pulse.EndAsync();
            if (!stopping.IsCancellationRequested)
            {
                LogLost(run.Id, run.Attempts);
                return;
            }

            await runs.MoveAsync(ExportRunChanges.HeldAs(run),
                set => set.Release(isCutOff: false).SetProperty(r => r.State, ExportState.Queued), "Queued", null, CancellationToken.None);
            throw;
        }
        catch (Exception failure)
        {
            await pulse.EndAsync();
            await FailAsync(run, failure, culture);
        }
    }

    private async Task FinishAsync(ExportRun run, string fileName, ExportContent content, long bytes, string hash)
    {
        var now = clock.UtcNow;
        var (id, attempt) = (run.Id, run.Attempts);
        var finished = await runs.MoveAsync(
            ExportRunChanges.HeldAs(run),
            set => set.SetProperty(r => r.State, ExportState.Done).SetProperty(r => r.Progress, 100).SetProperty(r => r.FinishedAt, now)
                .SetProperty(r => r.AsOf, content.AsOf).SetProperty(r => r.Rows, content.Rows)
                    .SetProperty(r => r.ContentHash, content.ContentHash).SetProperty(r => r.Figures, content.Figures)
                .SetProperty(r => r.FileName, fileName).SetProperty(r => r.FileBytes, bytes).SetProperty(r => r.FileHash, hash)
                    .SetProperty(r => r.Failure, (string?)null),
            "Done", null, CancellationToken.None, deliveries.CompleteAsync,
            r => r.Id == id && r.Attempts == attempt && r.State == ExportState.Done);
        if (finished is null)
        {
            await files.DeleteAsync(run, CancellationToken.None);
            LogLost(run.Id, run.Attempts);
            return;
        }

        var seconds = (now - run.StartedAt!.Value).TotalSeconds;
        LogDone(run.Id, run.Template, content.Rows, bytes, seconds);
    }

    private async Task FailAsync(ExportRun run, Exception failure, CultureInfo culture)
    {
        var reason = failure switch
        {
            ExportException refusal => refusal,
            IOException full when StoreErrors.IsFull(full) => new ExportException("DiskFull"),
            StoreException { Problem: StoreProblem.FolderGone } gone => new ExportException("FolderGone", gone.Store),
            StoreException { Problem: StoreProblem.FolderDenied } denied => new ExportException("Disk", denied.Detail),
            IOException or UnauthorizedAccessException => new ExportException("Disk", failure.Message),
            _ => new ExportException("Unexpected", run.Id),
        };
        if (reason == failure) LogRefused(run.Id, failure.Message);
        else LogFailed(failure, run.Id);
        var now = clock.UtcNow;
        var text = PlainText.Cut(reason.Explain(culture), Data.TextLimits.Note);
        await runs.MoveAsync(
            ExportRunChanges.HeldAs(run), set =>
                set.SetProperty(r => r.State, ExportState.Failed).SetProperty(r => r.Failure, text).SetProperty(r => r.FinishedAt, now),
            "Failed", null, CancellationToken.None, deliveries.FailAsync);
    }

    private async Task<IReadOnlyList<int>?> IdsAsync(ExportRun run, CancellationToken cancellationToken)
    {
        if (run.Communities is null) return null;
        var names = await directory.GetAsync(cancellationToken);
        return [.. ExportRights.Split(run.Communities)
            .Select(code => names.Find(code)?.Id ?? throw new ExportException("Community", code))];
    }

    private static string AskerOf(ExportRun run, CultureInfo culture) =>
        run.ScheduleId is null ? run.AskedBy : ExportTexts.Get("BySchedule", culture, run.AskedBy);

    [LoggerMessage(Level = LogLevel.Information, Message = "Export {Id} ({Template}): {Rows} rows, {Bytes} bytes, {Seconds:0.0} s")]
    private partial void LogDone(long id, string template, int rows, long bytes, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Export {Id} was refused: {Reason}")]
    private partial void LogRefused(long id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Id} failed")]
    private partial void LogFailed(Exception failure, long id);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Export {Id}, attempt {Attempt}: stopped, or taken over by somebody else; its file was discarded")]
    private partial void LogLost(long id, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Export {Id}: the sign of life could not be written; trying again")]
    private partial void LogNoPulse(Exception failure, long id);
}
