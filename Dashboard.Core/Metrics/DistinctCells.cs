using System.Buffers;

namespace Concentric.Metrics;

/// <summary>
/// Occurrences of things that are counted once however often they occur, by day. A slice goes through its days' occurrences
/// and marks each thing in a bit set: distinct counts do not add, neither over days nor over communities.
/// </summary>
internal sealed class DistinctCells : MeasureCells
{
    public static DistinctCells None { get; } = new([]);

    private readonly JointCell[] occurrences;
    private readonly int[] things;
    private readonly int thingCount;

    private DistinctCells(JointCell[] occurrences)
    {
        this.occurrences = occurrences;
        var places = new Dictionary<long, int>();
        things = new int[occurrences.Length];
        for (var i = 0; i < occurrences.Length; i++)
        {
            if (!places.TryGetValue(occurrences[i].Value, out var place)) places[occurrences[i].Value] = place = places.Count;
            things[i] = place;
        }
        thingCount = places.Count;
    }

    public override int? FirstDay => occurrences.Length == 0 ? null : occurrences[0].Day;

    public override TermValue Read(int from, int to, Selection selection)
    {
        var span = Between(occurrences, from, to);
        if (span.Length == 0) return new(0);
        var start = FirstFrom(occurrences, from);
        var words = (thingCount + 63) / 64;
        var marks = ArrayPool<ulong>.Shared.Rent(words);
        Array.Clear(marks, 0, words);
        var count = 0L;
        for (var i = 0; i < span.Length; i++)
        {
            if (!selection.IsAll && selection.CountOf(span[i].CommunityIds) == 0) continue;
            var thing = things[start + i];
            var bit = 1UL << (thing & 63);
            ref var word = ref marks[thing >> 6];
            if ((word & bit) != 0) continue;
            word |= bit;
            count++;
        }

        ArrayPool<ulong>.Shared.Return(marks);
        return new(count);
    }

    public override MeasureCells With(MeasureReading reading, HashSet<int>? days)
    {
        var sets = new Dictionary<int, int[]>();
        foreach (var cell in reading.Singles)
        {
            if (!sets.TryGetValue(cell.CommunityId, out var set)) sets[cell.CommunityId] = set = [cell.CommunityId];
            reading.Joints.Add(new(cell.Day, set, cell.Value));
        }

        reading.Singles.Clear();
        var merged = Merge(occurrences, reading, days);
        return ReferenceEquals(merged, occurrences) ? this : new DistinctCells(merged);
    }

    public override bool Same(MeasureCells other) => other is DistinctCells cells && Ordered().SequenceEqual(cells.Ordered());

    private IEnumerable<(int, long, string)> Ordered() =>
        occurrences.Select(cell => (cell.Day, cell.Value, string.Join(',', cell.CommunityIds.Order()))).Distinct().Order();
}
