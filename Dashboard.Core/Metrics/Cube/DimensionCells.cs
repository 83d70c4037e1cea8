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

    /// <summary>Rows whose thing was counted before, each with the set of its communities.</summary>
    public List<(int Day, Again Row)> Again { get; } = [];

    public void AddAgain(int communityId, DateOnly day, DateOnly before) =>
        Again.Add((day.DayNumber, new(before.DayNumber, sets.NumberOf(communityId))));

    public void AddAgain(IReadOnlyCollection<int> communityIds, DateOnly day, DateOnly before) =>
        Again.Add((day.DayNumber, new(before.DayNumber, sets.NumberOf(communityIds))));

    public void AddSingle(int communityId, DateOnly day, long value, long count = 1) =>
        Singles.Add(new(day.DayNumber, communityId, value, count));

    /// <summary>Joint rows come ordered by record, once for each community.</summary>
    public void AddJoint(long recordId, int communityId, DateOnly day, long value)
    {
        if (recordId != lastRecord || day.DayNumber != lastDay || value != lastValue) CloseRow();
        (lastRecord, lastDay, lastValue) = (recordId, day.DayNumber, value);
        lastCommunities.Add(communityId);
    }

    private void CloseRow()
    {
        if (lastCommunities.Count > 0) joints.Add(new(lastDay, sets.NumberOf(lastCommunities), lastValue, 1));
        lastCommunities.Clear();
    }
}

/// <summary>A row whose thing was counted before.</summary>
/// <param name="Before">Number of the day on which it was counted last.</param>
/// <param name="Set">Number of the set of its communities.</param>
internal readonly record struct Again(int Before, int Set) : IComparable<Again>
{
    public int CompareTo(Again other) => (Before, Set).CompareTo((other.Before, other.Set));
}

/// <summary>A value on one day of one community, or of one set of communities, and how often it occurs.</summary>
internal readonly record struct Cell(int Day, int Key, long Value, long Count);
