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
    private readonly List<Cell> joints = [];
    private readonly List<int> lastCommunities = [];
    private readonly List<(int Day, PairedDay Row)> paired = [];
    private readonly List<int> pairedCommunities = [];
    private (long Record, int Day, int Other) lastPaired;
    private long lastRecord = long.MinValue;
    private int lastDay;
    private long lastValue;

    public CommunitySets Sets => sets;

    /// <summary>By community.</summary>
    public List<Cell> Singles { get; } = [];

    /// <summary>By number of <see cref="CommunitySets"/>.</summary>
    public IReadOnlyList<Cell> Joints
    {
        get
        {
            CloseRow();
            return joints;
        }
    }

    /// <summary>By community, a joint row in each of its own.</summary>
    public IEnumerable<Cell> InCommunities()
    {
        foreach (var cell in Singles) yield return cell;
        foreach (var cell in Joints)
        {
            foreach (var id in sets.All[cell.Key]) yield return cell with { Key = id };
        }
    }

    /// <summary>Rows for which another day matters, each with the set of its communities.</summary>
    public IReadOnlyList<(int Day, PairedDay Row)> Paired
    {
        get
        {
            ClosePaired();
            return paired;
        }
    }

    public void AddPaired(int communityId, DateOnly day, DateOnly other) =>
        paired.Add((day.DayNumber, new(other.DayNumber, sets.NumberOf(communityId))));

    /// <inheritdoc cref="AddJoint"/>
    public void AddJointPaired(long recordId, int communityId, DateOnly day, DateOnly other)
    {
        if (recordId != lastPaired.Record) ClosePaired();
        lastPaired = (recordId, day.DayNumber, other.DayNumber);
        pairedCommunities.Add(communityId);
    }

    public void AddSingle(int communityId, DateOnly day, long value, long count = 1) =>
        Singles.Add(new(day.DayNumber, communityId, value, count));

    /// <summary>Joint rows come ordered by record, once for each community.</summary>
    public void AddJoint(long recordId, int communityId, DateOnly day, long value)
    {
        if (recordId != lastRecord || day.DayNumber != lastDay || value != lastValue) CloseRow();
        (lastRecord, lastDay, lastValue) = (recordId, day.DayNumber, value);
        lastCommunities.Add(communityId);
    }

    private void ClosePaired()
    {
        if (pairedCommunities.Count > 0) paired.Add((lastPaired.Day, new(lastPaired.Other, sets.NumberOf(pairedCommunities))));
        pairedCommunities.Clear();
    }

    private void CloseRow()
    {
        if (lastCommunities.Count > 0) joints.Add(new(lastDay, sets.NumberOf(lastCommunities), lastValue, 1));
        lastCommunities.Clear();
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
