using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>A worker with the postings of which the caller may know, the last first.</summary>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record WorkerView(Worker Worker, IReadOnlyList<Posting> Postings, bool MayWrite);

/// <summary>Reads workers with their postings through the caller's rights.</summary>
public sealed class WorkerQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A worker, archived or not; null when there is none that the caller may read.</summary>
    public async Task<WorkerView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var worker = await db.Workers.AsNoTracking().ReadableBy(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (worker is null) return null;
        var postings = await db.Postings.AsNoTracking().ReadableBy(caller)
            .Where(posting => posting.WorkerId == id && posting.ArchivedAt == null)
            .OrderByDescending(posting => posting.StartsOn).ThenByDescending(posting => posting.Id).ToListAsync(cancellationToken);
        return new(worker, postings, caller.MayWrite && caller.Sees(worker.CommunityId));
    }
}
