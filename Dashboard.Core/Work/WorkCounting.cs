using Concentric.Data;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Work;

/// <summary>Counts all groups, each in one statement grouped by community; what is joint is few and is read row by row.</summary>
internal sealed class WorkCounting(WorkSource source, IReadOnlyList<int> within, WorkDays days)
{
    private static readonly string PetitionKind = RecordKinds.NameOf<Petition>();

    private readonly Dictionary<(int CommunityId, string Kind, WorkGroup Group), (int Count, int Shared)> counts = [];

    /// <param name="verifier">As in <see cref="WorkSource.HazardsToVerify"/>.</param>
    public async Task<IReadOnlyList<WorkCount>> CountAsync(string? verifier, CancellationToken cancellationToken)
    {
        await CountPetitionsAsync(cancellationToken);
        await CountOfferedHazardsAsync(cancellationToken);
        await CountDueAsync(source.OpenHazards, nameof(Hazard.DueOn), WorkGroup.ToRectify, cancellationToken);
        await CountDueAsync(source.OpenCommitments, nameof(Commitment.DueOn), WorkGroup.Commitments, cancellationToken);
        await CountAsync(source.HazardsToVerify(verifier), WorkGroup.ToVerify, cancellationToken);
        await CountAsync(source.TurnsToHost, WorkGroup.TurnsToHost, cancellationToken);
        await CountAsync(source.OpenProjects, WorkGroup.Projects, cancellationToken);
        await CountAsync(source.OpenAgreements, WorkGroup.Agreements, cancellationToken);
        await CountAsync(source.WishesToClaim, WorkGroup.WishesToClaim, cancellationToken);
        await CountAsync(source.WishesToFulfil, WorkGroup.WishesToFulfil, cancellationToken);
        return [.. counts.Select(one =>
            new WorkCount(one.Key.CommunityId, one.Key.Kind, one.Key.Group, one.Value.Count, one.Value.Shared))];
    }

    private async Task CountPetitionsAsync(CancellationToken cancellationToken)
    {
        var (today, soon) = (days.Today, days.Soon);
        // Those that others keep are among the joint ones.
        var open = await source.OpenPetitions.First().GroupBy(x => new { x.CommunityId, x.Stage }).Select(group => new
        {
            group.Key.CommunityId,
            group.Key.Stage,
            Open = group.Count(),
            Late = group.Count(x => x.DueOn < today),
            Today = group.Count(x => x.DueOn == today),
            Soon = group.Count(x => x.DueOn > today && x.DueOn <= soon),
        }).ToListAsync(cancellationToken);
        foreach (var stage in open)
        {
            Add(stage.CommunityId, PetitionKind, WorkLines.GroupOf(stage.Stage), stage.Open);
            AddDue(stage.CommunityId, PetitionKind, stage.Late, stage.Today, stage.Soon);
        }

        var joint = await source.JointPetitions.Where(x => x.ClosedOn == null).SelectMany(
            x => x.Communities.Where(shared => within.Contains(shared.CommunityId) && shared.CommunityId != x.CommunityId),
            (x, shared) => new { x.Id, Keeper = x.CommunityId, shared.CommunityId, x.Stage, x.DueOn }).ToListAsync(cancellationToken);
        foreach (var petition in joint.GroupBy(row => row.Id))
        {
            foreach (var (row, isCounted) in Parts(petition, row => row.CommunityId, petition.First().Keeper))
            {
                AddJoint(row.CommunityId, WorkLines.GroupOf(row.Stage), isCounted);
                if (row.DueOn <= soon)
                    AddJoint(row.CommunityId, row.DueOn < today ? WorkGroup.Overdue : row.DueOn == today ? WorkGroup.DueToday
                        : WorkGroup.DueSoon, isCounted);
            }
        }

        await CountAsync(source.PetitionsToCallBack.First(), WorkGroup.ToCallBack, cancellationToken);
        await CountAsync(source.UnsatisfiedPetitions.First(), WorkGroup.Unsatisfied, cancellationToken);
        var unsettled = await source.JointPetitions.Where(x => x.SettledOn == null && x.ClosedOn != null).SelectMany(
            x => x.Communities.Where(shared => within.Contains(shared.CommunityId) && shared.CommunityId != x.CommunityId),
            (x, shared) => new { x.Id, Keeper = x.CommunityId, shared.CommunityId, IsAnswered = x.Satisfaction != null })
            .ToListAsync(cancellationToken);
        foreach (var petition in unsettled.GroupBy(row => row.Id))
        {
            foreach (var (row, isCounted) in Parts(petition, row => row.CommunityId, petition.First().Keeper))
                AddJoint(row.CommunityId, row.IsAnswered ? WorkGroup.Unsatisfied : WorkGroup.ToCallBack, isCounted);
        }

        var offered = await source.PetitionsToAccept.GroupBy(x => x.OfferedToId!.Value)
            .Select(community => new { community.Key, Count = community.Count() }).ToListAsync(cancellationToken);
        foreach (var community in offered) Add(community.Key, PetitionKind, WorkGroup.ToAccept, community.Count);
    }

    private async Task CountOfferedHazardsAsync(CancellationToken cancellationToken)
    {
        var offered = await source.HazardsToAccept.GroupBy(x => x.OfferedToId!.Value)
            .Select(community => new { community.Key, Count = community.Count() }).ToListAsync(cancellationToken);
        foreach (var community in offered) Add(community.Key, RecordKinds.NameOf<Hazard>(), WorkGroup.ToAccept, community.Count);
    }

    /// <summary>
    /// The communities that share a record, and with which of them a total counts it: with none when its keeper is among those that are
    /// asked about, else with one.
    /// </summary>
    private IEnumerable<(TRow Row, bool IsCounted)> Parts<TRow>(IEnumerable<TRow> rows, Func<TRow, int> community, int keeper)
    {
        var isKept = within.Contains(keeper);
        return rows.OrderBy(community).Select((row, i) => (row, !isKept && i == 0));
    }

    private async Task CountDueAsync<T>(IQueryable<T> open, string dueOn, WorkGroup group, CancellationToken cancellationToken)
        where T : CommunityRecord
    {
        var (today, soon) = (days.Today, days.Soon);
        var communities = await open.GroupBy(x => x.CommunityId).Select(group => new
        {
            CommunityId = group.Key,
            Open = group.Count(),
            Late = group.Count(x => EF.Property<DateOnly>(x, dueOn) < today),
            Today = group.Count(x => EF.Property<DateOnly>(x, dueOn) == today),
            Soon = group.Count(x => EF.Property<DateOnly>(x, dueOn) > today && EF.Property<DateOnly>(x, dueOn) <= soon),
        }).ToListAsync(cancellationToken);
        foreach (var community in communities)
        {
            AddDue(community.CommunityId, RecordKinds.NameOf<T>(), community.Late, community.Today, community.Soon);
            Add(community.CommunityId, RecordKinds.NameOf<T>(), group, community.Open);
        }
    }

    private async Task CountAsync<T>(IQueryable<T> records, WorkGroup group, CancellationToken cancellationToken)
        where T : CommunityRecord
    {
        var found = await records.GroupBy(x => x.CommunityId).Select(community => new { community.Key, Count = community.Count() })
            .ToListAsync(cancellationToken);
        foreach (var community in found) Add(community.Key, RecordKinds.NameOf<T>(), group, community.Count);
    }

    private void AddDue(int communityId, string kind, int late, int today, int soon)
    {
        Add(communityId, kind, WorkGroup.Overdue, late);
        Add(communityId, kind, WorkGroup.DueToday, today);
        Add(communityId, kind, WorkGroup.DueSoon, soon);
    }

    private void AddJoint(int communityId, WorkGroup group, bool isCounted) =>
        Add(communityId, PetitionKind, group, isCounted ? 1 : 0, isCounted ? 0 : 1);

    private void Add(int communityId, string kind, WorkGroup group, int count, int shared = 0)
    {
        if (count == 0 && shared == 0) return;
        var present = counts.GetValueOrDefault((communityId, kind, group));
        counts[(communityId, kind, group)] = (present.Count + count, present.Shared + shared);
    }
}
