using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>A community in the list of all.</summary>
/// <param name="Community">Not tracked, with its numbers of households.</param>
/// <param name="Secretary">Name of the present secretary; null when there is none of whom the caller may know.</param>
public sealed record CommunityLine(Community Community, string? Secretary);

/// <summary>A community with its postings, for its page.</summary>
/// <param name="Community">Not tracked.</param>
/// <param name="Postings">With their workers, by beginning; those of which the caller may know.</param>
public sealed record CommunityView(Community Community, IReadOnlyList<Posting> Postings);

/// <summary>
/// Reads communities. Their names are no secret: everybody who is signed in may read them. Who works there is told to those who may
/// read its records.
/// </summary>
public sealed class CommunityQueries(IDbContextFactory<DashboardDbContext> factory, Time.OfficeClock clock)
{
    /// <summary>All communities in their order, a few dozen.</summary>
    public async Task<IReadOnlyList<CommunityLine>> AllAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var communities = await db.Communities.AsNoTracking().Include(community => community.HouseholdCounts)
            .OrderBy(community => community.SortOrder).ThenBy(community => community.Id).ToListAsync(cancellationToken);
        var secretaries = await db.Postings.AsNoTracking().ReadableBy(caller)
            .Where(posting => posting.ArchivedAt == null && posting.Position == Position.Secretary && posting.StartsOn <= today
                && (posting.EndsOn == null || posting.EndsOn >= today))
            .OrderBy(posting => posting.StartsOn).Select(posting => new { posting.CommunityId, posting.Worker!.Name })
                .ToListAsync(cancellationToken);
        return [.. communities.Select(community =>
            new CommunityLine(community, secretaries.LastOrDefault(one => one.CommunityId == community.Id)?.Name))];
    }

    /// <summary>One community; null when there is none.</summary>
    public async Task<CommunityView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var community = await db.Communities.AsNoTracking().Include(one => one.HouseholdCounts)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (community is null) return null;
        var postings = await db.Postings.AsNoTracking().ReadableBy(caller)
            .Where(posting => posting.CommunityId == community.Id && posting.ArchivedAt == null)
            .Include(posting => posting.Worker).OrderBy(posting => posting.StartsOn).ThenBy(posting => posting.Id)
                .ToListAsync(cancellationToken);
        return new(community, postings);
    }
}
