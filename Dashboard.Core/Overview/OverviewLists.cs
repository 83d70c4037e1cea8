using Concentric.Data;
using Concentric.Hazards;
using Concentric.People;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Overview;

/// <summary>An open petition or hazard that is late or due today.</summary>
/// <param name="Kind">As in <see cref="RecordKinds"/>.</param>
/// <param name="DaysLate">Days since the due date; 0 when due today.</param>
/// <param name="ReopenedCount">How often a petition was reopened; 0 for a hazard.</param>
public sealed record OverdueItem(
    string Kind, long Id, string Number, string Title, int CommunityId, string? Responsible, bool IsMajor, int ReopenedCount, int DaysLate);

/// <summary>A change that was just committed.</summary>
/// <param name="Action">Name of the step or <c>Added</c>, <c>Changed</c>, <c>Archived</c>, <c>Restored</c>.</param>
public sealed record RecentChange(long Id, DateTime At, string Kind, long RecordId, string Label, int? CommunityId, string Action);

/// <summary>The lists of the overview: what is late, worst first, and what has just happened. Each is a seek in an index.</summary>
public sealed class OverviewLists(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>
    /// Open petitions and hazards that are due today or late: late major hazards first, then by days late.
    /// </summary>
    /// <param name="communityIds">The chosen communities, already within the caller's; null for all.</param>
    /// <param name="most">How many, 1 to 50.</param>
    public async Task<IReadOnlyList<OverdueItem>> WorstOverdueAsync(IReadOnlyList<int>? communityIds, DateOnly today, int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var late = await Open(db, communityIds).Where(x => x.DueOn <= today).OrderBy(x => x.DueOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.ResponsibleUnit, x.ReopenedCount, x.DueOn })
            .ToListAsync(cancellationToken);

        // Asked for apart, so that each is a seek, and major ones that are due only today push out none that is late.
        var dangerous = await WorstHazardsAsync(OpenHazards(db, communityIds).Where(x => x.Severity == HazardSeverity.Major && x.DueOn < today), today, most, cancellationToken);
        var others = await WorstHazardsAsync(OpenHazards(db, communityIds).Where(x => x.DueOn <= today), today, most, cancellationToken);

        return
        [
            .. late.Select(x => new OverdueItem(
                    RecordKinds.NameOf<Petition>(), x.Id, x.Number, x.Title, x.CommunityId, x.ResponsibleUnit, false, x.ReopenedCount, today.DayNumber - x.DueOn.DayNumber))
                .Concat(dangerous.UnionBy(others, hazard => hazard.Id))
                .OrderByDescending(item => item.IsMajor && item.DaysLate > 0).ThenByDescending(item => item.DaysLate).ThenBy(item => item.Kind).ThenBy(item => item.Id)
                .Take(most),
        ];
    }

    /// <summary>How many open petitions and hazards are due today.</summary>
    public async Task<int> DueTodayAsync(IReadOnlyList<int>? communityIds, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var petitions = Open(db, communityIds).Where(x => x.DueOn == today);
        var hazards = OpenHazards(db, communityIds).Where(x => x.DueOn == today);
        return await petitions.CountAsync(cancellationToken) + await hazards.CountAsync(cancellationToken);
    }

    /// <summary>How far back the last changes are looked for, so that a community in which little happens costs no more.</summary>
    public const int MostLookedThrough = 20_000;

    /// <summary>The last changes of single records, newest first.</summary>
    /// <param name="most">How many, 1 to 50.</param>
    public async Task<IReadOnlyList<RecentChange>> RecentChangesAsync(Caller caller, int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var newest = await db.ChangeLog.MaxAsync(x => (long?)x.Id, cancellationToken) ?? 0;
        var changes = db.ChangeLog.AsNoTracking().Where(x => x.Id > newest - MostLookedThrough && x.RecordId != 0 && x.Label != null);
        if (caller.CommunityIds is { } own) changes = changes.Where(x => x.CommunityId != null && own.Contains(x.CommunityId.Value));
        return await changes.OrderByDescending(x => x.Id).Take(most)
            .Select(x => new RecentChange(x.Id, x.At, x.Kind, x.RecordId, x.Label!, x.CommunityId, x.Action))
            .ToListAsync(cancellationToken);
    }

    private static async Task<List<OverdueItem>> WorstHazardsAsync(IQueryable<Hazard> hazards, DateOnly today, int most, CancellationToken cancellationToken)
    {
        var rows = await hazards.OrderBy(x => x.DueOn).ThenBy(x => x.Id).Take(most)
            .Select(x => new { x.Id, x.Number, x.Title, x.CommunityId, x.ResponsibleUnit, x.Severity, x.DueOn })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new OverdueItem(
            RecordKinds.NameOf<Hazard>(), x.Id, x.Number, x.Title, x.CommunityId, x.ResponsibleUnit, x.Severity == HazardSeverity.Major, 0, today.DayNumber - x.DueOn.DayNumber));
    }

    private static IQueryable<Petition> Open(DashboardDbContext db, IReadOnlyList<int>? communityIds)
    {
        var open = db.Petitions.AsNoTracking().Where(x => x.ArchivedAt == null && x.ClosedOn == null);
        return communityIds is null
            ? open
            : open.Where(x => communityIds.Contains(x.CommunityId) || (x.IsJoint && x.Communities.Any(c => communityIds.Contains(c.CommunityId))));
    }

    private static IQueryable<Hazard> OpenHazards(DashboardDbContext db, IReadOnlyList<int>? communityIds)
    {
        var open = db.Hazards.AsNoTracking().Where(x => x.ArchivedAt == null && x.RectifiedOn == null);
        return communityIds is null ? open : open.Where(x => communityIds.Contains(x.CommunityId));
    }
}
