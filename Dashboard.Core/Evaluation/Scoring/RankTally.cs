namespace Concentric.Evaluation;

/// <summary>Counts which rank each unit has in draws of totals.</summary>
internal sealed class RankTally(int units)
{
    private readonly int[,] places = new int[units, units + 1];
    private readonly long[] ordered = new long[units];
    private int draws;

    /// <summary>One draw.</summary>
    /// <param name="totals">In hundredths of a point, so that what is equal on paper is equal here.</param>
    public void Add(ReadOnlySpan<long> totals)
    {
        totals.CopyTo(ordered);
        Array.Sort(ordered);
        for (var u = 0; u < totals.Length; u++) places[u, RankOf(totals[u])]++;
        draws++;
    }

    public UnitRobustness Of(int u, long id)
    {
        var (best, worst, low, high, seen) = (0, 0, 0, 0, 0);
        for (var rank = 1; rank < places.GetLength(1); rank++)
        {
            if (places[u, rank] == 0) continue;
            if (best == 0) best = rank;
            worst = rank;
            seen += places[u, rank];
            if (low == 0 && seen >= draws * 0.05) low = rank;
            if (high == 0 && seen >= draws * 0.95) high = rank;
        }

        return new(id, best, worst, low, high, (double)places[u, 1] / draws);
    }

    /// <summary>1 and as many as are better.</summary>
    private int RankOf(long total)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ordered[middle] <= total) low = middle + 1;
            else high = middle;
        }

        return ordered.Length - low + 1;
    }
}
