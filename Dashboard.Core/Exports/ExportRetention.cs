using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Concentric.Exports;

/// <summary>Removes the files that their schedule no longer keeps; the rows of the runs stay.</summary>
public sealed partial class ExportRetention(IDbContextFactory<DashboardDbContext> factory, ExportRunChanges runs, ExportFiles files, OfficeClock clock, ILogger<ExportRetention> logger)
{
    /// <returns>Files removed.</returns>
    public async Task<int> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var removed = 0;
        foreach (var schedule in await db.ExportSchedules.AsNoTracking().Where(schedule => schedule.KeepDays != null).ToListAsync(cancellationToken))
        {
            var before = clock.UtcNow.AddDays(-schedule.KeepDays!.Value);
            var expired = await db.ExportRuns.AsNoTracking()
                .Where(run => run.ScheduleId == schedule.Id && run.State == ExportState.Done && run.FileBytes != null && run.FinishedAt < before).ToListAsync(cancellationToken);
            foreach (var run in expired)
            {
                // The file first: a row without its file says so when asked; a file without its row would stay for ever.
                files.Delete(run);
                var id = run.Id;
                if (await runs.MoveAsync(found => found.Id == id && found.State == ExportState.Done, set => set.SetProperty(found => found.FileBytes, (long?)null), "Expired", null, cancellationToken) is not null) removed++;
            }
        }

        if (removed > 0) LogRemoved(removed);
        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Files} workbooks were removed: their schedules keep them no longer")]
    private partial void LogRemoved(int files);
}
