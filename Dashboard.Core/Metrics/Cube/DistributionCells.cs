using System.Runtime.InteropServices;

namespace Concentric.Metrics;

/// <summary>
/// Distributions of whole numbers by day, for medians over any span: for all communities, where a joint record counts once,
/// for each community, where it counts in each of its own, and for each set of communities that share records.
/// </summary>
internal sealed class DistributionCells(Histogram total, Dictionary<int, Histogram> communities, Dictionary<int, Histogram> joint)
    : MeasureStore
{
    public static DistributionCells None { get; } = new(Histogram.None, [], []);

    private readonly Histogram total = total;
    private readonly Dictionary<int, Histogram> communities = communities;
    private readonly Dictionary<int, Histogram> joint = joint;

    // What has a distribution has counts as well, which say when it begins.
    public override int? FirstDay => null;

    public override TermValue Read(int from, int to, CommunityFilter selection)
    {
        using var counts = new ValueCounts();
        if (selection.IsAll) total.AddTo(counts, from, to, 1);
        foreach (var id in selection.Ids)
        {
            if (communities.TryGetValue(id, out var histogram)) histogram.AddTo(counts, from, to, 1);
        }

        if (selection.Ids.Length > 1 && joint.Count > 0)
        {
            var overlaps = selection.Overlaps;
            for (var set = 0; set < overlaps.Length; set++)
            {
                if (overlaps[set] > 1 && joint.TryGetValue(set, out var histogram)) histogram.AddTo(counts, from, to, 1 - overlaps[set]);
            }
        }
        return counts.Median();
    }

    // One community is what is asked for fifty times in a row.
    public override void ReadEach(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into)
    {
        var histogram = selection.IsAll ? total
            : selection.Ids is [var one] ? communities.GetValueOrDefault(one, Histogram.None) : null;
        if (histogram is null) base.ReadEach(grid, start, selection, into);
        else histogram.Medians(grid).Slice(start, into.Length).CopyTo(into);
    }

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var ofAll = new List<(int, (int, int))>(reading.Singles.Count + reading.Joints.Count);
        var (ofCommunities, ofSets) = (new Dictionary<int, List<(int, (int, int))>>(), new Dictionary<int, List<(int, (int, int))>>());
        foreach (var cell in reading.Singles) Add(cell, ofCommunities, cell.Key);
        foreach (var cell in reading.Joints)
        {
            Add(cell, ofSets, cell.Key);
            foreach (var id in reading.Sets.All[cell.Key]) ListOf(ofCommunities, id).Add(Of(cell));
        }

        return new DistributionCells(total.With(ofAll, days), Renewed(communities, ofCommunities, days), Renewed(joint, ofSets, days));

        void Add(Cell cell, Dictionary<int, List<(int, (int, int))>> lists, int key)
        {
            ofAll.Add(Of(cell));
            ListOf(lists, key).Add(Of(cell));
        }
    }

    public override bool Same(MeasureStore other) =>
        other is DistributionCells cells && total.Same(cells.total) && Same(communities, cells.communities) && Same(joint, cells.joint);

    private static (int, (int, int)) Of(Cell cell) => (cell.Day, (checked((int)cell.Value), (int)cell.Count));

    private static List<(int, (int, int))> ListOf(Dictionary<int, List<(int, (int, int))>> lists, int key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _) ??= [];

    private static Dictionary<int, Histogram> Renewed(Dictionary<int, Histogram> held,
        Dictionary<int, List<(int, (int, int))>> read, HashSet<int>? days) => held.Keys.Union(read.Keys)
            .ToDictionary(key => key, key => held.GetValueOrDefault(key, Histogram.None).With(read.GetValueOrDefault(key) ?? [], days));

    private static bool Same(Dictionary<int, Histogram> left, Dictionary<int, Histogram> right) =>
        left.Keys.Union(right.Keys)
            .All(key => left.GetValueOrDefault(key, Histogram.None).Same(right.GetValueOrDefault(key, Histogram.None)));
}
