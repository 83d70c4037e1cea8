using System.Runtime.InteropServices;

namespace Concentric.Metrics;

/// <summary>
/// Prefix sums of many keys (communities, or sets of them) over the same days. All keys of one day lie together, so that
/// any span of days for any number of keys is read from two rows. Holds only days that occur: a slip of the pen
/// (a date in the year 206) costs one row, not a million.
/// </summary>
internal sealed class PrefixTable
{
    public static PrefixTable None { get; } = new([], [[]]);

    /// <summary>In order.</summary>
    private readonly int[] days;

    /// <summary>
    /// By key, through each day; the first row is from before all days. A row ends with the last key that had come up when it was made.
    /// </summary>
    private readonly long[][] sums;

    /// <summary>The rows at the bounds of the grid that was asked for last: one page asks for the same again and again.</summary>
    private volatile GridRows? last;

    /// <summary>The same of a span of days: fifty communities are asked for the same one after another.</summary>
    private volatile SpanRows? lastSpan;

    private PrefixTable(int[] days, long[][] sums) => (this.days, this.sums) = (days, sums);

    public bool IsEmpty => days.Length == 0;

    /// <summary>The first day on which any key has something; null when none has.</summary>
    public int? FirstDay => Values().Select(value => (int?)value.Day).FirstOrDefault();

    /// <summary>The keys that have anything over all days.</summary>
    public IEnumerable<int> Keys() => Enumerable.Range(0, sums[^1].Length).Where(key => sums[^1][key] != 0);

    /// <summary>A key's sums on those days of a span on which it has something.</summary>
    public IEnumerable<(int Day, long Sum)> ByDay(int key, int from, int to)
    {
        for (var i = MeasureStore.FirstFrom(days, from); i < days.Length && days[i] <= to; i++)
        {
            if (At(sums[i + 1], key) - At(sums[i], key) is var sum and not 0) yield return (days[i], sum);
        }
    }

    /// <summary>The days of a span on which any key has something.</summary>
    public ArraySegment<int> Days(int from, int to)
    {
        var low = MeasureStore.FirstFrom(days, from);
        return new(days, low, to < from ? 0 : MeasureStore.FirstFrom(days, to + 1) - low);
    }

    /// <summary>The sums before each bound of a grid, moved back by some days.</summary>
    public ReadOnlySpan<long[]> RowsAt(PeriodGrid grid, int daysBefore)
    {
        if (last is { } known && known.Grid == grid && known.DaysBefore == daysBefore) return known.Rows;
        var rows = new long[grid.Bounds.Length][];
        for (var i = 0; i < rows.Length; i++) rows[i] = sums[MeasureStore.FirstFrom(days, grid.Bounds[i] - daysBefore)];
        last = new(grid, daysBefore, rows);
        return rows;
    }

    /// <summary>A key's sum in a row; 0 for a key that is not there.</summary>
    public static long At(long[] row, int key) => (uint)key < (uint)row.Length ? row[key] : 0;

    /// <summary>Some days, both ends included.</summary>
    public TableSpan Span(int from, int to)
    {
        if (lastSpan is { } known && known.From == from && known.To == to) return known.Rows;
        var low = MeasureStore.FirstFrom(days, from);
        var rows = new TableSpan(sums[low], sums[to < from ? low : MeasureStore.FirstFrom(days, to + 1)]);
        lastSpan = new(from, to, rows);
        return rows;
    }

    /// <summary>The table with some days (null for all) replaced by the sums of cells; itself when nothing differs.</summary>
    public PrefixTable With(IEnumerable<Cell> cells, HashSet<int>? replaced)
    {
        var read = new SortedDictionary<int, Dictionary<int, long>>();
        foreach (var cell in cells)
        {
            if (!read.TryGetValue(cell.Day, out var values)) read[cell.Day] = values = [];
            CollectionsMarshal.GetValueRefOrAddDefault(values, cell.Key, out _) += cell.Value;
        }

        if (replaced is null) return Of([.. read.Keys], None, 0, day => read[day]);
        var differing = replaced.Where(day => Differs(day, read.GetValueOrDefault(day))).DefaultIfEmpty(int.MaxValue).Min();
        if (differing == int.MaxValue) return this;
        // What lies before the first difference is shared with the table as it was.
        int[] newDays = [.. days.Union(read.Keys).Order()];
        return Of(newDays, this, MeasureStore.FirstFrom(newDays, differing), day =>
            replaced.Contains(day) ? read.GetValueOrDefault(day) : null, replaced);
    }

    public bool Same(PrefixTable other) => Values().SequenceEqual(other.Values());

    private static PrefixTable Of(int[] days, PrefixTable held, int shared, Func<int, Dictionary<int, long>?> valuesOf,
        HashSet<int>? replaced = null)
    {
        var sums = new long[days.Length + 1][];
        Array.Copy(held.sums, sums, shared + 1);
        for (var i = shared; i < days.Length; i++)
        {
            var values = valuesOf(days[i]);
            var row = new long[Math.Max(Math.Max(sums[i].Length, held.sums[^1].Length), values is null ? 0 : values.Keys.Max() + 1)];
            sums[i].CopyTo(row, 0);
            if (values is not null)
            {
                foreach (var (key, value) in values) row[key] += value;
            }
            else if (replaced is null || !replaced.Contains(days[i]))
            {
                held.AddDay(days[i], row);
            }
            sums[i + 1] = row;
        }
        return new(days, sums);
    }

    private void AddDay(int day, long[] row)
    {
        var place = Array.BinarySearch(days, day);
        if (place < 0) return;
        var (before, through) = (sums[place], sums[place + 1]);
        for (var key = 0; key < through.Length; key++) row[key] += through[key] - (key < before.Length ? before[key] : 0);
    }

    private bool Differs(int day, Dictionary<int, long>? values)
    {
        var held = new long[sums[^1].Length];
        AddDay(day, held);
        for (var key = 0; key < held.Length; key++)
        {
            if (held[key] != (values?.GetValueOrDefault(key) ?? 0)) return true;
        }
        return values is not null && values.Any(value => value.Key >= held.Length && value.Value != 0);
    }

    private sealed record GridRows(PeriodGrid Grid, int DaysBefore, long[][] Rows);

    private sealed record SpanRows(int From, int To, TableSpan Rows);

    private IEnumerable<(int Day, int Key, long Value)> Values()
    {
        for (var i = 0; i < days.Length; i++)
        {
            for (var key = 0; key < sums[i + 1].Length; key++)
            {
                var value = sums[i + 1][key] - (key < sums[i].Length ? sums[i][key] : 0);
                if (value != 0) yield return (days[i], key, value);
            }
        }
    }
}

/// <summary>A span of days of a <see cref="PrefixTable"/>: its sums before the span, and through it.</summary>
internal readonly struct TableSpan(long[] before, long[] through)
{
    /// <summary>The sum of a key over the span; 0 for a key that is not there.</summary>
    public long Of(int key) => PrefixTable.At(through, key) - PrefixTable.At(before, key);

    /// <summary>The sums of the keys from 0 on, each times how often it is counted beyond once.</summary>
    public long CountedTooOften(ReadOnlySpan<int> counts)
    {
        var sum = 0L;
        var most = Math.Min(counts.Length, through.Length);
        for (var key = 0; key < most; key++)
        {
            if (counts[key] > 1) sum += (counts[key] - 1) * Of(key);
        }
        return sum;
    }

    /// <summary>Of the keys that are own, what lies beyond an equal share, in parts.</summary>
    public long BeyondShare(ReadOnlySpan<int> own, ReadOnlySpan<int> among, long parts)
    {
        var sum = 0L;
        var most = Math.Min(Math.Min(own.Length, among.Length), through.Length);
        for (var key = 0; key < most; key++)
        {
            if (own[key] > 0 && among[key] > 1) sum += (parts - (parts / among[key])) * Of(key);
        }
        return sum;
    }
}
