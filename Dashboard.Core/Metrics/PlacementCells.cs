namespace Concentric.Metrics;

/// <summary>What one reading of a placement found, measure by measure.</summary>
internal sealed class PlacementCells(int measures)
{
    private readonly MeasureReading[] readings = [.. Enumerable.Range(0, measures).Select(_ => new MeasureReading())];

    public MeasureReading this[int place] => readings[place];

    public void AddSingle(int place, int communityId, DateOnly day, long value) =>
        readings[place].Singles.Add(new(day.DayNumber, communityId, value, 1));

    public void AddSingleValue(int place, int communityId, DateOnly day, long value, long count) =>
        readings[place].Singles.Add(new(day.DayNumber, communityId, value, count));

    /// <summary>Joint rows come ordered by record, once for each community.</summary>
    public void AddJoint(int place, long recordId, int communityId, DateOnly day, long value) => readings[place].AddJoint(recordId, communityId, day.DayNumber, value);

    public void AddJointValue(int place, long recordId, int communityId, DateOnly day, long value) => readings[place].AddJoint(recordId, communityId, day.DayNumber, value);
}

/// <summary>The cells of one measure: of single communities, and joint rows each with all its communities.</summary>
internal sealed class MeasureReading
{
    private long lastRecord = long.MinValue;
    private int lastDay;
    private long lastValue;
    private readonly List<int> lastCommunities = [];

    public List<SingleCell> Singles { get; } = [];

    public List<JointCell> Joints { get; } = [];

    public void AddJoint(long recordId, int communityId, int day, long value)
    {
        if (recordId != lastRecord || day != lastDay || value != lastValue) Flush();
        (lastRecord, lastDay, lastValue) = (recordId, day, value);
        lastCommunities.Add(communityId);
    }

    /// <summary>Closes the last joint row; call before <see cref="Joints"/> is read.</summary>
    public MeasureReading Flush()
    {
        if (lastCommunities.Count > 0) Joints.Add(new(lastDay, [.. lastCommunities], lastValue));
        lastCommunities.Clear();
        return this;
    }
}

/// <summary>A value of one community on one day, and how often it occurs.</summary>
internal readonly record struct SingleCell(int Day, int CommunityId, long Value, long Count);

/// <summary>A joint row: its day, its communities, its value.</summary>
internal readonly record struct JointCell(int Day, int[] CommunityIds, long Value);
