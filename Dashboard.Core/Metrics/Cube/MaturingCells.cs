namespace Concentric.Metrics;

/// <summary>
/// Rows to which a later step has come: a count of them by their own day, and beside it those to which it came after that day. As a span
/// stood on an earlier day it has as many rows as now, less those whose step came later still.
/// </summary>
internal sealed class MaturingCells : MeasureStore
{
    public static MaturingCells None { get; } = new(SumCells.None, DayList<PairedDay>.None, CommunitySets.None);

    private readonly SumCells rows;
    private readonly DayList<PairedDay> late;
    private readonly CommunitySets sets;
    private readonly int newest;
    private readonly Lazy<Dictionary<int, DayList<PairedDay>>> communities;

    private MaturingCells(SumCells rows, DayList<PairedDay> late, CommunitySets sets)
    {
        (this.rows, this.late, this.sets) = (rows, late, sets);
        foreach (var row in late.Values) newest = Math.Max(newest, row.Other);
        communities = new(ByCommunity);
    }

    public override int? FirstDay => rows.FirstDay;

    public override IEnumerable<int> Communities() => rows.Communities();

    public override TermValue Read(int from, int to, CommunityFilter selection) => rows.Read(from, to, selection);

    public override TermValue ReadAsOf(int from, int to, int asOf, CommunityFilter selection)
    {
        var count = rows.Read(from, to, selection).Sum;
        // As of today, mostly: nothing is to be taken off.
        if (asOf >= newest) return new(count);
        var list = ListOf(selection, out var overlaps);
        foreach (var row in list.Values[list.Between(from, to)])
        {
            if (row.Other > asOf && (overlaps.IsEmpty || overlaps[row.Set] > 0)) count--;
        }
        return new(count);
    }

    /// <summary>The rows of a span if all of them had had as much time as cases of given ages: each by the share that was old enough.</summary>
    public double ReadAtAges(int from, int to, AgeProfile ages, CommunityFilter selection)
    {
        double count = rows.Read(from, to, selection).Sum;
        var list = ListOf(selection, out var overlaps);
        var span = list.Between(from, to);
        var days = list.Days[span];
        var values = list.Values[span];
        for (var i = 0; i < days.Length; i++)
        {
            if (overlaps.IsEmpty || overlaps[values[i].Set] > 0) count -= 1 - ages.ShareOfAge(values[i].Other - days[i]);
        }
        return count;
    }

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var read = DayList<PairedDay>.Of(reading.Paired);
        var newLate = days is null ? read : late.With(read, days);
        var newRows = (SumCells)rows.With(reading, days);
        return newRows == rows && newLate == late ? this : new MaturingCells(newRows, newLate, reading.Sets);
    }

    public override bool Same(MeasureStore other) =>
        other is MaturingCells cells && rows.Same(cells.rows) && late.Same(cells.late);

    /// <param name="overlaps">By which the list's rows are chosen; empty when all of them count.</param>
    private DayList<PairedDay> ListOf(CommunityFilter selection, out ReadOnlySpan<int> overlaps)
    {
        overlaps = default;
        if (selection.IsAll) return late;
        if (selection.Ids is [var one]) return communities.Value.GetValueOrDefault(one, DayList<PairedDay>.None);
        if (selection.Ids.Length == 0) return DayList<PairedDay>.None;
        overlaps = selection.Overlaps;
        return late;
    }

    private Dictionary<int, DayList<PairedDay>> ByCommunity()
    {
        var lists = new Dictionary<int, List<(int, PairedDay)>>();
        for (var i = 0; i < late.Days.Length; i++)
        {
            foreach (var id in sets.All[late.Values[i].Set])
            {
                if (!lists.TryGetValue(id, out var list)) lists[id] = list = [];
                list.Add((late.Days[i], late.Values[i]));
            }
        }
        return lists.ToDictionary(list => list.Key, list => DayList<PairedDay>.Of(list.Value));
    }
}
