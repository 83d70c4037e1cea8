namespace Concentric.Metrics;

/// <summary>
/// The sets of communities that share joint records, each kept once under a small number. Grows only; bounded by the
/// combinations that really occur, of which a street has at most some hundreds.
/// </summary>
internal sealed class CommunitySets
{
    /// <summary>For a single community, which shares with nobody.</summary>
    public static CommunitySets None { get; } = new();

    private readonly Dictionary<int[], int> numbers = new(ContentComparer.Instance);
    private readonly Dictionary<int, int> singles = [];
    private readonly Lock gate = new();
    private int[][] all = [];

    /// <summary>The sets by number, as of now. Numbers given later lie past its end.</summary>
    public ReadOnlySpan<int[]> All => Volatile.Read(ref all);

    /// <summary>The number of a set.</summary>
    /// <param name="communityIds">In any order.</param>
    public int NumberOf(IReadOnlyCollection<int> communityIds)
    {
        int[] set = [.. communityIds.Distinct().Order()];
        lock (gate)
        {
            if (numbers.TryGetValue(set, out var number)) return number;
            number = numbers[set] = all.Length;
            Volatile.Write(ref all, [.. all, set]);
            return number;
        }
    }

    /// <summary>The number of one community by itself.</summary>
    public int NumberOf(int communityId)
    {
        lock (gate)
        {
            if (singles.TryGetValue(communityId, out var number)) return number;
            return singles[communityId] = NumberOf([communityId]);
        }
    }

    private sealed class ContentComparer : IEqualityComparer<int[]>
    {
        public static readonly ContentComparer Instance = new();

        public bool Equals(int[]? left, int[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(int[] set)
        {
            var hash = new HashCode();
            foreach (var id in set) hash.Add(id);
            return hash.ToHashCode();
        }
    }
}
