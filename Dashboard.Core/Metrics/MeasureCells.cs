namespace Concentric.Metrics;

/// <summary>What the cube holds of one measure. Never changed once made: a recount makes a new one, and readers keep theirs.</summary>
internal abstract class MeasureCells
{
    /// <summary>Number of the first day with anything to count; null when there is none.</summary>
    public abstract int? FirstDay { get; }

    public abstract TermValue Read(int from, int to, Selection selection);

    /// <summary>These cells with those of some days (null for all) replaced by a reading of the store.</summary>
    public abstract MeasureCells With(MeasureReading reading, HashSet<int>? days);

    /// <summary>True when both hold the same figures; what the nightly recount asks.</summary>
    public abstract bool Same(MeasureCells other);

    public static MeasureCells Empty(MeasureShape shape) => shape switch
    {
        MeasureShape.Sum => SumCells.None,
        MeasureShape.Distribution => DistributionCells.None,
        _ => DistinctCells.None,
    };

    /// <summary>The joint rows of other days followed by the ones read, by day.</summary>
    protected static JointCell[] Merge(JointCell[] held, MeasureReading reading, HashSet<int>? days)
    {
        var read = reading.Flush().Joints;
        if (days is not null && read.Count == 0 && !Array.Exists(held, cell => days.Contains(cell.Day))) return held;
        var kept = days is null ? [] : held.Where(cell => !days.Contains(cell.Day));
        var merged = kept.Concat(read).ToArray();
        Array.Sort(merged, (left, right) => left.Day.CompareTo(right.Day));
        return merged;
    }

    /// <summary>The joint rows of a span of days, which lie together.</summary>
    protected static ReadOnlySpan<JointCell> Between(JointCell[] joint, int from, int to)
    {
        var start = FirstFrom(joint, from);
        return joint.AsSpan(start, Math.Max(0, FirstFrom(joint, to + 1L) - start));
    }

    /// <summary>Place of the first row of a day or later.</summary>
    protected static int FirstFrom(JointCell[] joint, long day)
    {
        var (low, high) = (0, joint.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (joint[middle].Day < day) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
