using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Visits;

/// <summary>A home visit for its page.</summary>
/// <param name="Visit">Not tracked; without its households.</param>
/// <param name="Addresses">The households that were reached; masked for whoever may not write in the community, and by the pages for everybody.</param>
/// <param name="NobodyHome">Those at which nobody was home; masked likewise.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record VisitView(Visit Visit, IReadOnlyList<string> Addresses, IReadOnlyList<string> NobodyHome, bool MayWrite);

/// <summary>Reads single visits through the caller's rights.</summary>
public sealed class VisitQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A visit, archived or not; null when there is none that the caller may read.</summary>
    public async Task<VisitView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var visit = await db.Visits.AsNoTracking().ReadableBy(caller).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (visit is null) return null;
        var mayWrite = caller.MayWrite && caller.Sees(visit.CommunityId);
        var links = await db.VisitHouseholds.Where(link => link.VisitId == id).OrderBy(link => link.HouseholdId)
            .Select(link => new { link.Household!.Address, link.NobodyHome }).ToListAsync(cancellationToken);
        var shown = links.ConvertAll(link => link with { Address = mayWrite ? link.Address : Masking.Mask(link.Address)! });
        return new(visit, [.. shown.Where(link => !link.NobodyHome).Select(link => link.Address)], [.. shown.Where(link => link.NobodyHome).Select(link => link.Address)], mayWrite);
    }
}
