namespace Concentric.Metrics;

/// <summary>The communities of a slice, made once and used for every measure. Not for several threads at once.</summary>
internal sealed class CommunityFilter
{
    private readonly CommunitySets sets;
    private int[]? overlaps, tooOften;

    public CommunityFilter(IReadOnlyList<int>? communityIds, CommunitySets sets)
    {
        this.sets = sets;
        IsAll = communityIds is null;
        Ids = communityIds is null ? [] : communityIds.Count < 2 ? [.. communityIds] : [.. communityIds.Distinct()];
    }

    /// <summary>True for every community.</summary>
    public bool IsAll { get; }

    /// <summary>The chosen communities, each once; empty when <see cref="IsAll"/>.</summary>
    public int[] Ids { get; }

    /// <summary>For each number of <see cref="CommunitySets"/>, how many of the set's communities are chosen.</summary>
    public ReadOnlySpan<int> Overlaps => overlaps ??= Overlap();

    /// <summary>For each number of <see cref="CommunitySets"/>, how often a row of the set is counted beyond once.</summary>
    public ReadOnlySpan<int> TooOften => tooOften ??= Array.ConvertAll(Overlaps.ToArray(), count => Math.Max(0, count - 1));

    private int[] Overlap()
    {
        var all = sets.All;
        var counts = new int[all.Length];
        var chosen = Ids.ToHashSet();
        for (var i = 0; i < counts.Length; i++)
        {
            foreach (var id in all[i])
            {
                if (IsAll || chosen.Contains(id)) counts[i]++;
            }
        }
        return counts;
    }
}
