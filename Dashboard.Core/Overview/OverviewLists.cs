using Concentric.Data;
using Concentric.Hazards;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Overview;

/// <summary>A petition or hazard that was open, and late or due, on a day.</summary>
/// <param name="Kind">As in <see cref="RecordKinds"/>.</param>
/// <param name="DaysLate">Days since the due date; 0 when due that day.</param>
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
    /// Petitions and hazards that on a day were open and due or late: late major hazards first, then by days late.
    /// </summary>
    /// <param name="communityIds">The chosen communities, already within the caller's; null for all.</param>
    /// <param name="day">Today or a day before.</param>
    /// <param name="most">How many, 1 to 50.</param>
    public async Task<IReadOnlyList<OverdueItem>> WorstOverdueAsync(IReadOnlyList<int>? communityIds, DateOnly day, DateOnly today,
        int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var late = await Open(db, communityIds, day, today).Where(x => x.DueOn <= day).OrderBy(x => x.DueOn).ThenBy(x => x.Id).Take(most)
            .ToListAsync(cancellationToken);

        // Asked for apart, so that each is a seek, and major ones that are due only that day push out none that is late.
        var hazards = OpenHazards(db, communityIds, day, today);
        var dangerous = await WorstHazardsAsync(hazards.Where(x => x.IsMajor && x.DueOn < day), day, most, cancellationToken);
        var others = await WorstHazardsAsync(hazards.Where(x => x.DueOn <= day), day, most, cancellationToken);

        return
        [
            .. late.Select(x => new OverdueItem(
                    RecordKinds.NameOf<Petition>(), x.Id, x.Number, x.Title, x.CommunityId, x.Responsible, false, x.ReopenedCount,
                    day.DayNumber - x.DueOn.DayNumber))
                .Concat(dangerous.UnionBy(others, hazard => hazard.Id))
                .OrderByDescending(item => item.IsMajor && item.DaysLate > 0).ThenByDescending(item => item.DaysLate)
                    .ThenBy(item => item.Kind).ThenBy(item => item.Id)
                .Take(most),
        ];
    }

    /// <summary>How many petitions and hazards were open and due on a day, which is today or before.</summary>
    public async Task<int> DueOnAsync(IReadOnlyList<int>? communityIds, DateOnly day, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var petitions = Open(db, communityIds, day, today).Where(x => x.DueOn == day);
        var hazards = OpenHazards(db, communityIds, day, today).Where(x => x.DueOn == day);
        return await petitions.CountAsync(cancellationToken) + await hazards.CountAsync(cancellationToken);
    }

    /// <summary>How far back the last changes are looked for, so that a community in which little happens costs no more.</summary>
    public const int MostLookedThrough = 20_000;

    /// <summary>The last changes of single records, newest first.</summary>
    /// <param name="most">How many, 1 to 50.</param>
    public async Task<IReadOnlyList<RecentChange>> RecentChangesAsync(CurrentUser caller, int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var newest = await db.ChangeLog.MaxAsync(x => (long?)x.Id, cancellationToken) ?? 0;
        var changes = db.ChangeLog.AsNoTracking().Where(x => x.Id > newest - MostLookedThrough && x.RecordId != 0 && x.Label != null);
        if (caller.CommunityIds is { } own) changes = changes.Where(x => x.CommunityId != null && own.Contains(x.CommunityId.Value));
        return await changes.OrderByDescending(x => x.Id).Take(most)
            .Select(x => new RecentChange(x.Id, x.At, x.Kind, x.RecordId, x.Label!, x.CommunityId, x.Action))
            .ToListAsync(cancellationToken);
    }

    private static async Task<List<OverdueItem>> WorstHazardsAsync(IQueryable<OpenItem> hazards, DateOnly day, int most,
        CancellationToken cancellationToken)
    {
        var rows = await hazards.OrderBy(x => x.DueOn).ThenBy(x => x.Id).Take(most).ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new OverdueItem(RecordKinds.NameOf<Hazard>(), x.Id, x.Number, x.Title, x.CommunityId, x.Responsible,
            x.IsMajor, 0, day.DayNumber - x.DueOn.DayNumber));
    }

    // What is open today is asked for in the words of an index; a past day is told by the rounds, whatever has become of them since.
    private static IQueryable<OpenItem> Open(DashboardDbContext db, IReadOnlyList<int>? communityIds, DateOnly day, DateOnly today)
    {
        if (day >= today)
        {
            var open = db.Petitions.AsNoTracking().Where(x => x.ArchivedAt == null && x.ClosedOn == null);
            if (communityIds is not null)
                open = open.Where(x =>
                    communityIds.Contains(x.CommunityId) || (x.IsJoint && x.Communities.Any(c => communityIds.Contains(c.CommunityId))));
            return open.Select(x => new OpenItem
            {
                Id = x.Id,
                Number = x.Number,
                Title = x.Title,
                CommunityId = x.CommunityId,
                Responsible = x.ResponsibleUnit,
                ReopenedCount = x.ReopenedCount,
                DueOn = x.DueOn,
            });
        }

        var then = db.PetitionRounds.AsNoTracking()
            .Where(x => x.ArchivedAt == null && x.ReceivedOn <= day && (x.ClosedOn == null || x.ClosedOn > day));
        if (communityIds is not null)
            then = then.Where(x => communityIds.Contains(x.CommunityId)
                || (x.IsJoint && x.Petition!.Communities.Any(c => communityIds.Contains(c.CommunityId))));
        return then.Select(x => new OpenItem
        {
            Id = x.PetitionId,
            Number = x.Petition!.Number,
            Title = x.Petition.Title,
            CommunityId = x.CommunityId,
            Responsible = x.Petition.ResponsibleUnit,
            ReopenedCount = x.Number - 1,
            DueOn = x.DueOn,
        });
    }

    private static IQueryable<OpenItem> OpenHazards(DashboardDbContext db, IReadOnlyList<int>? communityIds, DateOnly day, DateOnly today)
    {
        if (day >= today)
        {
            var open = db.Hazards.AsNoTracking().Where(x => x.ArchivedAt == null && x.RectifiedOn == null);
            if (communityIds is not null) open = open.Where(x => communityIds.Contains(x.CommunityId));
            return open.Select(x => new OpenItem
            {
                Id = x.Id,
                Number = x.Number,
                Title = x.Title,
                CommunityId = x.CommunityId,
                Responsible = x.ResponsibleUnit,
                IsMajor = x.Severity == HazardSeverity.Major,
                DueOn = x.DueOn,
            });
        }

        var then = db.HazardRounds.AsNoTracking()
            .Where(x => x.ArchivedAt == null && x.FoundOn <= day && (x.RectifiedOn == null || x.RectifiedOn > day));
        if (communityIds is not null) then = then.Where(x => communityIds.Contains(x.CommunityId));
        return then.Select(x => new OpenItem
        {
            Id = x.HazardId,
            Number = x.Hazard!.Number,
            Title = x.Hazard.Title,
            CommunityId = x.CommunityId,
            Responsible = x.Hazard.ResponsibleUnit,
            IsMajor = x.Severity == HazardSeverity.Major,
            DueOn = x.DueOn,
        });
    }

    /// <summary>What was open on a day, as it was due then.</summary>
    private sealed class OpenItem
    {
        public required long Id { get; init; }

        public required string Number { get; init; }

        public required string Title { get; init; }

        public required int CommunityId { get; init; }

        public string? Responsible { get; init; }

        public bool IsMajor { get; init; }

        public int ReopenedCount { get; init; }

        public required DateOnly DueOn { get; init; }
    }
}
