namespace Concentric.Rules;

/// <summary>
/// SplitMix64: the same numbers for the same seed on every machine and runtime, which <see cref="Random"/> does not promise.
/// Not for secrets.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A stream of its own, so that more of one kind of record does not shift all others.</summary>
    public SeededRandom Fork(string name)
    {
        var mixed = state;
        foreach (var letter in name) mixed = (mixed ^ letter) * 0x100000001B3;
        return new(mixed);
    }

    public ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(((NextBits() >> 32) * (ulong)end) >> 32);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>0 to below 1.</summary>
    public double NextFraction() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => NextFraction() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>Whole numbers, each at least <paramref name="least"/>, that differ plausibly and add up to a total exactly.</summary>
    public int[] Split(int total, int parts, int least)
    {
        var weights = new double[parts];
        for (var i = 0; i < parts; i++) weights[i] = 0.5 + NextFraction();
        var sum = weights.Sum();
        var rest = total - (least * parts);
        ArgumentOutOfRangeException.ThrowIfNegative(rest);
        var values = new int[parts];
        var (reached, given) = (0.0, 0);
        for (var i = 0; i < parts; i++)
        {
            reached += weights[i];
            var upTo = i == parts - 1 ? rest : (int)Math.Round(rest * reached / sum);
            values[i] = least + upTo - given;
            given = upTo;
        }

        return values;
    }
}

/// <summary>Things to draw by weight.</summary>
public sealed class Weighted<T>
{
    private readonly T[] items;
    private readonly double[] upTo;

    public Weighted(params (T Item, double Weight)[] choices)
    {
        items = [.. choices.Select(choice => choice.Item)];
        upTo = new double[choices.Length];
        var sum = 0.0;
        for (var i = 0; i < choices.Length; i++) upTo[i] = sum += choices[i].Weight;
    }

    public T Draw(SeededRandom random)
    {
        var place = Array.BinarySearch(upTo, random.NextFraction() * upTo[^1]);
        return items[Math.Min(place < 0 ? ~place : place + 1, items.Length - 1)];
    }
}
