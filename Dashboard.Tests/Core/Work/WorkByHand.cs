using Concentric.Activities;
using Concentric.Data;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Tests.TestData;
using Concentric.Work;

namespace Concentric.Tests.Core.Work;

/// <summary>The groups of work by their definitions, one record at a time, without SQL.</summary>
internal static class WorkByHand
{
    /// <summary>Wednesday 18 March 2026 and three working days.</summary>
    public static readonly DateOnly Soon = new(2026, 3, 23);

    public static IEnumerable<(CommunityRecord Record, int CommunityId, WorkGroup Group)> Of(RandomWork records, CurrentUser caller)
    {
        foreach (var petition in records.Petitions.Where(one => one.ArchivedAt is null))
        {
            if (petition.OfferedToId is { } asked && caller.Sees(asked)) yield return (petition, asked, WorkGroup.ToAccept);
            foreach (var community in petition.Communities.Select(part => part.CommunityId).Append(petition.CommunityId).Distinct())
            {
                if (!caller.Sees(community)) continue;
                var isContent = petition is { CallBackResolved: true, Satisfaction: not (null or Satisfaction.Dissatisfied) };
                if (petition.ClosedOn is not null)
                {
                    if (!isContent && petition.SettledOn is null)
                        yield return (petition, community, petition.CallBackValid ? WorkGroup.Unsatisfied : WorkGroup.ToCallBack);
                    continue;
                }

                if (Due(petition.DueOn) is { } due) yield return (petition, community, due);
                yield return (petition, community, petition.Stage switch
                {
                    PetitionStage.Collected => WorkGroup.ToNegotiate,
                    PetitionStage.Negotiated => WorkGroup.ToHandle,
                    PetitionStage.Handled => WorkGroup.ToFeedBack,
                    _ => WorkGroup.ToClose,
                });
            }
        }

        foreach (var hazard in records.Hazards.Where(one => one.ArchivedAt is null))
            if (hazard.OfferedToId is { } asked && caller.Sees(asked)) yield return (hazard, asked, WorkGroup.ToAccept);

        foreach (var hazard in records.Hazards.Where(IsKept))
        {
            var mine = caller.Role == Role.Worker && (hazard.RectifiedBy == caller.Name || hazard.Steps.LastOrDefault()?.By == caller.Name);
            if (hazard is { RectifiedOn: not null, VerifiedOn: null } && !mine)
                yield return (hazard, hazard.CommunityId, WorkGroup.ToVerify);
            if (hazard.RectifiedOn is not null) continue;
            if (Due(hazard.DueOn) is { } due) yield return (hazard, hazard.CommunityId, due);
            yield return (hazard, hazard.CommunityId, WorkGroup.ToRectify);
        }

        foreach (var commitment in records.Commitments.Where(IsKept).Where(one => one.DoneOn is null))
        {
            if (Due(commitment.DueOn) is { } due) yield return (commitment, commitment.CommunityId, due);
            yield return (commitment, commitment.CommunityId, WorkGroup.Commitments);
        }

        foreach (var wish in records.Wishes.Where(IsKept).Where(one => one.FulfilledOn is null))
            yield return (wish, wish.CommunityId, wish.ClaimedOn is null ? WorkGroup.WishesToClaim : WorkGroup.WishesToFulfil);

        foreach (var project in records.Projects.Where(IsKept).Where(one => one.Stage is not (ProjectStage.Done or ProjectStage.Stopped)))
            yield return (project, project.CommunityId, WorkGroup.Projects);

        foreach (var agreement in records.Agreements.Where(IsKept))
        {
            long Sum(OutputKind kind) =>
                agreement.Outputs.Where(one => one.ArchivedAt is null && one.Kind == kind).Sum(one => one.AmountMilli);
            if (Sum(OutputKind.PortsBuilt) < Sum(OutputKind.PortsAgreed))
                yield return (agreement, agreement.CommunityId, WorkGroup.Agreements);
        }

        foreach (var turn in records.Turns.Where(IsKept).Where(one => one.Month == HostTurn.MonthOf(TestStore.Today)))
            yield return (turn, turn.CommunityId, WorkGroup.TurnsToHost);

        bool IsKept(CommunityRecord record) => record.ArchivedAt is null && caller.Sees(record.CommunityId);
    }

    private static WorkGroup? Due(DateOnly due) =>
        due < TestStore.Today ? WorkGroup.Overdue : due == TestStore.Today ? WorkGroup.DueToday : due <= Soon ? WorkGroup.DueSoon : null;
}
