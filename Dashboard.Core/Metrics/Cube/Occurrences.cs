using System.Numerics;

namespace Concentric.Metrics;

/// <summary>
/// Occurrences of one community's own things in the order of days, each with the day on which the thing occurred before.
/// In a span of days as many different things occur as there are occurrences whose one before lies before the span.
/// </summary>
internal sealed class Occurrences
{
    public static Occurrences None { get; } = new(DayList<long>.None);

    private readonly DayList<long> things;
    private readonly int[] before;

    private Occurrences(DayList<long> things)
    {
        this.things = things;
        before = new int[things.Days.Length];
        var last = new Dictionary<long, int>();
        for (var i = 0; i < before.Length; i++)
        {
            before[i] = last.GetValueOrDefault(things.Values[i], int.MinValue);
            last[things.Values[i]] = things.Days[i];
        }
    }

    public int? FirstDay => before.Length == 0 ? null : things.Days[0];

    /// <summary>How many different things occur in a span of days.</summary>
    public int Distinct(int from, int to)
    {
        var span = before.AsSpan(things.Between(from, to));
        var count = 0;
        var bound = new Vector<int>(from);
        while (span.Length >= Vector<int>.Count)
        {
            // True is -1 in each place.
            count -= Vector.Sum(Vector.LessThan(new Vector<int>(span), bound));
            span = span[Vector<int>.Count..];
        }

        foreach (var day in span)
        {
            if (day < from) count++;
        }
        return count;
    }

    /// <summary>The occurrences with those of some days (null for all) replaced; these themselves when nothing differs.</summary>
    public Occurrences With(IEnumerable<Cell> read, HashSet<int>? replaced)
    {
        var list = DayList<long>.Of([.. read.Select(cell => (cell.Day, cell.Value))]);
        if (replaced is not null) list = things.With(list, replaced);
        return list == things ? this : new(list);
    }

    public IEnumerable<Cell> Cells(int key)
    {
        for (var i = 0; i < before.Length; i++) yield return new(things.Days[i], key, things.Values[i], 1);
    }
}
