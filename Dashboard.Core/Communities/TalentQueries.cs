using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>Who of the talent pool is shown.</summary>
public enum TalentView { Pool, Trained, Secretaries }

/// <summary>A worker with the postings of which the caller may know, the first at first.</summary>
public sealed record Talent(long WorkerId, string Name, DateOnly? TrainedOn, DateOnly? PoolSince, IReadOnlyList<TalentPosting> Postings);

/// <summary>Where a worker has served.</summary>
/// <param name="EndsOn">Null while it lasts.</param>
public sealed record TalentPosting(long Id, int CommunityId, Position Position, DateOnly StartsOn, DateOnly? EndsOn, bool IsRotation);

/// <summary>The talent pool as a page shows it.</summary>
/// <param name="Rows">At most <see cref="TalentQueries.MostRows"/>, by name.</param>
public sealed record TalentPool(int Pool, int Trained, int Secretaries, IReadOnlyList<Talent> Rows);

/// <summary>Reads the talent pool: who is trained, who has served where.</summary>
public sealed class TalentQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>Workers that one page shows.</summary>
    public const int MostRows = 500;

    public async Task<TalentPool> ReadAsync(CurrentUser caller, TalentView view, CancellationToken cancellationToken, int most = MostRows)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var workers = db.Workers.AsNoTracking().ReadableBy(caller).Where(worker => worker.ArchivedAt == null);
        var (pool, trained) = (workers.Where(worker => worker.PoolSince != null), workers.Where(worker => worker.TrainedOn != null));
        var secretaries = workers.Where(worker =>
            worker.Postings.Any(posting => posting.ArchivedAt == null && posting.Position == Position.Secretary));
        var shown = view switch { TalentView.Pool => pool, TalentView.Trained => trained, _ => secretaries };
        // A worker who has served elsewhere is known here for what was done here.
        var (isLimited, own) = (caller.CommunityIds is not null, caller.CommunityIds ?? []);
        var rows = await shown.OrderBy(worker => NameOrder.Of(worker.Name)).ThenBy(worker => worker.Id).Take(most)
            .Select(worker => new Talent(
                worker.Id, worker.Name, worker.TrainedOn, worker.PoolSince,
                worker.Postings.Where(posting => posting.ArchivedAt == null && (!isLimited || own.Contains(posting.CommunityId)))
                    .OrderBy(posting => posting.StartsOn)
                    .Select(posting => new TalentPosting(posting.Id, posting.CommunityId, posting.Position, posting.StartsOn,
                        posting.EndsOn, posting.IsRotation)).ToList()))
            .ToListAsync(cancellationToken);
        return new(await pool.CountAsync(cancellationToken), await trained.CountAsync(cancellationToken),
            await secretaries.CountAsync(cancellationToken), rows);
    }
}
