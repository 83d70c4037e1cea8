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

    public override TermValue Read(int from, int to, CommunityFilter selection) =>
        new(rows.Read(from, to, selection).Sum - again.Count(from, to, selection, from));

    public override void ReadEach(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into)
    {
        rows.ReadEach(grid, start, selection, into);
        again.TakeOff(grid, start, selection, into, static (before, first, _) => before >= first);
    }

    public override long Share(int from, int to, int asOf, CommunityFilter own, CommunityFilter among) =>
        rows.Share(from, to, asOf, own, among) - again.Share(from, to, own, among, from);

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var (newRows, newAgain) = ((SumCells)rows.With(reading, days), again.With(reading, days));
        return newRows == rows && newAgain == again ? this : new OnceCells(newRows, newAgain);
    }

    public override bool Same(MeasureStore other) =>
        other is OnceCells cells && rows.Same(cells.rows) && again.Same(cells.again);
}
