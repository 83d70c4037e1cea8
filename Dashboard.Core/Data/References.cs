using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>Checks that what an input refers to is there and open to the caller. Both are refused alike, as unknown.</summary>
internal static class References
{
    /// <summary>The caller may enter records of the community.</summary>
    public static async Task CheckKeptByAsync(this ValidationContext check, DashboardDbContext db, CurrentUser caller, int communityId,
        CancellationToken cancellationToken)
    {
        // A form that was left open sends 0.
        if (!check.That(communityId != 0, nameof(CommunityRecord.CommunityId), null, Rule.Required)) return;
        check.That(
            caller.MayWrite && caller.Sees(communityId)
                && await db.Communities.AnyAsync(community => community.Id == communityId, cancellationToken),
            nameof(CommunityRecord.CommunityId), communityId, Rule.Unknown);
    }

    /// <summary>All the communities exist; a record may be shared with any of them.</summary>
    public static Task CheckCommunitiesAsync(this ValidationContext check, DashboardDbContext db, string field,
        IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        CheckAllAsync(check, field, ids, db.Communities.Select(community => community.Id), cancellationToken);

    /// <summary>Each id is given once and is among those that exist.</summary>
    public static async Task CheckAllAsync<T>(this ValidationContext check, string field, IReadOnlyCollection<T> ids,
        IQueryable<T> existing, CancellationToken cancellationToken)
        where T : struct
    {
        if (ids.Count == 0) return;
        var wanted = ids.Distinct().ToList();
        check.That(wanted.Count == ids.Count, field, null, Rule.Repeated);
        var found = await existing.Where(id => wanted.Contains(id)).ToListAsync(cancellationToken);
        foreach (var unknown in wanted.Except(found)) check.That(false, field, unknown, Rule.Unknown);
    }
}
