using Concentric.Exports;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.TestData;

internal static class ExportWaits
{
    /// <summary>Waits until the workers have ended a run, as a page learns of it; a minute at most.</summary>
    public static async Task<ExportRun> EndOfExportAsync(this TestApp app, long id)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using var moved = new SemaphoreSlim(0);
        using var subscription = app.Get<LiveUpdates>().Subscribe(() => { moved.Release(); return Task.CompletedTask; });
        while (true)
        {
            await using var db = await app.Factory.CreateDbContextAsync(limit.Token);
            var run = await db.ExportRuns.AsNoTracking().SingleAsync(run => run.Id == id, limit.Token);
            if (run.State is ExportState.Done or ExportState.Failed or ExportState.Stopped) return run;
            await moved.WaitAsync(limit.Token);
        }
    }
}
