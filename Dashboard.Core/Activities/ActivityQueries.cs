using System.Globalization;
using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>An activity with all that belongs to it, for its page.</summary>
/// <param name="Activity">Not tracked; its outputs without archived ones, unless it is archived itself.</param>
/// <param name="MayWrite">True when the caller may change it; a host that does not keep it may only read it.</param>
public sealed record ActivityView(Activity Activity, bool MayWrite);

/// <summary>Reads single activities through the caller's rights.</summary>
public sealed class ActivityQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>An activity, archived or not; null when there is none that the caller may read.</summary>
    public async Task<ActivityView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var activity = await db.Activities.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id)
            .Include(found => found.Communities)
            .Include(found => found.Partners).ThenInclude(partner => partner.CoBuilder)
            .Include(found => found.Programmes).ThenInclude(part => part.Programme)
            .Include(found => found.Services).ThenInclude(offered => offered.Service)
            .Include(found => found.Outputs.OrderBy(output => output.Id))
            .AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        activity?.Outputs.RemoveAll(output => output.ArchivedAt is not null && output.ArchivedAt != activity.ArchivedAt);
        return activity is null ? null : new(activity, caller.MayWrite && caller.Sees(activity.CommunityId));
    }

    /// <summary>Sorts of service that a form offers, in the reader's language.</summary>
    public async Task<IReadOnlyList<(int Id, string Name)>> ServicesAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Services.AsNoTracking().OrderBy(service => service.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(service => (service.Id, service.NameFor(CultureInfo.CurrentUICulture)))];
    }

    /// <summary>Places in use in the caller's communities, the most frequent first: what a form suggests.</summary>
    public async Task<IReadOnlyList<string>> PlacesAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Activities.WritableBy(caller).Where(activity => activity.Place != null && activity.ArchivedAt == null)
            .GroupBy(activity => activity.Place!).OrderByDescending(group => group.Count()).Select(group => group.Key).Take(20).ToListAsync(cancellationToken);
    }
}
