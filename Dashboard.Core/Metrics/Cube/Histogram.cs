namespace Concentric.Metrics;

/// <summary>
/// How often each value occurs on each day, with sums after every <see cref="Block"/> so that a long span is not gone through.
/// </summary>
internal sealed class Histogram
{
    public static Histogram None { get; } = new(DayList<(int, int)>.None);

    private const int Block = 256;

    /// <summary>Sums are kept where all values are below this: each takes a number in every one of them.</summary>
    private const int MostSummed = 256;

    private readonly DayList<(int Value, int Count)> cells;

    /// <summary>After each block, how often each value has occurred up to there; null where values are too large for that.</summary>
    private readonly int[][]? sums;

    /// <summary>Of the grid that was asked for last: one page asks for the same again and again.</summary>
    private volatile GridMedians? last;

    private Histogram(DayList<(int Value, int Count)> cells) => (this.cells, sums) = (cells, Sums(cells.Values));

    /// <summary>Adds the values of a span of days, each as often as it occurs times a weight.</summary>
    public void AddTo(ValueCounts sum, int from, int to, int weight)
    {
        var span = cells.Between(from, to);
        var (place, end) = (span.Start.Value, span.End.Value);
        var (firstBlock, lastBlock) = ((place + Block - 1) / Block, end / Block);
        if (sums is not null && firstBlock < lastBlock)
        {
            AddCells(sum, cells.Values[place..(firstBlock * Block)], weight);
            var (before, through) = (sums[firstBlock], sums[lastBlock]);
            for (var value = 0; value < through.Length; value++) sum.Add(value, (through[value] - before[value]) * weight);
            place = lastBlock * Block;
        }
        AddCells(sum, cells.Values[place..end], weight);
    }

    /// <summary>The median of each period of a grid, in one go through the days.</summary>
    public ReadOnlySpan<TermValue> Medians(PeriodGrid grid)
    {
        if (last is { } known && known.Grid == grid) return known.Values;
        using var counts = new ValueCounts();
        var medians = new TermValue[grid.Periods.Length];
        for (var i = 0; i < medians.Length; i++)
        {
            AddCells(counts, cells.Values[cells.Between(grid.Bounds[i], grid.Bounds[i + 1] - 1)], 1);
            medians[i] = counts.Median();
            counts.Clear();
        }

        last = new(grid, medians);
        return medians;
    }

    /// <summary>The histogram with some days (null for all) replaced; itself when nothing differs.</summary>
    /// <param name="read">Days with a value each and how often it occurs; the same value may come several times.</param>
    public Histogram With(IReadOnlyList<(int Day, (int Value, int Count) Cell)> read, HashSet<int>? replaced)
    {
        var list = Merged(DayList<(int Value, int Count)>.Of(read));
        if (replaced is not null) list = cells.With(list, replaced);
        return list == cells ? this : new(list);
    }

    public bool Same(Histogram other) => cells.Same(other.cells);

    /// <summary>The values that come several times on a day, put together.</summary>
    private static DayList<(int Value, int Count)> Merged(DayList<(int Value, int Count)> list)
    {
        var (days, cells) = (list.Days.ToArray(), list.Values.ToArray());
        var place = -1;
        for (var i = 0; i < days.Length; i++)
        {
            if (place >= 0 && days[place] == days[i] && cells[place].Value == cells[i].Value) cells[place].Count += cells[i].Count;
            else (days[++place], cells[place]) = (days[i], cells[i]);
        }

        return DayList<(int, int)>.OfOrdered(days[..(place + 1)], cells[..(place + 1)]);
    }

    private static void AddCells(ValueCounts sum, ReadOnlySpan<(int Value, int Count)> cells, int weight)
    {
        foreach (var (value, count) in cells) sum.Add(value, count * weight);
    }

    private static int[][]? Sums(ReadOnlySpan<(int Value, int Count)> cells)
    {
        var most = 0;
        foreach (var (value, _) in cells)
        {
            if ((uint)value >= MostSummed) return null;
            most = Math.Max(most, value);
        }

        var sum = new int[most + 1];
        var sums = new int[(cells.Length / Block) + 1][];
        for (var i = 0; i <= cells.Length; i++)
        {
            if (i % Block == 0) sums[i / Block] = [.. sum];
            if (i < cells.Length) sum[cells[i].Value] += cells[i].Count;
        }
        return sums;
    }

    private sealed record GridMedians(PeriodGrid Grid, TermValue[] Values);
}
