namespace Concentric.Metrics;

/// <summary>
/// Sums by day as prefix sums: one series for all communities, where a joint row counts once, and one for each community,
/// where it counts in each of its own. For some communities the sum of theirs is put right by the joint rows they share.
/// </summary>
internal sealed class SumCells(Series total, Dictionary<int, Series> byCommunity, JointCell[] joint) : MeasureCells
{
    public static SumCells None { get; } = new(Series.None, [], []);

    private readonly Series total = total;
    private readonly Dictionary<int, Series> byCommunity = byCommunity;
    private readonly JointCell[] joint = joint;

    public override int? FirstDay => total.FirstDay;

    public override TermValue Read(int from, int to, Selection selection)
    {
        if (selection.IsAll) return new(total.Between(from, to));
        var sum = 0L;
        foreach (var id in selection.Ids)
        {
            if (byCommunity.TryGetValue(id, out var series)) sum += series.Between(from, to);
        }

        if (selection.Ids.Length == 1) return new(sum);
        foreach (ref readonly var cell in Between(joint, from, to))
        {
            var count = selection.CountOf(cell.CommunityIds);
            if (count > 1) sum -= (count - 1) * cell.Value;
        }
        return new(sum);
    }

    public override MeasureCells With(MeasureReading reading, HashSet<int>? days)
    {
        var totals = new Dictionary<int, long>();
        var communities = new Dictionary<int, Dictionary<int, long>>();
        foreach (var cell in reading.Singles)
        {
            Add(totals, cell.Day, cell.Value);
            Add(DaysOf(cell.CommunityId), cell.Day, cell.Value);
        }

        foreach (var cell in reading.Flush().Joints)
        {
            Add(totals, cell.Day, cell.Value);
            foreach (var id in cell.CommunityIds) Add(DaysOf(id), cell.Day, cell.Value);
        }

        var series = new Dictionary<int, Series>(byCommunity);
        foreach (var id in byCommunity.Keys.Union(communities.Keys).ToList())
        {
            series[id] = byCommunity.GetValueOrDefault(id, Series.None).With(communities.GetValueOrDefault(id) ?? [], days);
        }
        return new SumCells(total.With(totals, days), series, Merge(joint, reading, days));

        Dictionary<int, long> DaysOf(int id) => communities.TryGetValue(id, out var found) ? found : communities[id] = [];

        static void Add(Dictionary<int, long> values, int day, long value) => values[day] = values.GetValueOrDefault(day) + value;
    }

    public override bool Same(MeasureCells other) =>
        other is SumCells cells && total.Same(cells.total) && joint.Length == cells.joint.Length
        && byCommunity.Keys.Union(cells.byCommunity.Keys).All(id => byCommunity.GetValueOrDefault(id, Series.None).Same(cells.byCommunity.GetValueOrDefault(id, Series.None)));
}

/// <summary>Values by day, held as prefix sums from a first day on: any span in two look-ups.</summary>
internal sealed class Series(int first, long[] prefix)
{
    public static Series None { get; } = new(0, []);

    public int? FirstDay => prefix.Length == 0 ? null : first;

    public long Between(int from, int to) => to < from ? 0 : Through(to) - Through(from - 1);

    /// <summary>The series with the values of some days (null for all) replaced; a day without a value becomes 0.</summary>
    public Series With(Dictionary<int, long> values, HashSet<int>? days)
    {
        if (days is null) return Of(values);
        if (days.All(day => Between(day, day) == values.GetValueOrDefault(day))) return this;
        var all = Daily();
        foreach (var day in days) all[day] = values.GetValueOrDefault(day);
        return Of(all);
    }

    public bool Same(Series other)
    {
        var mine = Daily();
        var theirs = other.Daily();
        return mine.Keys.Union(theirs.Keys).All(day => mine.GetValueOrDefault(day) == theirs.GetValueOrDefault(day));
    }

    private long Through(int day)
    {
        if (prefix.Length == 0 || day < first) return 0;
        var place = day - first;
        return prefix[place < prefix.Length ? place : prefix.Length - 1];
    }

    private Dictionary<int, long> Daily()
    {
        var daily = new Dictionary<int, long>();
        for (var i = 0; i < prefix.Length; i++)
        {
            var value = i == 0 ? prefix[0] : prefix[i] - prefix[i - 1];
            if (value != 0) daily[first + i] = value;
        }
        return daily;
    }

    private static Series Of(Dictionary<int, long> daily)
    {
        var days = daily.Where(pair => pair.Value != 0).Select(pair => pair.Key).ToList();
        if (days.Count == 0) return None;
        var start = days.Min();
        var sums = new long[days.Max() - start + 1];
        foreach (var day in days) sums[day - start] = daily[day];
        for (var i = 1; i < sums.Length; i++) sums[i] += sums[i - 1];
        return new(start, sums);
    }
}
