using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Robots;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>A page of the list of runs, newest first.</summary>
/// <param name="Total">Runs on all pages that the caller may see.</param>
public sealed record ExportPage(IReadOnlyList<ExportRun> Runs, int Total);

/// <summary>A run with what belongs to it.</summary>
/// <param name="IsThere">True when it has a file to fetch.</param>
/// <param name="Schedule">Name of its schedule; null without one.</param>
/// <param name="Deliveries">Who gets it, by name.</param>
public sealed record ExportDetail(ExportRun Run, bool IsThere, string? Schedule, IReadOnlyList<DeliveryRow> Deliveries)
{
    /// <summary>What group robots say of it, by the robot's name.</summary>
    public IReadOnlyList<(string Robot, RobotMessageRow Message)> Robots { get; init; } = [];
}

/// <summary>How far a run is on its way to somebody.</summary>
public sealed record DeliveryRow(string Name, OutboxState State, int Failures, DateTime? NextAt, DateTime? EndedAt, MailProblem? Problem,
    string? Answer);

/// <summary>A finished workbook to fetch.</summary>
/// <param name="Content">The file; whoever reads it disposes of it.</param>
/// <param name="Name">Its name for people.</param>
public sealed record ExportDownload(Stream Content, string Name, string Hash);

/// <summary>Lists runs and hands out their files, to whom they may be handed out.</summary>
public sealed class ExportQueries(IDbContextFactory<DashboardDbContext> factory, CommunityDirectory directory, ExportFiles files,
    OfficeClock clock)
{
    /// <summary>The runs that the caller may see, newest first.</summary>
    /// <param name="page">From 1.</param>
    public Task<ExportPage> ListAsync(CurrentUser caller, int page, int pageSize, CancellationToken cancellationToken) =>
        ListAsync(caller, ExportFilter.None, page, pageSize, cancellationToken);

    /// <summary>Those of them that a filter lets through.</summary>
    public async Task<ExportPage> ListAsync(CurrentUser caller, ExportFilter filter, int page, int pageSize,
        CancellationToken cancellationToken)
    {
        if (!caller.MayExport) return new([], 0);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = filter.Of(db.ExportRuns.AsNoTracking());
        var skip = (Math.Max(page, 1) - 1) * pageSize;
        if (caller.CommunityIds is null)
        {
            var total = await all.CountAsync(cancellationToken);
            return new(await all.OrderByDescending(run => run.Id).Skip(skip).Take(pageSize).ToListAsync(cancellationToken), total);
        }

        var seen = await SeenAsync(db, caller, filter, cancellationToken);
        var shown = seen.Skip(skip).Take(pageSize).ToArray();
        return new(await all.Where(run => shown.Contains(run.Id)).OrderByDescending(run => run.Id)
            .ToListAsync(cancellationToken), seen.Count);
    }

    /// <summary>
    /// All runs that the caller may see, newest first, one after the other in the caller's transaction; and how many they are.
    /// </summary>
    public async Task<(long Total, IAsyncEnumerable<ExportRun> Runs)> StreamAsync(DashboardDbContext db, CurrentUser caller,
        ExportFilter filter, CancellationToken cancellationToken)
    {
        var all = filter.Of(db.ExportRuns.AsNoTracking());
        if (!caller.MayExport) return (0, AsyncEnumerable.Empty<ExportRun>());
        if (caller.CommunityIds is null)
            return (await all.LongCountAsync(cancellationToken), all.OrderByDescending(run => run.Id).AsAsyncEnumerable());
        var seen = (await SeenAsync(db, caller, filter, cancellationToken)).ToHashSet();
        return (seen.Count, Candidates(db).OrderByDescending(run => run.Id).AsAsyncEnumerable().Where(run => seen.Contains(run.Id)));
    }

    /// <summary>
    /// Whether all codes of a list are the caller's own is not a question for SQL; of the runs that come into question there are few.
    /// </summary>
    private async Task<List<long>> SeenAsync(DashboardDbContext db, CurrentUser caller, ExportFilter filter,
        CancellationToken cancellationToken)
    {
        var names = await directory.GetAsync(cancellationToken);
        var candidates = await filter.Of(Candidates(db)).OrderByDescending(run => run.Id)
            .Select(run => new { run.Id, run.Communities, run.IsLimited })
            .ToListAsync(cancellationToken);
        return [.. candidates.Where(run => ExportRights.MaySee(caller, run.Communities, run.IsLimited, names)).Select(run => run.Id)];
    }

    private static IQueryable<ExportRun> Candidates(DashboardDbContext db) =>
        db.ExportRuns.AsNoTracking().Where(run => run.IsLimited && run.Communities != null);

    /// <summary>A run; null when there is none that the caller may see.</summary>
    public async Task<ExportRun?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var run = await db.ExportRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellationToken);
        return run is not null
            && ExportRights.MaySee(caller, run.Communities, run.IsLimited, await directory.GetAsync(cancellationToken)) ? run : null;
    }

    /// <summary>A run with its schedule and its recipients; null when there is none that the caller may see.</summary>
    public async Task<ExportDetail?> DetailAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { } run) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var schedule = run.ScheduleId is null
            ? null
            : await db.ExportSchedules.Where(found => found.Id == run.ScheduleId).Select(found => found.Name ?? found.Key)
                .SingleOrDefaultAsync(cancellationToken);
        var rows = await db.ExportDeliveries.AsNoTracking().Where(row => row.RunId == id)
            .OrderBy(row => NameOrder.Of(row.User!.DisplayName))
            .ThenBy(row => row.Id)
            .Select(row =>
                new DeliveryRow(row.User!.DisplayName, row.State, row.Failures, row.NextAt, row.EndedAt, row.Problem, row.Answer))
                .ToListAsync(cancellationToken);
        var robots = await db.RobotMessages.AsNoTracking().Where(row => row.RunId == id).OrderBy(row => row.Id)
            .Select(row => new
            {
                row.Robot!.Name,
                Message = new RobotMessageRow(row.Id, row.Title, row.State, row.At, row.Failures, row.NextAt, row.EndedAt, row.Problem,
                    row.Answer),
            })
            .ToListAsync(cancellationToken);
        return new(run, run.State == ExportState.Done && await files.ExistsAsync(run, cancellationToken), schedule, rows)
        {
            Robots = robots.ConvertAll(row => (row.Name, row.Message)),
        };
    }

    /// <summary>The file of a finished run, with a line in the audit trail; null when there is none that the caller may have.</summary>
    public async Task<ExportDownload?> DownloadAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(caller, id, cancellationToken) is not { State: ExportState.Done } run) return null;
        if (await files.OpenAsync(run, cancellationToken) is not { } file) return null;
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            db.AddLine(clock.UtcNow, caller, ExportRunChanges.Kind, id, "Downloaded");
            await db.SaveChangesAsync(cancellationToken);
        }
        catch
        {
            await file.Content.DisposeAsync();
            throw;
        }

        return new(file.Content, run.FileName!, run.FileHash!);
    }
}
