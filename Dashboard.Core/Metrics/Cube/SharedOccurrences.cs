using System.Buffers;

namespace Concentric.Metrics;

/// <summary>Occurrences of things that belong to several communities, each with the set it occurred in; told apart in a bit set.</summary>
internal sealed class SharedOccurrences
{
    public static SharedOccurrences None { get; } = new(DayList<(long, int)>.None);

    private readonly DayList<(long Thing, int Set)> occurrences;

    /// <summary>Each occurrence's thing, numbered from 0.</summary>
    private readonly int[] numbers;
    private readonly int thingCount;

    private SharedOccurrences(DayList<(long Thing, int Set)> occurrences)
    {
        this.occurrences = occurrences;
        numbers = new int[occurrences.Values.Length];
        var known = new Dictionary<long, int>();
        for (var i = 0; i < numbers.Length; i++)
        {
            var thing = occurrences.Values[i].Thing;
            if (!known.TryGetValue(thing, out numbers[i])) known[thing] = numbers[i] = known.Count;
        }
        thingCount = known.Count;
    }

    public int? FirstDay => numbers.Length == 0 ? null : occurrences.Days[0];

    /// <summary>How many different things occur in a span of days in the chosen communities.</summary>
    public int Distinct(int from, int to, CommunityFilter selection)
    {
        var span = occurrences.Between(from, to);
        if (span.Start.Value == span.End.Value) return 0;
        var overlaps = selection.Overlaps;
        var values = occurrences.Values;
        var words = (thingCount + 63) / 64;
        var marks = ArrayPool<ulong>.Shared.Rent(words);
        Array.Clear(marks, 0, words);
        var count = 0;
        for (var i = span.Start.Value; i < span.End.Value; i++)
        {
            if (overlaps[values[i].Set] == 0) continue;
            var bit = 1UL << (numbers[i] & 63);
            ref var word = ref marks[numbers[i] >> 6];
            if ((word & bit) == 0) count++;
            word |= bit;
        }

        ArrayPool<ulong>.Shared.Return(marks);
        return count;
    }

    /// <summary>The occurrences with those of some days (null for all) replaced; these themselves when nothing differs.</summary>
    public SharedOccurrences With(IEnumerable<Cell> read, HashSet<int>? replaced)
    {
        var list = DayList<(long, int)>.Of([.. read.Select(cell => (cell.Day, (cell.Value, cell.Key)))]);
        if (replaced is not null) list = occurrences.With(list, replaced);
        return list == occurrences ? this : new(list);
    }

    public IEnumerable<Cell> Cells()
    {
        for (var i = 0; i < numbers.Length; i++)
            yield return new(occurrences.Days[i], occurrences.Values[i].Set, occurrences.Values[i].Thing, 1);
    }
}
