namespace Concentric.Metrics;

/// <summary>
/// Distinct things that seldom occur twice: a count of rows by day, and beside it the few rows whose thing had occurred before. In a
/// span of days as many different things occur as there are rows, less those whose one before lies in the span as well.
/// </summary>
internal sealed class OnceCells(SumCells rows, DayList<Again> again) : MeasureStore
{
    public static OnceCells None { get; } = new(SumCells.None, DayList<Again>.None);

    private readonly SumCells rows = rows;
    private readonly DayList<Again> again = again;

    public override int? FirstDay => rows.FirstDay;

    public override TermValue Read(int from, int to, CommunityFilter selection)
    {
        var count = rows.Read(from, to, selection).Sum;
        var repeated = again.Values[again.Between(from, to)];
        if (repeated.Length == 0) return new(count);
        var overlaps = selection.Overlaps;
        foreach (var row in repeated)
        {
            if (row.Before >= from && overlaps[row.Set] > 0) count--;
        }
        return new(count);
    }

    public override long Share(int from, int to, CommunityFilter own, CommunityFilter among)
    {
        var share = rows.Share(from, to, own, among);
        foreach (var row in again.Values[again.Between(from, to)])
        {
            if (row.Before >= from && own.Overlaps[row.Set] > 0) share -= Parts / among.Overlaps[row.Set];
        }
        return share;
    }

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var read = DayList<Again>.Of(reading.Again);
        var newAgain = days is null ? read : again.With(read, days);
        var newRows = (SumCells)rows.With(reading, days);
        return newRows == rows && newAgain == again ? this : new OnceCells(newRows, newAgain);
    }

    public override bool Same(MeasureStore other) =>
        other is OnceCells cells && rows.Same(cells.rows) && again.Same(cells.again);
}
