using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>A contribution for its page.</summary>
/// <param name="Contribution">Not tracked; with co-builder, project and programme.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record ContributionView(Contribution Contribution, bool MayWrite);

/// <summary>Reads single contributions through the caller's rights.</summary>
public sealed class ContributionQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A contribution, archived or not; null when there is none that the caller may read.</summary>
    public async Task<ContributionView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = await db.Contributions.AsNoTracking().ReadableBy(caller).Where(given => given.Id == id)
            .Include(given => given.CoBuilder).Include(given => given.Project).Include(given => given.Programme).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new(found, caller.MayWrite && caller.Sees(found.CommunityId));
    }
}
