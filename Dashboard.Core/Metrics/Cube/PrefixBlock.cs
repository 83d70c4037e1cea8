using System.Numerics;

namespace Concentric.Metrics;

/// <summary>
/// Running sums by key through the days of one block: what there was before it, and from there on only what has come since, which takes
/// few bytes. Days with nothing have no sums of their own. Never changed once made.
/// </summary>
internal sealed class PrefixBlock
{
    private readonly PackedNumbers before, since;

    /// <summary>The days of the block that have sums, as bits.</summary>
    private readonly ulong present;

    /// <summary>How many keys a day's sums have.</summary>
    private readonly int width;

    private PrefixBlock(int number, PackedNumbers before, PackedNumbers since, ulong present, int width) =>
        (Number, this.before, this.since, this.present, this.width) = (number, before, since, present, width);

    /// <summary>Which days: <see cref="DayBlock.NumberOf"/>.</summary>
    public int Number { get; }

    /// <summary>How many of its days have sums.</summary>
    public int Rows => BitOperations.PopCount(present);

    /// <summary>Keys that may have a sum.</summary>
    public int Keys => Math.Max(before.Length, width);

    /// <summary>Its days that have sums, in order.</summary>
    public IEnumerable<int> Days
    {
        get
        {
            for (var left = present; left != 0; left &= left - 1)
                yield return (Number * DayBlock.Days) + BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>The block; null when none of its days has anything.</summary>
    /// <param name="sums">By key, what there was before it.</param>
    public static PrefixBlock? Of(DayBlock days, ReadOnlySpan<long> sums)
    {
        var present = days.Present;
        if (present == 0) return null;
        var width = 0;
        for (var left = present; left != 0; left &= left - 1)
            width = Math.Max(width, days.Of(BitOperations.TrailingZeroCount(left)).LastIndexOfAnyExcept(0L) + 1);
        var since = new long[BitOperations.PopCount(present) * width];
        var row = 0;
        for (var left = present; left != 0; left &= left - 1, row += width)
        {
            var values = days.Of(BitOperations.TrailingZeroCount(left));
            for (var key = 0; key < width; key++) since[row + key] = values[key] + (row == 0 ? 0 : since[row - width + key]);
        }

        return new(days.Number, PackedNumbers.Of(sums[..(sums.LastIndexOfAnyExcept(0L) + 1)]), PackedNumbers.Of(since), present, width);
    }

    /// <summary>The same days after other sums.</summary>
    public PrefixBlock After(ReadOnlySpan<long> sums)
    {
        var length = sums.LastIndexOfAnyExcept(0L) + 1;
        var isSame = length == before.Length;
        for (var key = 0; key < length && isSame; key++) isSame = sums[key] == before[key];
        return isSame ? this : new(Number, PackedNumbers.Of(sums[..length]), since, present, width);
    }

    /// <summary>How many of its days with sums are not after a day of the block.</summary>
    public int RowsThrough(int day) => BitOperations.PopCount(present & DayBlock.Through(day));

    /// <summary>A key's sum after some of the days.</summary>
    /// <param name="rows">How many of those that have sums.</param>
    public long Sum(int rows, int key)
    {
        var sum = (uint)key < (uint)before.Length ? before[key] : 0;
        return rows > 0 && (uint)key < (uint)width ? sum + since[((rows - 1) * width) + key] : sum;
    }

    /// <summary>The keys' sums after some of the days, each times its weight.</summary>
    /// <param name="weights">From key 0 on.</param>
    public long WeightedSum(int rows, ReadOnlySpan<int> weights)
    {
        var sum = before.WeightedSum(0, weights);
        if (weights.Length > width) weights = weights.Slice(0, width);
        return rows == 0 ? sum : sum + since.WeightedSum((rows - 1) * width, weights);
    }

    /// <summary>What a key has on a day, which is the next after some of those that have sums.</summary>
    public long OnDay(int rows, int key) => (uint)key >= (uint)width ? 0
        : since[(rows * width) + key] - (rows == 0 ? 0 : since[((rows - 1) * width) + key]);

    /// <summary>The sums of its days, one by one.</summary>
    public DayBlock ByDay()
    {
        var days = new DayBlock(Number, Math.Max(1, width));
        var rows = 0;
        foreach (var day in Days)
        {
            for (var key = 0; key < width; key++) days.Add(day, key, OnDay(rows, key));
            rows++;
        }
        return days;
    }
}
