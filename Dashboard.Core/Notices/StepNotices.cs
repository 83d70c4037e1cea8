using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.People;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>Something that is to be told when the save has given what it tells of its key.</summary>
internal abstract record PendingNotice
{
    /// <summary>The notices, one for each who is to know; whoever took the step is not told of it.</summary>
    public abstract Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken);
}

/// <summary>
/// The notices that a step brings about at once. They are made by the save that holds the step, whichever command or import it
/// comes from, and committed with it; see docs/decisions/notices.md.
/// </summary>
internal static class StepNotices
{
    /// <summary>Finds the steps among what a context is about to save; changes must have been detected.</summary>
    public static List<PendingNotice> Collect(DashboardDbContext db)
    {
        var pending = new List<PendingNotice>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (EvaluationNotices.Of(entry) is { } evaluation) pending.Add(evaluation);
            if (entry.State != EntityState.Added) continue;
            if (entry.Entity is HazardStep { Kind: HazardStepKind.Returned, Hazard: { } hazard } returned)
                pending.Add(new Pending(NoticeKind.Returned, null, null, hazard, returned, [hazard.CommunityId]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Transferred, Petition: { } moved } transferred && db.Entry(moved).Property(x => x.CommunityId).IsModified)
                pending.Add(new Pending(NoticeKind.Assigned, moved, transferred, null, null, [moved.CommunityId]));
            else if (entry.Entity is PetitionStep { Kind: PetitionStepKind.Shared, Petition: { } joint } shared && NewAt(db, joint) is { Count: > 0 } joined)
                pending.Add(new Pending(NoticeKind.Shared, joint, shared, null, null, joined));
        }

        return pending;
    }

    /// <summary>Adds the notices to the context, to be saved with the audit trail.</summary>
    /// <returns>True when there are any.</returns>
    public static async Task<bool> AddAsync(DashboardDbContext db, IReadOnlyList<PendingNotice> pending, DateTime at, CancellationToken cancellationToken)
    {
        var added = false;
        foreach (var one in pending)
        {
            var notices = await one.MakeAsync(db, at, cancellationToken);
            db.Notices.AddRange(notices);
            added |= notices.Count > 0;
        }

        return added;
    }

    private static List<int> NewAt(DashboardDbContext db, Petition petition) =>
        [.. petition.Communities.Where(part => part.CommunityId != petition.CommunityId && db.Entry(part).State == EntityState.Added).Select(part => part.CommunityId)];

    /// <summary>A step of a petition or a hazard.</summary>
    /// <param name="Communities">Whose workers are told.</param>
    private sealed record Pending(NoticeKind Kind, Petition? Petition, PetitionStep? PetitionStep, Hazard? Hazard, HazardStep? HazardStep, IReadOnlyList<int> Communities) : PendingNotice
    {
        public override async Task<IReadOnlyList<Notice>> MakeAsync(DashboardDbContext db, DateTime at, CancellationToken cancellationToken)
        {
            var communities = Communities;
            var actor = db.Actor?.UserId;
            var readers = await db.Set<UserCommunity>()
                .Where(row => communities.Contains(row.CommunityId) && row.User!.Role == Role.Worker && !row.User.IsDisabled && row.UserId != actor)
                .Select(row => row.UserId).Distinct().ToListAsync(cancellationToken);
            return readers.ConvertAll(reader => Make(reader, db.Actor?.Name, at));
        }

        private Notice Make(int reader, string? by, DateTime at) => Hazard is { } hazard
            ? new()
            {
                UserId = reader,
                Kind = Kind,
                RecordKind = RecordKinds.NameOf<Hazard>(),
                RecordId = hazard.Id,
                Day = hazard.DueOn,
                StepId = HazardStep!.Id,
                CommunityId = hazard.CommunityId,
                Number = hazard.Number,
                Title = hazard.Title,
                By = by,
                At = at,
            }
            : new()
            {
                UserId = reader,
                Kind = Kind,
                RecordKind = RecordKinds.NameOf<Petition>(),
                RecordId = Petition!.Id,
                Day = Petition.DueOn,
                StepId = PetitionStep!.Id,
                CommunityId = Petition.CommunityId,
                Number = Petition.Number,
                Title = Petition.Title,
                By = by,
                At = at,
            };
    }
}
