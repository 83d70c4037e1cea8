namespace Concentric.Work;

/// <summary>The numbers of one reading, by community, kind and group.</summary>
/// <param name="Days">The days that the groups went by.</param>
/// <param name="All">Without those that are 0.</param>
public sealed record WorkCounts(WorkDays Days, IReadOnlyList<WorkCount> All)
{
    /// <summary>Records of all kinds in a group.</summary>
    public int Of(WorkGroup group) => All.Where(count => count.Group == group).Sum(count => count.Count);

    /// <summary>Records of one kind that one community has in a group, those that it shares with others included.</summary>
    public int Of(WorkGroup group, string kind, int communityId) =>
        All.Where(count => count.Group == group && count.Kind == kind && count.CommunityId == communityId)
            .Sum(count => count.Count + count.Shared);

    /// <summary>Records of one kind in a group.</summary>
    public int Of(WorkGroup group, string kind) => All.Where(count => count.Group == group && count.Kind == kind).Sum(count => count.Count);

    /// <summary>True when nothing waits for anybody.</summary>
    public bool IsEmpty => All.Count == 0;
}
