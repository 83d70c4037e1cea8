using Concentric.Communities;
using Concentric.Data;
using Concentric.People;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>A page of the list of runs, newest first.</summary>
/// <param name="Total">Runs on all pages that the caller may see.</param>
public sealed record ExportPage(IReadOnlyList<ExportRun> Runs, int Total);

/// <summary>A finished workbook to fetch.</summary>
/// <param name="Path">The file; it is there.</param>
/// <param name="Name">Its name for people.</param>
public sealed record ExportDownload(string Path, string Name, string Hash);

/// <summary>Lists runs and hands out their files, to whom they may be handed out.</summary>
public sealed class ExportQueries(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, ExportFiles files, OfficeClock clock)
{
    /// <summary>The runs that the caller may see, newest first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<ExportPage> ListAsync(Caller caller, int page, int pageSize, CancellationToken cancellationToken)
    {
        if (!caller.MayExport) return new([], 0);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = db.ExportRuns.AsNoTracking();
        var skip = (Math.Max(page, 1) - 1) * pageSize;
        if (caller.CommunityIds is null)
        {
            var total = await all.CountAsync(cancellationToken);
            return new(await all.OrderByDescending(run => run.Id).Skip(skip).Take(pageSize).ToListAsync(cancellationToken), total);
        }

        // Whether all codes of a list are the caller's own is not a question for SQL; of the runs that come into question there are few.
        var names = await directory.GetAsync(cancellationToken);
        var candidates = await all.Where(run => run.Communities != null || run.AskedById == caller.UserId).OrderByDescending(run => run.Id)
            .Select(run => new { run.Id, run.AskedById, run.Communities }).ToListAsync(cancellationToken);
        var seen = candidates.Where(run => ExportRights.MaySee(caller, run.AskedById, run.Communities, names)).Select(run => run.Id).ToList();
        var shown = seen.Skip(skip).Take(pageSize).ToArray();
        return new(await all.Where(run => shown.Contains(run.Id)).OrderByDescending(run => run.Id).ToListAsync(cancellationToken), seen.Count);
    }

    /// <summary>A run; null when there is none that the caller may see.</summary>
    public async Task<ExportRun?> FindAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var run = await db.ExportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
        return run is not null && ExportRights.MaySee(caller, run.AskedById, run.Communities, await directory.GetAsync(cancellationToken)) ? run : null;
    }

    /// <summary>The file of a finished run, with a line in the audit trail; null when there is none that the caller may have.</summary>
    public async Task<ExportDownload?> DownloadAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { State: ExportState.Done } run) return null;
        var path = files.PathOf(run);
        if (!File.Exists(path)) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.AddLine(clock.UtcNow, caller, ExportRunChanges.Kind, id, "Downloaded");
        await db.SaveChangesAsync(cancellationToken);
        return new(path, run.FileName!, run.FileHash!);
    }
}
