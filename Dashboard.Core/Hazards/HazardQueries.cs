using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Hazards;

/// <summary>A hazard with its timeline, for its page.</summary>
/// <param name="Hazard">Not tracked; with its steps in the order in which they were entered.</param>
/// <param name="CoBuilder">Name of the co-builder that is to rectify it.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record HazardView(Hazard Hazard, string? CoBuilder, bool MayWrite);

/// <summary>Reads single hazards through the caller's rights.</summary>
public sealed class HazardQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A hazard, archived or not; null when there is none that the caller may read.</summary>
    public async Task<HazardView?> FindAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var hazard = await db.Hazards.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id)
            .Include(found => found.CoBuilder).Include(found => found.Steps.OrderBy(step => step.Id)).SingleOrDefaultAsync(cancellationToken);
        return hazard is null ? null : new(hazard, hazard.CoBuilder?.Name, caller.MayWrite && caller.Sees(hazard.CommunityId));
    }

    /// <summary>The categories in use, the most frequent first: what a form suggests.</summary>
    public async Task<IReadOnlyList<string>> CategoriesAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Hazards.GroupBy(hazard => hazard.Category).OrderByDescending(group => group.Count()).Select(group => group.Key).Take(20).ToListAsync(cancellationToken);
    }
}
