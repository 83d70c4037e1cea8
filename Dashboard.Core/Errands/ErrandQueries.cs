using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Errands;

/// <summary>An errand for its page.</summary>
/// <param name="Errand">Not tracked; with its programme.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record ErrandView(Errand Errand, bool MayWrite);

/// <summary>Reads single errands through the caller's rights.</summary>
public sealed class ErrandQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>An errand, archived or not; null when there is none that the caller may read.</summary>
    public async Task<ErrandView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var errand = await db.Errands.AsNoTracking().ReadableBy(caller).Include(found => found.Programme).SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        return errand is null ? null : new(errand, caller.MayWrite && caller.Sees(errand.CommunityId));
    }

    /// <summary>The programme of the last errand, which as a rule is that of the next one; null when there is none.</summary>
    public async Task<int?> LastProgrammeAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Errands.ReadableBy(caller).Where(errand => errand.ArchivedAt == null).OrderByDescending(errand => errand.ServedOn).ThenByDescending(errand => errand.Id)
            .Select(errand => errand.ProgrammeId).FirstOrDefaultAsync(cancellationToken);
    }
}
