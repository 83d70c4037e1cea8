namespace Concentric.Metrics;

/// <summary>
/// Rows to which a later step has come: a count of them by their own day, and beside it those to which it came after that day. As a span
/// stood on an earlier day it has as many rows as now, less those whose step came later still.
/// </summary>
internal sealed class MaturingCells(SumCells rows, PairedDays late) : MeasureStore
{
    public static MaturingCells None { get; } = new(SumCells.None, PairedDays.None);

    private readonly SumCells rows = rows;
    private readonly PairedDays late = late;

    public override int? FirstDay => rows.FirstDay;

    public override IEnumerable<int> Communities() => rows.Communities();

    public override TermValue Read(int from, int to, CommunityFilter selection) => rows.Read(from, to, selection);

    // As of today, mostly: nothing is to be taken off.
    public override TermValue ReadAsOf(int from, int to, int asOf, CommunityFilter selection) =>
        new(rows.Read(from, to, selection).Sum - (asOf >= late.Newest ? 0 : late.Count(from, to, selection, asOf + 1)));

    /// <summary>
    /// The rows of each period of a grid if all of them had had as much time as cases of given ages: each counts by the share of cases
    /// that are old enough.
    /// </summary>
    /// <param name="into">As many as are read.</param>
    public void ReadEachAtAges(PeriodGrid grid, int start, AgeProfile ages, CommunityFilter selection, Span<double> into)
    {
        Span<TermValue> all = stackalloc TermValue[into.Length];
        rows.ReadEach(grid, start, selection, all);
        for (var i = 0; i < into.Length; i++) into[i] = all[i].Sum;
        late.TakeOff(grid, start, selection, into, ages);
    }

    public override void ReadEach(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into)
    {
        rows.ReadEach(grid, start, selection, into);
        // As of the day after the period's last, which is the first of the next.
        late.TakeOff(grid, start, selection, into, static (matured, _, next) => matured > next);
    }

    public override long Share(int from, int to, int asOf, CommunityFilter own, CommunityFilter among) =>
        rows.Share(from, to, asOf, own, among) - (asOf >= late.Newest ? 0 : late.Share(from, to, own, among, asOf + 1));

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var (newRows, newLate) = ((SumCells)rows.With(reading, days), late.With(reading, days));
        return newRows == rows && newLate == late ? this : new MaturingCells(newRows, newLate);
    }

    public override bool Same(MeasureStore other) => other is MaturingCells cells && rows.Same(cells.rows) && late.Same(cells.late);
}
