using System.Collections.Concurrent;
using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>What the cube holds of one measure. Never changed once made: a recount makes a new one, and readers keep theirs.</summary>
internal abstract class MeasureStore
{
    /// <summary>
    /// What <see cref="Recorded(int, DateOnly)"/> found, by community (or <see cref="AllOfThem"/>) and month. Cells never change, so
    /// neither does this.
    /// </summary>
    private readonly ConcurrentDictionary<(int Key, int Month), Recorded> recorded = new();

    private const int AllOfThem = -1;

    /// <summary>Number of the first day with anything to count; null when there is none.</summary>
    public abstract int? FirstDay { get; }

    public abstract TermValue Read(int from, int to, CommunityFilter selection);

    /// <summary>The same as it stood at the end of a day; of what does not mature, as it is.</summary>
    public virtual TermValue ReadAsOf(int from, int to, int asOf, CommunityFilter selection) => Read(from, to, selection);

    /// <summary>Each period of a grid from a place on, as it stood on the day after its last.</summary>
    /// <param name="into">As many as are read.</param>
    public virtual void ReadEach(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into)
    {
        var bounds = grid.Bounds[start..];
        for (var i = 0; i < into.Length; i++) into[i] = ReadAsOf(bounds[i], bounds[i + 1] - 1, bounds[i + 1], selection);
    }

    /// <summary>All that there was by the last day of each period of a grid, or some days before it.</summary>
    /// <param name="into">As many as are read.</param>
    public virtual void ReadThrough(PeriodGrid grid, int start, int daysBefore, CommunityFilter selection, Span<TermValue> into)
    {
        var bounds = grid.Bounds[start..];
        for (var i = 0; i < into.Length; i++)
            into[i] = Read(DateOnly.MinValue.DayNumber, bounds[i + 1] - 1 - daysBefore, selection);
    }

    /// <summary>
    /// A community's share of what several have together, in parts of one over <see cref="Parts"/>: a joint row is divided among those
    /// of its communities that are chosen, so the shares add up to what they have together. What does not add up is told as it is.
    /// </summary>
    /// <param name="asOf">Day at whose end it is looked at, for what matures; <see cref="int.MaxValue"/> for now.</param>
    /// <param name="own">The community.</param>
    /// <param name="among">The communities that share, it included.</param>
    public virtual long Share(int from, int to, int asOf, CommunityFilter own, CommunityFilter among) =>
        ReadAsOf(from, to, asOf, own).Sum * Parts;

    /// <summary>Divisible by every number up to twelve: a row of more communities loses less than a thousandth.</summary>
    public const long Parts = 27_720;

    /// <summary>The communities that have anything.</summary>
    public virtual IEnumerable<int> Communities() => [];

    /// <summary>Since when a community has regular records.</summary>
    public Recorded Recorded(int communityId, DateOnly today) =>
        recorded.GetOrAdd((communityId, RegularRecording.MonthOf(today)), _ =>
            Recorded(today, new CommunityFilter([communityId], CommunitySets.None)));

    /// <summary>Since when some communities together have.</summary>
    public Recorded Recorded(CommunityFilter selection, DateOnly today) =>
        selection.IsAll ? recorded.GetOrAdd((AllOfThem, RegularRecording.MonthOf(today)), _ => Recorded(today, selection))
        : selection.Ids is [var one] ? Recorded(one, today) : Recorded(today, selection);

    private Recorded Recorded(DateOnly today, CommunityFilter selection)
    {
        if (FirstDay is not { } first) return default;
        var earliest = Math.Max(RegularRecording.MonthOf(DateOnly.FromDayNumber(first)),
            RegularRecording.MonthOf(new(Period.FirstYear, 1, 1)));
        return RegularRecording.Read(Count, earliest, today);

        // The month that runs has what has come of it: a day that lies ahead says nothing of recording.
        long Count(int month)
        {
            var days = RegularRecording.DaysOf(month);
            return Read(days.From.DayNumber, Math.Min(days.To.DayNumber, today.DayNumber), selection).Sum;
        }
    }

    /// <summary>These cells with those of some days (null for all) replaced by a reading of the store.</summary>
    public abstract MeasureStore With(MeasureReading reading, HashSet<int>? days);

    /// <summary>True when both hold the same figures; what the nightly recount asks.</summary>
    public abstract bool Same(MeasureStore other);

    public static MeasureStore Empty(MeasureShape shape) => shape switch
    {
        MeasureShape.Sum => SumCells.None,
        MeasureShape.Distribution => DistributionCells.None,
        MeasureShape.Once => OnceCells.None,
        MeasureShape.Maturing => MaturingCells.None,
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
