using System.Numerics;

namespace Concentric.Metrics;

/// <summary>What one reading found for a <see cref="PrefixTable"/>: sums by day and key, added up in whatever order they come.</summary>
internal sealed class PrefixCells
{
    private readonly SortedDictionary<int, DayBlock> blocks = [];
    private DayBlock? last;

    /// <summary>By number of the block (<see cref="DayBlock.NumberOf"/>), in order.</summary>
    public IReadOnlyDictionary<int, DayBlock> Blocks => blocks;

    public void Add(int day, int key, long value)
    {
        var number = DayBlock.NumberOf(day);
        if (last?.Number != number) last = Block(number);
        last.Add(day, key, value);
    }

    private DayBlock Block(int number)
    {
        if (!blocks.TryGetValue(number, out var block))
            blocks[number] = block = new(number, last?.Width ?? 1);
        return block;
    }
}

/// <summary>The sums of 64 days that follow each other, by day and key.</summary>
/// <param name="number">Which 64 days.</param>
/// <param name="width">For how many keys there is room at first.</param>
internal sealed class DayBlock(int number, int width)
{
    /// <summary>Days of a block: a bit for each fits into one number.</summary>
    public const int Days = 64;

    private long[] values = new long[Days * width];

    public int Number => number;

    public int Width { get; private set; } = width;

    public static int NumberOf(int day) => day >> 6;

    /// <summary>The first days of the block's own, as bits: those up to a day, itself included.</summary>
    public static ulong Through(int day) => ulong.MaxValue >> (Days - 1 - (day & (Days - 1)));

    /// <summary>Those of its days on which any key has something, as bits.</summary>
    public ulong Present
    {
        get
        {
            var present = 0UL;
            for (var day = 0; day < Days; day++)
            {
                if (Of(day).ContainsAnyExcept(0L)) present |= 1UL << day;
            }
            return present;
        }
    }

    /// <summary>A day's sums by key.</summary>
    public ReadOnlySpan<long> Of(int day) => values.AsSpan((day & (Days - 1)) * Width, Width);

    public void Add(int day, int key, long value)
    {
        if (key >= Width) Widen((int)BitOperations.RoundUpToPowerOf2((uint)key + 1));
        values[((day & (Days - 1)) * Width) + key] += value;
    }

    /// <summary>The day has nothing.</summary>
    public void Clear(int day) => values.AsSpan((day & (Days - 1)) * Width, Width).Clear();

    private void Widen(int wide)
    {
        var wider = new long[Days * wide];
        for (var day = 0; day < Days; day++) Of(day).CopyTo(wider.AsSpan(day * wide));
        (values, Width) = (wider, wide);
    }
}
