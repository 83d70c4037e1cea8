using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Work;

/// <summary>
/// The records of one store that wait for some communities. What is shared with a community waits for the one that keeps it:
/// only that one can take the next step.
/// </summary>
/// <param name="db">The store.</param>
/// <param name="communityIds">The communities, already within the caller's; null for all.</param>
/// <param name="only">Nothing but these records; null for all.</param>
internal sealed class WorkSource(DashboardDbContext db, IReadOnlyList<int>? communityIds, IReadOnlySet<RecordKey>? only = null)
{
    public IQueryable<Petition> OpenPetitions => Kept(db.Petitions).Where(x => x.ClosedOn == null);

    public IQueryable<Petition> PetitionsToCallBack => Kept(db.Petitions).Where(x => x.ClosedOn != null && x.CallBackOn == null);

    public IQueryable<Hazard> OpenHazards => Kept(db.Hazards).Where(x => x.RectifiedOn == null);

    public IQueryable<Commitment> OpenCommitments => Kept(db.Commitments).Where(x => x.DoneOn == null);

    public IQueryable<Wish> WishesToClaim => Kept(db.Wishes).Where(x => x.ClaimedOn == null && x.FulfilledOn == null);

    public IQueryable<Wish> WishesToFulfil => Kept(db.Wishes).Where(x => x.ClaimedOn != null && x.FulfilledOn == null);

    /// <summary>Rectified hazards that the named person may verify: neither rectified nor entered as rectified by that person.</summary>
    /// <param name="verifier">Null for anybody.</param>
    public IQueryable<Hazard> HazardsToVerify(string? verifier)
    {
        var rectified = Kept(db.Hazards).Where(x => x.RectifiedOn != null && x.VerifiedOn == null);
        return verifier is null ? rectified : rectified.Where(x => x.RectifiedBy != verifier
            && x.Steps.Where(step => step.Kind == HazardStepKind.Rectified).OrderByDescending(step => step.Id).Select(step => step.By)
                .FirstOrDefault() != verifier);
    }

    /// <summary>Whose own work is left out of what is to be verified: a worker's, not that of those who only look on.</summary>
    public static string? VerifierOf(CurrentUser caller) => caller.Role == Role.Worker ? caller.Name : null;

    private IQueryable<T> Kept<T>(IQueryable<T> records)
        where T : CommunityRecord
    {
        var kept = records.AsNoTracking().Where(x => x.ArchivedAt == null);
        if (communityIds is not null) kept = kept.Where(x => communityIds.Contains(x.CommunityId));
        if (only is null) return kept;
        var ids = only.Where(key => key.Kind == RecordKinds.NameOf<T>()).Select(key => key.Id).ToList();
        return kept.Where(x => ids.Contains(x.Id));
    }
}
