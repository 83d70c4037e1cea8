using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>An output for its page.</summary>
/// <param name="Output">Not tracked; with activity, project, agreement and programme.</param>
/// <param name="MayWrite">True when the caller may change it here; one of an activity is changed there.</param>
public sealed record OutputView(Output Output, bool MayWrite);

/// <summary>Reads single outputs through the caller's rights.</summary>
public sealed class OutputQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>An output, archived or not; null when there is none that the caller may read.</summary>
    public async Task<OutputView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = await db.Outputs.AsNoTracking().ReadableBy(caller).Where(output => output.Id == id)
            .Include(output => output.Activity).Include(output => output.Project).Include(output => output.Agreement).Include(output => output.Programme)
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new(found, found.ActivityId is null && caller.MayWrite && caller.Sees(found.CommunityId));
    }
}
