using Concentric.Activities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Work;

/// <summary>
/// The records of one store that wait for some communities. A petition waits for each community that shares it: each can take its steps.
/// </summary>
/// <param name="db">The store.</param>
/// <param name="within">The communities, already within the caller's.</param>
/// <param name="others">All the others of the street. Both by name, even if it is all of them: so each is looked up in the index instead
/// of all closed records being passed over.</param>
/// <param name="today">The office's day.</param>
/// <param name="only">Nothing but these records; null for all.</param>
internal sealed class WorkSource(DashboardDbContext db, IReadOnlyList<int> within, IReadOnlyList<int> others, DateOnly today,
    IReadOnlySet<RecordKey>? only = null)
{
    /// <summary>Those that the communities keep, and those that others keep and share with them: each read along its own index.</summary>
    public IEnumerable<IQueryable<Petition>> OpenPetitions => KeptAndShared.Select(some => some.Where(x => x.ClosedOn == null));

    public IEnumerable<IQueryable<Petition>> PetitionsToCallBack =>
        KeptAndShared.Select(some => some.Where(x => x.SettledOn == null && x.ClosedOn != null && x.Satisfaction == null));

    public IEnumerable<IQueryable<Petition>> UnsatisfiedPetitions =>
        KeptAndShared.Select(some => some.Where(x => x.SettledOn == null && x.ClosedOn != null && x.Satisfaction != null));

    /// <summary>Of the whole street, whoever keeps them.</summary>
    public IQueryable<Petition> JointPetitions =>
        Of(db.Petitions, [.. within, .. others]).Where(x => x.IsJoint);

    public IQueryable<Petition> PetitionsToAccept =>
        Narrowed(db.Petitions.AsNoTracking().Where(x => x.ArchivedAt == null && x.OfferedToId != null
            && within.Contains(x.OfferedToId.Value)));

    public IQueryable<Hazard> HazardsToAccept =>
        Narrowed(db.Hazards.AsNoTracking().Where(x => x.ArchivedAt == null && x.OfferedToId != null
            && within.Contains(x.OfferedToId.Value)));

    /// <summary>Due this month: a turn that was missed is the office's to plan anew.</summary>
    public IQueryable<HostTurn> TurnsToHost
    {
        get
        {
            var month = HostTurn.MonthOf(today);
            return Kept(db.HostTurns).Where(x => x.MeetingId == null && x.Month == month);
        }
    }

    public IQueryable<Project> OpenProjects => Kept(db.Projects).Where(x => x.DoneOn == null && x.Stage != ProjectStage.Stopped);

    public IQueryable<Agreement> OpenAgreements => Kept(db.Agreements).Where(AgreementRecords.IsBehind);

    public IQueryable<Hazard> OpenHazards => Kept(db.Hazards).Where(x => x.RectifiedOn == null);

    public IQueryable<Commitment> OpenCommitments => Kept(db.Commitments).Where(x => x.DoneOn == null);

    public IQueryable<Wish> WishesToClaim => Kept(db.Wishes).Where(x => x.ClaimedOn == null && x.FulfilledOn == null);

    public IQueryable<Wish> WishesToFulfil => Kept(db.Wishes).Where(x => x.ClaimedOn != null && x.FulfilledOn == null);

    /// <summary>
    /// Rectified hazards that the named person may verify: neither rectified nor entered as rectified by that person. In a community with
    /// no other account they are listed all the same.
    /// </summary>
    /// <param name="verifier">Null for anybody.</param>
    public IQueryable<Hazard> HazardsToVerify(string? verifier)
    {
        var rectified = Kept(db.Hazards).Where(x => x.RectifiedOn != null && x.VerifiedOn == null);
        // Where nobody else could, it stays in sight: somebody must be found who may.
        return verifier is null ? rectified : rectified.Where(x =>
            !db.Set<UserCommunity>().Any(other => other.CommunityId == x.CommunityId && other.User!.Role == Role.Worker
                && !other.User.IsDisabled && other.User.DisplayName != verifier)
            || (x.RectifiedBy != verifier && x.Steps.Where(step => step.Kind == HazardStepKind.Rectified)
                .OrderByDescending(step => step.Id).Select(step => step.By).FirstOrDefault() != verifier));
    }

    /// <summary>Whose own work is left out of what is to be verified: a worker's, not that of those who only look on.</summary>
    public static string? VerifierOf(CurrentUser caller) => caller.Role == Role.Worker ? caller.Name : null;

    private IEnumerable<IQueryable<Petition>> KeptAndShared => others.Count == 0
        ? [Kept(db.Petitions)]
        : [
            Kept(db.Petitions),
            Narrowed(Of(db.Petitions, others)
                .Where(x => x.IsJoint && x.Communities.Any(shared => within.Contains(shared.CommunityId)))),
        ];

    private IQueryable<T> Kept<T>(IQueryable<T> records)
        where T : CommunityRecord => Narrowed(Of(records, within));

    private static IQueryable<T> Of<T>(IQueryable<T> records, IReadOnlyList<int> communityIds)
        where T : CommunityRecord =>
        records.AsNoTracking().Where(x => x.ArchivedAt == null && communityIds.Contains(x.CommunityId));

    private IQueryable<T> Narrowed<T>(IQueryable<T> kept)
        where T : CommunityRecord
    {
        if (only is null) return kept;
        var ids = only.Where(key => key.Kind == RecordKinds.NameOf<T>()).Select(key => key.Id).ToList();
        return kept.Where(x => ids.Contains(x.Id));
    }
}
