namespace Concentric.Metrics;

/// <summary>
/// Prefix sums of many keys (communities, or sets of them) over the same days, in blocks of 64 days. All keys of one day lie together,
/// so that any span of days for any number of keys is read from two places. Holds only days that occur: a slip of the pen (a date in
/// the year 206) costs one row, not a million.
/// </summary>
internal sealed class PrefixTable
{
    public static PrefixTable None { get; } = new([]);

    /// <summary>In order.</summary>
    private readonly PrefixBlock[] blocks;

    /// <summary>Of each block.</summary>
    private readonly int[] numbers;

    /// <summary>The sums at the bounds of the grid that was asked for last: one page asks for the same again and again.</summary>
    private volatile GridRows? last;

    /// <summary>Keys are below this.</summary>
    private readonly int width;

    private PrefixTable(PrefixBlock[] blocks)
    {
        (this.blocks, numbers) = (blocks, Array.ConvertAll(blocks, block => block.Number));
        foreach (var block in blocks) width = Math.Max(width, block.Keys);
    }

    public bool IsEmpty => blocks.Length == 0;

    /// <summary>The first day on which any key has something; null when none has.</summary>
    public int? FirstDay => IsEmpty ? null : blocks[0].Days.First();

    /// <summary>The keys that have anything over all days.</summary>
    public IEnumerable<int> Keys()
    {
        var all = Through(int.MaxValue);
        for (var key = 0; key < width; key++)
        {
            if (all.Of(key) != 0) yield return key;
        }
    }

    /// <summary>A key's sums on those days of a span on which it has something.</summary>
    public IEnumerable<(int Day, long Sum)> ByDay(int key, int from, int to)
    {
        for (var i = MeasureStore.FirstFrom(numbers, DayBlock.NumberOf(from)); i < blocks.Length; i++)
        {
            var rows = -1;
            foreach (var day in blocks[i].Days)
            {
                rows++;
                if (day < from) continue;
                if (day > to) yield break;
                if (blocks[i].OnDay(rows, key) is var sum and not 0) yield return (day, sum);
            }
        }
    }

    /// <summary>The days of a span on which any key has something.</summary>
    public IEnumerable<int> Days(int from, int to) => blocks.Skip(MeasureStore.FirstFrom(numbers, DayBlock.NumberOf(from)))
        .SelectMany(block => block.Days).SkipWhile(day => day < from).TakeWhile(day => day <= to);

    /// <summary>The sums before each bound of a grid, moved back by some days.</summary>
    public ReadOnlySpan<TableRow> RowsAt(PeriodGrid grid, int daysBefore)
    {
        if (last is { } known && known.Grid == grid && known.DaysBefore == daysBefore) return known.Rows;
        var rows = new TableRow[grid.Bounds.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = Through(grid.Bounds[i] - daysBefore - 1);
        last = new(grid, daysBefore, rows);
        return rows;
    }

    /// <summary>Some days, both ends included.</summary>
    public TableSpan Span(int from, int to)
    {
        var before = Through(from - 1);
        return new(before, to < from ? before : Through(to));
    }

    /// <summary>The table with some days (null for all) replaced by the sums of cells; itself when nothing differs.</summary>
    /// <param name="cells">With no other days than those replaced.</param>
    public PrefixTable With(PrefixCells cells, HashSet<int>? replaced)
    {
        if (replaced is null) return None.Of(cells.Blocks);
        var renewed = new SortedDictionary<int, DayBlock>();
        foreach (var days in replaced.GroupBy(DayBlock.NumberOf))
        {
            if (Renewed(days.Key, days, cells.Blocks.GetValueOrDefault(days.Key)) is { } block) renewed[days.Key] = block;
        }

        return renewed.Count == 0 ? this : Of(renewed);
    }

    public bool Same(PrefixTable other) => Values().SequenceEqual(other.Values());

    /// <summary>The sums through a day.</summary>
    private TableRow Through(int day)
    {
        var number = DayBlock.NumberOf(day);
        var place = MeasureStore.FirstFrom(numbers, number);
        if (place < numbers.Length && numbers[place] == number) return new(blocks[place], blocks[place].RowsThrough(day));
        return place == 0 ? default : new(blocks[place - 1], blocks[place - 1].Rows);
    }

    /// <summary>A block's days with some replaced; null when nothing differs.</summary>
    private DayBlock? Renewed(int number, IEnumerable<int> days, DayBlock? read)
    {
        var place = Array.BinarySearch(numbers, number);
        var block = place < 0 ? new(number, 1) : blocks[place].ByDay();
        var differs = false;
        foreach (var day in days)
        {
            var found = read is null ? default : read.Of(day);
            if (block.Of(day).TrimEnd(0L).SequenceEqual(found.TrimEnd(0L))) continue;
            differs = true;
            block.Clear(day);
            for (var key = 0; key < found.Length; key++)
            {
                if (found[key] != 0) block.Add(day, key, found[key]);
            }
        }

        return differs ? block : null;
    }

    /// <summary>
    /// A table with these blocks in place of its own: those before the first are shared, later ones but for what came before.
    /// </summary>
    /// <param name="renewed">In order.</param>
    private PrefixTable Of(IReadOnlyDictionary<int, DayBlock> renewed)
    {
        if (renewed.Count == 0) return this;
        var shared = MeasureStore.FirstFrom(numbers, renewed.Keys.First());
        var all = new List<PrefixBlock>(blocks.Length + renewed.Count);
        all.AddRange(blocks.AsSpan(0, shared));
        var sums = new long[Math.Max(width, renewed.Values.Max(block => block.Width))];
        if (shared > 0)
        {
            for (var key = 0; key < blocks[shared - 1].Keys; key++) sums[key] = blocks[shared - 1].Sum(blocks[shared - 1].Rows, key);
        }

        foreach (var number in numbers.Skip(shared).Union(renewed.Keys).Order())
        {
            var block = renewed.TryGetValue(number, out var days)
                ? PrefixBlock.Of(days, sums)
                : blocks[Array.BinarySearch(numbers, number)].After(sums);
            if (block is null) continue;
            for (var key = 0; key < block.Keys; key++) sums[key] = block.Sum(block.Rows, key);
            all.Add(block);
        }

        return all.Count == 0 ? None : new([.. all]);
    }

    private IEnumerable<(int Day, int Key, long Value)> Values()
    {
        foreach (var block in blocks)
        {
            var rows = 0;
            foreach (var day in block.Days)
            {
                for (var key = 0; key < block.Keys; key++)
                {
                    if (block.OnDay(rows, key) is var value and not 0) yield return (day, key, value);
                }
                rows++;
            }
        }
    }

    private sealed record GridRows(PeriodGrid Grid, int DaysBefore, TableRow[] Rows);
}

/// <summary>The sums of a <see cref="PrefixTable"/> through a day.</summary>
/// <param name="rows">How many days of the block they are after.</param>
internal readonly struct TableRow(PrefixBlock? block, int rows)
{
    public int Keys => block?.Keys ?? 0;

    /// <inheritdoc cref="PrefixBlock.WeightedSum"/>
    public long WeightedSum(ReadOnlySpan<int> weights) => block is null ? 0 : block.WeightedSum(rows, weights);

    /// <summary>A key's sum; 0 for a key that is not there.</summary>
    public long Of(int key) => block is null ? 0 : block.Sum(rows, key);
}

/// <summary>A span of days of a <see cref="PrefixTable"/>: its sums before the span, and through it.</summary>
internal readonly struct TableSpan(TableRow before, TableRow through)
{
    private int Keys => Math.Max(before.Keys, through.Keys);

    /// <summary>The sum of a key over the span; 0 for a key that is not there.</summary>
    public long Of(int key) => through.Of(key) - before.Of(key);

    /// <summary>The sums of the keys over the span, each times its weight.</summary>
    /// <param name="weights">From key 0 on.</param>
    public long WeightedSum(ReadOnlySpan<int> weights) => through.WeightedSum(weights) - before.WeightedSum(weights);

    /// <summary>Of the keys that are own, what lies beyond an equal share, in parts.</summary>
    public long BeyondShare(ReadOnlySpan<int> own, ReadOnlySpan<int> among, long parts)
    {
        var sum = 0L;
        var most = Math.Min(Math.Min(own.Length, among.Length), Keys);
        for (var key = 0; key < most; key++)
        {
            if (own[key] > 0 && among[key] > 1) sum += (parts - (parts / among[key])) * Of(key);
        }
        return sum;
    }
}
