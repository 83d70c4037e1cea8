using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Work;

/// <summary>Counts all groups in seven statements, each grouped by community.</summary>
internal static class WorkCounting
{
    private static readonly string PetitionKind = RecordKinds.NameOf<Petition>();
    private static readonly string HazardKind = RecordKinds.NameOf<Hazard>();
    private static readonly string CommitmentKind = RecordKinds.NameOf<Commitment>();
    private static readonly string WishKind = RecordKinds.NameOf<Wish>();

    public static async Task<IReadOnlyList<WorkCount>> CountAsync(WorkSource source, WorkDays days, string? verifier,
        CancellationToken cancellationToken)
    {
        var (today, soon) = (days.Today, days.Soon);
        var counts = new List<WorkCount>();
        var petitions = await source.OpenPetitions.GroupBy(x => new { x.CommunityId, x.Stage }).Select(group => new
        {
            group.Key.CommunityId,
            group.Key.Stage,
            Open = group.Count(),
            Late = group.Count(x => x.DueOn < today),
            Today = group.Count(x => x.DueOn == today),
            Soon = group.Count(x => x.DueOn > today && x.DueOn <= soon),
        }).ToListAsync(cancellationToken);
        foreach (var stage in petitions) Add(counts, stage.CommunityId, PetitionKind, WorkLines.GroupOf(stage.Stage), stage.Open);
        foreach (var community in petitions.GroupBy(stage => stage.CommunityId))
            AddDue(counts, community.Key, PetitionKind, community.Sum(stage => stage.Late), community.Sum(stage => stage.Today),
                community.Sum(stage => stage.Soon));

        var hazards = await source.OpenHazards.GroupBy(x => x.CommunityId).Select(group => new
        {
            CommunityId = group.Key,
            Open = group.Count(),
            Late = group.Count(x => x.DueOn < today),
            Today = group.Count(x => x.DueOn == today),
            Soon = group.Count(x => x.DueOn > today && x.DueOn <= soon),
        }).ToListAsync(cancellationToken);
        foreach (var community in hazards)
        {
            AddDue(counts, community.CommunityId, HazardKind, community.Late, community.Today, community.Soon);
            Add(counts, community.CommunityId, HazardKind, WorkGroup.ToRectify, community.Open);
        }

        var commitments = await source.OpenCommitments.GroupBy(x => x.CommunityId).Select(group => new
        {
            CommunityId = group.Key,
            Open = group.Count(),
            Late = group.Count(x => x.DueOn < today),
            Today = group.Count(x => x.DueOn == today),
            Soon = group.Count(x => x.DueOn > today && x.DueOn <= soon),
        }).ToListAsync(cancellationToken);
        foreach (var community in commitments)
        {
            AddDue(counts, community.CommunityId, CommitmentKind, community.Late, community.Today, community.Soon);
            Add(counts, community.CommunityId, CommitmentKind, WorkGroup.Commitments, community.Open);
        }

        await CountAsync(counts, source.PetitionsToCallBack, PetitionKind, WorkGroup.ToCallBack, cancellationToken);
        await CountAsync(counts, source.HazardsToVerify(verifier), HazardKind, WorkGroup.ToVerify, cancellationToken);
        await CountAsync(counts, source.WishesToClaim, WishKind, WorkGroup.WishesToClaim, cancellationToken);
        await CountAsync(counts, source.WishesToFulfil, WishKind, WorkGroup.WishesToFulfil, cancellationToken);
        return counts;
    }

    private static async Task CountAsync<T>(List<WorkCount> counts, IQueryable<T> records, string kind, WorkGroup group,
        CancellationToken cancellationToken)
        where T : CommunityRecord
    {
        var found = await records.GroupBy(x => x.CommunityId).Select(community => new { community.Key, Count = community.Count() })
            .ToListAsync(cancellationToken);
        foreach (var community in found) Add(counts, community.Key, kind, group, community.Count);
    }

    private static void AddDue(List<WorkCount> counts, int communityId, string kind, int late, int today, int soon)
    {
        Add(counts, communityId, kind, WorkGroup.Overdue, late);
        Add(counts, communityId, kind, WorkGroup.DueToday, today);
        Add(counts, communityId, kind, WorkGroup.DueSoon, soon);
    }

    private static void Add(List<WorkCount> counts, int communityId, string kind, WorkGroup group, int count)
    {
        if (count > 0) counts.Add(new(communityId, kind, group, count));
    }
}
