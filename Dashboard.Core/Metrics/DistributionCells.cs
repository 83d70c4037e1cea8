namespace Concentric.Metrics;

/// <summary>Distributions of small whole numbers by day, for medians over any span: a histogram of prefix counts for each day.</summary>
internal sealed class DistributionCells(Histogram total, Dictionary<int, Histogram> byCommunity, JointCell[] joint) : MeasureCells
{
    public static DistributionCells None { get; } = new(Histogram.None, [], []);

    private readonly Histogram total = total;
    private readonly Dictionary<int, Histogram> byCommunity = byCommunity;
    private readonly JointCell[] joint = joint;

    // What has a distribution has counts as well, which say when it begins.
    public override int? FirstDay => null;

    public override TermValue Read(int from, int to, Selection selection)
    {
        var counts = new SortedDictionary<long, long>();
        if (selection.IsAll)
        {
            total.AddBetween(from, to, counts);
        }
        else
        {
            foreach (var id in selection.Ids)
            {
                if (byCommunity.TryGetValue(id, out var histogram)) histogram.AddBetween(from, to, counts);
            }

            if (selection.Ids.Length > 1)
            {
                foreach (ref readonly var cell in Between(joint, from, to))
                {
                    var count = selection.CountOf(cell.CommunityIds);
                    if (count > 1) counts[cell.Value] -= count - 1;
                }
            }
        }

        return TermValue.OfDistribution(counts.Where(pair => pair.Value != 0).Select(pair => (pair.Key, pair.Value)));
    }

    public override MeasureCells With(MeasureReading reading, HashSet<int>? days)
    {
        var totals = new List<SingleCell>(reading.Singles);
        var communities = reading.Singles.GroupBy(cell => cell.CommunityId).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var cell in reading.Flush().Joints)
        {
            totals.Add(new(cell.Day, 0, cell.Value, 1));
            foreach (var id in cell.CommunityIds)
            {
                if (!communities.TryGetValue(id, out var list)) communities[id] = list = [];
                list.Add(new(cell.Day, id, cell.Value, 1));
            }
        }

        var histograms = new Dictionary<int, Histogram>(byCommunity);
        foreach (var id in byCommunity.Keys.Union(communities.Keys).ToList())
        {
            histograms[id] = byCommunity.GetValueOrDefault(id, Histogram.None).With(communities.GetValueOrDefault(id) ?? [], days);
        }
        return new DistributionCells(total.With(totals, days), histograms, Merge(joint, reading, days));
    }

    public override bool Same(MeasureCells other) =>
        other is DistributionCells cells && total.Same(cells.total) && joint.Length == cells.joint.Length
        && byCommunity.Keys.Union(cells.byCommunity.Keys).All(id => byCommunity.GetValueOrDefault(id, Histogram.None).Same(cells.byCommunity.GetValueOrDefault(id, Histogram.None)));
}

/// <summary>Counts of values by day. Values below <see cref="Bins"/> are held as prefix counts, rarer larger ones as a list.</summary>
internal sealed class Histogram
{
    /// <summary>Working days up to half a year are the rule; what takes longer is rare enough to go through one by one.</summary>
    private const int Bins = 128;

    public static Histogram None { get; } = new([]);

    private readonly int first;
    private readonly int width;
    private readonly int[] prefix;
    private readonly SingleCell[] large;

    private Histogram(IEnumerable<SingleCell> cells)
    {
        var all = cells.Where(cell => cell.Count != 0).ToList();
        var small = all.Where(cell => cell.Value < Bins).ToList();
        large = [.. all.Where(cell => cell.Value >= Bins).OrderBy(cell => cell.Day).ThenBy(cell => cell.Value)];
        if (small.Count == 0)
        {
            prefix = [];
            return;
        }

        first = small.Min(cell => cell.Day);
        width = (int)small.Max(cell => cell.Value) + 1;
        prefix = new int[(small.Max(cell => cell.Day) - first + 1) * width];
        foreach (var cell in small) prefix[((cell.Day - first) * width) + (int)cell.Value] += (int)cell.Count;
        for (var i = width; i < prefix.Length; i++) prefix[i] += prefix[i - width];
    }

    public void AddBetween(int from, int to, SortedDictionary<long, long> counts)
    {
        if (to < from) return;
        for (var value = 0; value < width; value++)
        {
            var count = Through(to, value) - Through(from - 1, value);
            if (count != 0) counts[value] = counts.GetValueOrDefault(value) + count;
        }

        foreach (var cell in large)
        {
            if (cell.Day >= from && cell.Day <= to) counts[cell.Value] = counts.GetValueOrDefault(cell.Value) + cell.Count;
        }
    }

    public Histogram With(List<SingleCell> cells, HashSet<int>? days)
    {
        if (days is null) return new(cells);
        if (cells.Count == 0 && !days.Any(HasAny)) return this;
        return new(Cells().Where(cell => !days.Contains(cell.Day)).Concat(cells));
    }

    public bool Same(Histogram other) => Counted().SequenceEqual(other.Counted());

    private IEnumerable<(int Day, long Value, long Count)> Counted() =>
        Cells().GroupBy(cell => (cell.Day, cell.Value)).Select(group => (group.Key.Day, group.Key.Value, group.Sum(cell => cell.Count))).Order();

    private int Through(int day, int value)
    {
        if (prefix.Length == 0 || day < first) return 0;
        var place = Math.Min(day - first, (prefix.Length / width) - 1);
        return prefix[(place * width) + value];
    }

    private bool HasAny(int day)
    {
        for (var value = 0; value < width; value++)
        {
            if (Through(day, value) != Through(day - 1, value)) return true;
        }
        return Array.Exists(large, cell => cell.Day == day);
    }

    private IEnumerable<SingleCell> Cells()
    {
        for (var i = 0; i < prefix.Length; i++)
        {
            var count = i < width ? prefix[i] : prefix[i] - prefix[i - width];
            if (count != 0) yield return new(first + (i / width), 0, i % width, count);
        }

        foreach (var cell in large) yield return cell;
    }
}
