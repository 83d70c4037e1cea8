namespace Concentric.Metrics;

/// <summary>
/// Distinct things that seldom occur twice: a count of rows by day, and beside it the few rows whose thing had occurred before. In a
/// span of days as many different things occur as there are rows, less those whose one before lies in the span as well.
/// </summary>
internal sealed class OnceCells(SumCells rows, PairedDays again) : MeasureStore
{
    public static OnceCells None { get; } = new(SumCells.None, PairedDays.None);

    private readonly SumCells rows = rows;
    private readonly PairedDays again = again;

    public override int? FirstDay => rows.FirstDay;

    public override TermValue Read(int from, int to, CommunityFilter selection)
    {
        var count = rows.Read(from, to, selection).Sum;
        var list = again.Of(selection, out var overlaps);
        foreach (var row in list.Values[list.Between(from, to)])
        {
            if (row.Other >= from && (overlaps.IsEmpty || overlaps[row.Set] > 0)) count--;
        }
        return new(count);
    }

    public override void ReadEach(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into)
    {
        rows.ReadEach(grid, start, selection, into);
        var bounds = grid.Bounds[start..];
        var list = again.Of(selection, out var overlaps);
        var span = list.Between(bounds[0], bounds[into.Length] - 1);
        var days = list.Days[span];
        var values = list.Values[span];
        for (int i = 0, at = 0; i < days.Length; i++)
        {
            while (days[i] >= bounds[at + 1]) at++;
            if (values[i].Other >= bounds[at] && (overlaps.IsEmpty || overlaps[values[i].Set] > 0)) into[at] = new(into[at].Sum - 1);
        }
    }

    public override long Share(int from, int to, int asOf, CommunityFilter own, CommunityFilter among) =>
        rows.Share(from, to, asOf, own, among) - again.Share(from, to, before => before >= from, own, among);

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var (newRows, newAgain) = ((SumCells)rows.With(reading, days), again.With(reading, days));
        return newRows == rows && newAgain == again ? this : new OnceCells(newRows, newAgain);
    }

    public override bool Same(MeasureStore other) =>
        other is OnceCells cells && rows.Same(cells.rows) && again.Same(cells.again);
}
