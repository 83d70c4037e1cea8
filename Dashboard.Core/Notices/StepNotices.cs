using Concentric.Data;
using Concentric.Hazards;
using Concentric.People;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>
/// The notices that a step brings about at once. They are made by the save that holds the step, whichever command or import it
/// comes from, and committed with it; see docs/decisions/notices.md.
/// </summary>
internal static class StepNotices
{
    /// <summary>What is to be told when the save has given the steps their keys.</summary>
    /// <param name="Communities">Whose workers are told.</param>
    public sealed record Pending(NoticeKind Kind, Petition? Petition, PetitionStep? PetitionStep, Hazard? Hazard, HazardStep? HazardStep, IReadOnlyList<int> Communities);

    /// <summary>Finds the steps among what a context is about to save; changes must have been detected.</summary>
    public static List<Pending> Collect(DashboardDbContext db)
    {
        var pending = new List<Pending>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State != EntityState.Added) continue;
            if (entry.Entity is HazardStep { Kind: HazardStepKind.Returned, Hazard: { } hazard } returned)
                pending.Add(new(NoticeKind.Returned, null, null, hazard, returned, [hazard.CommunityId]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Transferred, Petition: { } moved } transferred && db.Entry(moved).Property(x => x.CommunityId).IsModified)
                pending.Add(new(NoticeKind.Assigned, moved, transferred, null, null, [moved.CommunityId]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Shared, Petition: { } joint } shared && NewAt(db, joint) is { Count: > 0 } joined)
                pending.Add(new(NoticeKind.Shared, joint, shared, null, null, joined));
        }

        return pending;
    }

    /// <summary>Adds the notices to the context, to be saved with the audit trail.</summary>
    /// <returns>True when there are any.</returns>
    public static async Task<bool> AddAsync(DashboardDbContext db, IReadOnlyList<Pending> pending, DateTime at, CancellationToken cancellationToken)
    {
        var added = false;
        foreach (var one in pending)
        {
            var communities = one.Communities;
            var actor = db.Actor?.UserId;
            var readers = await db.Set<UserCommunity>()
                .Where(row => communities.Contains(row.CommunityId) && row.User!.Role == Role.Worker && !row.User.IsDisabled && row.UserId != actor)
                .Select(row => row.UserId).Distinct().ToListAsync(cancellationToken);
            db.Notices.AddRange(readers.Select(reader => Make(one, reader, db.Actor?.Name, at)));
            added |= readers.Count > 0;
        }

        return added;
    }

    private static Notice Make(Pending pending, int reader, string? by, DateTime at) => pending.Hazard is { } hazard
        ? new()
        {
            UserId = reader,
            Kind = pending.Kind,
            RecordKind = RecordKinds.NameOf<Hazard>(),
            RecordId = hazard.Id,
            Day = hazard.DueOn,
            StepId = pending.HazardStep!.Id,
            CommunityId = hazard.CommunityId,
            Number = hazard.Number,
            Title = hazard.Title,
            By = by,
            At = at,
        }
        : new()
        {
            UserId = reader,
            Kind = pending.Kind,
            RecordKind = RecordKinds.NameOf<Petition>(),
            RecordId = pending.Petition!.Id,
            Day = pending.Petition.DueOn,
            StepId = pending.PetitionStep!.Id,
            CommunityId = pending.Petition.CommunityId,
            Number = pending.Petition.Number,
            Title = pending.Petition.Title,
            By = by,
            At = at,
        };

    private static List<int> NewAt(DashboardDbContext db, Petition petition) =>
        [.. petition.Communities.Where(part => part.CommunityId != petition.CommunityId && db.Entry(part).State == EntityState.Added).Select(part => part.CommunityId)];
}
