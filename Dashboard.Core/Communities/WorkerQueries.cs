using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>A worker with the postings of which the caller may know, the last first.</summary>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record WorkerView(Worker Worker, IReadOnlyList<Posting> Postings, bool MayWrite);

/// <summary>A posting with its worker's name.</summary>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record PostingView(Posting Posting, string WorkerName, bool MayWrite);

/// <summary>Reads workers and postings through the caller's rights.</summary>
public sealed class WorkerQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The most workers that a form offers.</summary>
    public const int MostOffered = 500;

    /// <summary>A worker, archived or not; null when there is none that the caller may read.</summary>
    public async Task<WorkerView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var worker = await db.Workers.AsNoTracking().ReadableBy(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (worker is null) return null;
        var postings = await db.Postings.AsNoTracking().ReadableBy(caller).Where(posting => posting.WorkerId == id && posting.ArchivedAt == null)
            .OrderByDescending(posting => posting.StartsOn).ThenByDescending(posting => posting.Id).ToListAsync(cancellationToken);
        return new(worker, postings, caller.MayWrite && caller.Sees(worker.CommunityId));
    }

    /// <summary>A posting, archived or not; null when there is none that the caller may read.</summary>
    public async Task<PostingView?> FindPostingAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var posting = await db.Postings.AsNoTracking().ReadableBy(caller).Include(found => found.Worker).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        return posting is null ? null : new(posting, posting.Worker!.Name, caller.MayWrite && caller.Sees(posting.CommunityId));
    }

    /// <summary>The workers to choose from, by name.</summary>
    public async Task<IReadOnlyList<(long Id, string Name)>> OfferedAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var workers = await db.Workers.ReadableBy(caller).Where(worker => worker.ArchivedAt == null).OrderBy(worker => NameOrder.Of(worker.Name)).ThenBy(worker => worker.Id)
            .Take(MostOffered).Select(worker => new { worker.Id, worker.Name }).ToListAsync(cancellationToken);
        return [.. workers.Select(worker => (worker.Id, worker.Name))];
    }
}
