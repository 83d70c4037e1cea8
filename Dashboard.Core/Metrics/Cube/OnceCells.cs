namespace Concentric.Metrics;

/// <summary>
/// Distinct things that seldom occur twice: a count of rows by day, and beside it the few rows whose thing had occurred before. In a
/// span of days as many different things occur as there are rows, less those whose one before lies in the span as well.
/// </summary>
internal sealed class OnceCells(SumCells rows, DayList<PairedDay> again) : MeasureStore
{
    public static OnceCells None { get; } = new(SumCells.None, DayList<PairedDay>.None);

    private readonly SumCells rows = rows;
    private readonly DayList<PairedDay> again = again;

    public override int? FirstDay => rows.FirstDay;

    public override TermValue Read(int from, int to, CommunityFilter selection)
    {
        var count = rows.Read(from, to, selection).Sum;
        var repeated = again.Values[again.Between(from, to)];
        if (repeated.Length == 0) return new(count);
        var overlaps = selection.Overlaps;
        foreach (var row in repeated)
        {
            if (row.Other >= from && overlaps[row.Set] > 0) count--;
        }
        return new(count);
    }

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var read = DayList<PairedDay>.Of(reading.Paired);
        var newAgain = days is null ? read : again.With(read, days);
        var newRows = (SumCells)rows.With(reading, days);
        return newRows == rows && newAgain == again ? this : new OnceCells(newRows, newAgain);
    }

    public override bool Same(MeasureStore other) =>
        other is OnceCells cells && rows.Same(cells.rows) && again.Same(cells.again);
}
