namespace Concentric.Metrics;

/// <summary>
/// The rows of all communities or of one, and what each period of a grid has of them: fifty communities are judged by many metrics over
/// the same months, so what was counted for the grid that was asked for last is kept.
/// </summary>
internal sealed class PairedRows(DayList<PairedDay> list)
{
    public static PairedRows None { get; } = new(DayList<PairedDay>.None);

    private volatile GridCounts? lastCounts;
    private volatile GridDelays? lastDelays;

    public DayList<PairedDay> List => list;

    /// <summary>How many rows of each period of a grid are chosen by their other day.</summary>
    /// <param name="isChosen">Of the other day, the period's first and the first of the next.</param>
    /// <param name="overlaps">Only rows whose set has any; empty for all, which alone are kept.</param>
    public ReadOnlySpan<int> Chosen(PeriodGrid grid, Func<int, int, int, bool> isChosen, ReadOnlySpan<int> overlaps)
    {
        if (overlaps.IsEmpty && lastCounts is { } known && known.Grid == grid && known.IsChosen == isChosen) return known.Rows;
        var rows = new int[grid.Periods.Length];
        for (var period = 0; period < rows.Length; period++)
        {
            var (from, next) = (grid.Bounds[period], grid.Bounds[period + 1]);
            foreach (var row in list.Values[list.Between(from, next - 1)])
            {
                if (isChosen(row.Other, from, next) && (overlaps.IsEmpty || overlaps[row.Set] > 0)) rows[period]++;
            }
        }

        if (overlaps.IsEmpty) lastCounts = new(grid, isChosen, rows);
        return rows;
    }

    /// <summary>By period of a grid, how many rows have their other day how many days later.</summary>
    /// <inheritdoc cref="Chosen"/>
    public ReadOnlySpan<(int Days, int Rows)[]> Delays(PeriodGrid grid, ReadOnlySpan<int> overlaps)
    {
        if (overlaps.IsEmpty && lastDelays is { } known && known.Grid == grid) return known.Periods;
        using var counts = new ValueCounts();
        var periods = new (int, int)[grid.Periods.Length][];
        for (var period = 0; period < periods.Length; period++)
        {
            var span = list.Between(grid.Bounds[period], grid.Bounds[period + 1] - 1);
            var days = list.Days[span];
            var values = list.Values[span];
            for (var i = 0; i < days.Length; i++)
            {
                if (overlaps.IsEmpty || overlaps[values[i].Set] > 0) counts.Add(values[i].Other - days[i], 1);
            }

            periods[period] = Array.ConvertAll(counts.Ascending(), one => ((int)one.Value, (int)one.Count));
            counts.Clear();
        }

        if (overlaps.IsEmpty) lastDelays = new(grid, periods);
        return periods;
    }

    private sealed record GridCounts(PeriodGrid Grid, Func<int, int, int, bool> IsChosen, int[] Rows);

    private sealed record GridDelays(PeriodGrid Grid, (int Days, int Rows)[][] Periods);
}
