namespace Concentric.Metrics;

/// <summary>The communities of a slice, made once and used for every measure.</summary>
internal sealed class Selection
{
    private readonly HashSet<int>? chosen;

    public Selection(IReadOnlyList<int>? communityIds)
    {
        if (communityIds is null) return;
        chosen = [.. communityIds];
        Ids = [.. chosen];
    }

    /// <summary>True for every community.</summary>
    public bool IsAll => chosen is null;

    /// <summary>The chosen communities; empty when <see cref="IsAll"/>.</summary>
    public int[] Ids { get; } = [];

    public bool Contains(int communityId) => chosen is null || chosen.Contains(communityId);

    /// <summary>How many of a joint row's communities are chosen.</summary>
    public int CountOf(int[] communityIds)
    {
        var count = 0;
        foreach (var id in communityIds)
        {
            if (Contains(id)) count++;
        }
        return count;
    }
}
