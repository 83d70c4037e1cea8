namespace Concentric.Metrics;

/// <summary>What one reading of a placement found, measure by measure.</summary>
internal sealed class DimensionCells(int measures, CommunitySets sets)
{
    private readonly MeasureReading[] readings = [.. Enumerable.Range(0, measures).Select(_ => new MeasureReading(sets))];

    public MeasureReading this[int place] => readings[place];
}

/// <summary>The cells of one measure: of single communities, and joint rows each with the set of its communities.</summary>
internal sealed class MeasureReading(CommunitySets sets)
{
    private readonly JointRows joints = new(sets), pairedJoints = new(sets);
    private readonly List<(int Day, PairedDay Row)> paired = [];
    private readonly Dictionary<int, int> numbers = [];

    public CommunitySets Sets => sets;

    /// <summary>By community.</summary>
    public List<Cell> Singles { get; } = [];

    /// <summary>By number of <see cref="CommunitySets"/>.</summary>
    public IReadOnlyList<Cell> Joints => joints.All;

    /// <summary>Rows for which another day matters, each with the set of its communities.</summary>
    public (int Day, PairedDay Row)[] Paired =>
        [.. paired, .. pairedJoints.All.Select(row => (row.Day, new PairedDay((int)row.Value, row.Key)))];

    public void AddPaired(int communityId, DateOnly day, DateOnly other)
    {
        // Asked once for each community: the sets are under a lock.
        if (!numbers.TryGetValue(communityId, out var number)) numbers[communityId] = number = sets.NumberOf(communityId);
        paired.Add((day.DayNumber, new(other.DayNumber, number)));
    }

    /// <inheritdoc cref="JointRows.Add"/>
    public void AddJointPaired(long recordId, int communityId, DateOnly day, DateOnly other) =>
        pairedJoints.Add(recordId, communityId, day.DayNumber, other.DayNumber);

    public void AddSingle(int communityId, DateOnly day, long value, long count = 1) =>
        Singles.Add(new(day.DayNumber, communityId, value, count));

    /// <inheritdoc cref="JointRows.Add"/>
    public void AddJoint(long recordId, int communityId, DateOnly day, long value) =>
        joints.Add(recordId, communityId, day.DayNumber, value);

    /// <summary>Joint rows, each with the set of its communities as its key.</summary>
    private sealed class JointRows(CommunitySets sets)
    {
        private readonly List<Cell> whole = [];
        private readonly List<int> communities = [];
        private (long Record, int Day, long Value) last;

        public IReadOnlyList<Cell> All
        {
            get
            {
                Close();
                return whole;
            }
        }

        /// <summary>Joint rows come ordered by record, once for each community.</summary>
        public void Add(long recordId, int communityId, int day, long value)
        {
            if ((recordId, day, value) != last) Close();
            last = (recordId, day, value);
            communities.Add(communityId);
        }

        private void Close()
        {
            if (communities.Count > 0) whole.Add(new(last.Day, sets.NumberOf(communities), last.Value, 1));
            communities.Clear();
        }
    }
}

/// <summary>A row for which another day matters beside its own.</summary>
/// <param name="Other">Number of the day on which its thing was counted last, or of the step that came later.</param>
/// <param name="Set">Number of the set of its communities.</param>
internal readonly record struct PairedDay(int Other, int Set) : IComparable<PairedDay>
{
    public int CompareTo(PairedDay other) => (Other, Set).CompareTo((other.Other, other.Set));
}

/// <summary>A value on one day of one community, or of one set of communities, and how often it occurs.</summary>
internal readonly record struct Cell(int Day, int Key, long Value, long Count);
