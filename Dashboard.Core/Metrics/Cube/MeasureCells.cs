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
        MeasureShape.Once => OnceCells.None,
        _ => DistinctCells.None,
    };

    /// <summary>Place of the first day that is not before a given one, among days in order.</summary>
    protected internal static int FirstFrom(ReadOnlySpan<int> days, int day)
    {
        var (low, high) = (0, days.Length);
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (days[middle] < day) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
