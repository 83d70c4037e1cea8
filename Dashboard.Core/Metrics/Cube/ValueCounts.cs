using System.Buffers;

namespace Concentric.Metrics;

/// <summary>Counts how often whole numbers occur; small ones in an array, since working days are mostly that.</summary>
internal sealed class ValueCounts : IDisposable
{
    /// <summary>Numbers from 0 to below this are counted in an array.</summary>
    public const int Small = 1024;

    private readonly long[] small = ArrayPool<long>.Shared.Rent(Small);
    private SortedDictionary<int, long>? others;
    private int lowest = Small;
    private int highest = -1;

    public ValueCounts() => Array.Clear(small);

    public void Add(int value, long count)
    {
        if ((uint)value < Small)
        {
            small[value] += count;
            (lowest, highest) = (Math.Min(lowest, value), Math.Max(highest, value));
            return;
        }
        others ??= [];
        others[value] = others.GetValueOrDefault(value) + count;
    }

    /// <summary>Nothing is counted any more.</summary>
    public void Clear()
    {
        if (highest >= lowest) Array.Clear(small, lowest, highest - lowest + 1);
        (lowest, highest, others) = (Small, -1, null);
    }

    public TermValue Median() => others is null ? MedianOfSmall() : TermValue.OfDistribution(Ascending());

    /// <summary>The numbers that occur and how often, the smallest first.</summary>
    public (long Value, long Count)[] Ascending()
    {
        var ascending = new List<(long, long)>();
        if (others is not null) ascending.AddRange(others.Where(pair => pair.Key < 0 && pair.Value != 0).Select(Pair));
        for (var value = lowest; value <= highest; value++)
        {
            if (small[value] != 0) ascending.Add((value, small[value]));
        }
        if (others is not null) ascending.AddRange(others.Where(pair => pair.Key >= Small && pair.Value != 0).Select(Pair));
        return [.. ascending];

        static (long, long) Pair(KeyValuePair<int, long> pair) => (pair.Key, pair.Value);
    }

    private TermValue MedianOfSmall()
    {
        var n = 0L;
        for (var value = lowest; value <= highest; value++) n += small[value];
        if (n == 0) return new(0);
        var (rank, first) = (0L, lowest - 1);
        while (rank <= (n - 1) / 2) rank += small[++first];
        var second = first;
        while (rank <= n / 2) rank += small[++second];
        return new(n, (first + second) / 2.0);
    }

    public void Dispose() => ArrayPool<long>.Shared.Return(small);
}
