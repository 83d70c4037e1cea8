using System.Runtime.InteropServices;

namespace Concentric.Metrics;

/// <summary>
/// Sums by day as prefix sums: for all communities, where a joint record counts once; for each community, where it counts
/// in each of its own; and for each set of communities that share records, by which the sum of several is put right.
/// </summary>
internal sealed class SumCells(PrefixTable total, PrefixTable communities, PrefixTable joint) : MeasureStore
{
    public static SumCells None { get; } = new(PrefixTable.None, PrefixTable.None, PrefixTable.None);

    private readonly PrefixTable total = total;
    private readonly PrefixTable communities = communities;
    private readonly PrefixTable joint = joint;

    public override int? FirstDay => total.FirstDay;

    public override IEnumerable<int> Communities() => communities.Keys();

    public override TermValue Read(int from, int to, CommunityFilter selection)
    {
        if (selection.IsAll) return new(total.Span(from, to).Of(0));
        var span = communities.Span(from, to);
        var sum = 0L;
        foreach (var id in selection.Ids) sum += span.Of(id);
        if (selection.Ids.Length < 2 || joint.IsEmpty) return new(sum);
        return new(sum - joint.Span(from, to).WeightedSum(selection.TooOften));
    }

    public override void ReadEach(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into)
    {
        if (TableOf(selection) is not var (table, key))
        {
            base.ReadEach(grid, start, selection, into);
            return;
        }

        var rows = table.RowsAt(grid, 0)[start..];
        var before = rows[0].Of(key);
        for (var i = 0; i < into.Length; i++)
        {
            var through = rows[i + 1].Of(key);
            into[i] = new(through - before);
            before = through;
        }
    }

    public override void ReadThrough(PeriodGrid grid, int start, int daysBefore, CommunityFilter selection, Span<TermValue> into)
    {
        if (TableOf(selection) is not var (table, key))
        {
            base.ReadThrough(grid, start, daysBefore, selection, into);
            return;
        }

        var rows = table.RowsAt(grid, daysBefore)[start..];
        for (var i = 0; i < into.Length; i++) into[i] = new(rows[i + 1].Of(key));
    }

    /// <summary>The table and the key that hold the figures of a slice; null for several communities, which have none.</summary>
    private (PrefixTable Table, int Key)? TableOf(CommunityFilter selection) =>
        selection.IsAll ? (total, 0) : selection.Ids is [var one] ? (communities, one) : null;

    /// <summary>
    /// The sums of those days of a span that have anything. Of counts: a day on which communities' sums cancel out has nothing.
    /// </summary>
    public IEnumerable<(int Day, long Sum)> ByDay(int from, int to, CommunityFilter selection) =>
        TableOf(selection) is { } own ? own.Table.ByDay(own.Key, from, to) : total.Days(from, to)
            .Select(day => (day, Read(day, day, selection).Sum)).Where(one => one.Sum != 0);

    public override long Share(int from, int to, int asOf, CommunityFilter own, CommunityFilter among)
    {
        var sum = Read(from, to, own).Sum * Parts;
        return joint.IsEmpty ? sum : sum - joint.Span(from, to).BeyondShare(own.Overlaps, among.Overlaps, Parts);
    }

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var (ofAll, ofCommunities, ofSets) = (new PrefixCells(), new PrefixCells(), new PrefixCells());
        foreach (var cell in CollectionsMarshal.AsSpan(reading.Singles))
        {
            ofAll.Add(cell.Day, 0, cell.Value);
            ofCommunities.Add(cell.Day, cell.Key, cell.Value);
        }

        // The last joint row gets its set only now, so the sets are looked up after it.
        var joints = reading.Joints;
        var sets = reading.Sets.All;
        foreach (var cell in joints)
        {
            ofAll.Add(cell.Day, 0, cell.Value);
            ofSets.Add(cell.Day, cell.Key, cell.Value);
            foreach (var id in sets[cell.Key]) ofCommunities.Add(cell.Day, id, cell.Value);
        }

        var newTotal = total.With(ofAll, days);
        var (newCommunities, newJoint) = (communities.With(ofCommunities, days), joint.With(ofSets, days));
        return newTotal == total && newCommunities == communities
            && newJoint == joint ? this : new SumCells(newTotal, newCommunities, newJoint);
    }

    public override bool Same(MeasureStore other) =>
        other is SumCells cells && total.Same(cells.total) && communities.Same(cells.communities) && joint.Same(cells.joint);
}
