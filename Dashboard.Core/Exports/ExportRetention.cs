using Concentric.Data;
using Concentric.Jobs;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concentric.Exports;

/// <summary>How long workbooks are kept.</summary>
/// <param name="KeepDays">Days after which the file of a workbook that somebody asked for is removed; a schedule has its own.</param>
public sealed record ExportOptions(int KeepDays = ExportOptions.DefaultKeepDays)
{
    public const int DefaultKeepDays = 365;
}

/// <summary>Removes the files that are kept no longer, and what crashes have left; the rows of the runs stay.</summary>
public sealed partial class ExportRetention(
    IDbContextFactory<DashboardDbContext> factory, ExportRunChanges runs, ExportFiles files, IOptionsMonitor<ExportOptions> options,
    StoreOptions store, OfficeClock clock, ILogger<ExportRetention> logger)
{
    /// <summary>How long a file is left alone that belongs to no finished run: somebody may be about to finish it.</summary>
    private static readonly TimeSpan LeftOverAfter = TimeSpan.FromDays(1);

    /// <summary>Removes the files whose time is over.</summary>
    /// <returns>Files removed.</returns>
    public async Task<int> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var kept = await db.ExportSchedules.AsNoTracking().Where(schedule => schedule.KeepDays != null)
            .Select(schedule => new { Id = (int?)schedule.Id, Days = schedule.KeepDays!.Value }).ToListAsync(cancellationToken);
        var removed = 0;
        foreach (var (schedule, days) in kept.Select(one => (one.Id, one.Days)).Append((null, options.CurrentValue.KeepDays)))
        {
            var before = clock.UtcNow.AddDays(-days);
            var expired = await db.ExportRuns.AsNoTracking()
                .Where(run => run.ScheduleId == schedule && run.State == ExportState.Done && run.FileBytes != null
                    && run.FinishedAt < before).ToListAsync(cancellationToken);
            foreach (var run in expired)
            {
                // The file first: a row without its file says so when asked; a file without its row would stay for ever.
                await files.DeleteAsync(run, cancellationToken);
                var id = run.Id;
                if (await runs.MoveAsync(found => found.Id == id && found.State == ExportState.Done, set =>
                    set.SetProperty(found => found.FileBytes, (long?)null), "Expired", null, cancellationToken) is not null) removed++;
            }
        }

        if (removed > 0) LogRemoved(removed);
        return removed;
    }

    /// <summary>Removes files that are no finished run's: what was half written, or finished by somebody who then lost the run.</summary>
    /// <param name="atStart">True when the program has just started: with the embedded store, which has one node, nobody is
    /// writing.</param>
    /// <returns>Files removed.</returns>
    public async Task<int> SweepAsync(bool atStart, CancellationToken cancellationToken)
    {
        var before = store.SilentBefore(clock.UtcNow, LeftOverAfter, atStart);
        var removed = 0;
        await foreach (var batch in files.ListAsync(cancellationToken).Where(one => one.File.ChangedAt < before).Chunk(500)
            .WithCancellation(cancellationToken))
        {
            var ids = batch.Select(one => one.Id).Distinct().ToArray();
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            var owned = (await db.ExportRuns.Where(run => ids.Contains(run.Id) && run.State == ExportState.Done)
                .Select(run => new { run.Id, run.Attempts }).ToListAsync(cancellationToken))
                .ConvertAll(run => (run.Id, run.Attempts)).ToHashSet();
            foreach (var one in batch.Where(one => !one.IsWhole || !owned.Contains((one.Id, one.Attempt))))
            {
                await files.DeleteAsync(one.File, cancellationToken);
                removed++;
            }
        }

        if (removed > 0) LogSwept(removed);
        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Files} workbooks were removed: they are kept no longer")]
    private partial void LogRemoved(int files);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Files} files were removed that belong to no finished workbook")]
    private partial void LogSwept(int files);
}
