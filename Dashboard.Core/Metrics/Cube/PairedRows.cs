namespace Concentric.Metrics;

/// <summary>
/// The rows of all communities or of one, and what each period of a grid has of them: fifty communities are judged by many metrics over
/// the same months, so what was counted for the grid that was asked for last is kept.
/// </summary>
internal sealed class PairedRows
{
    public static PairedRows None { get; } = new(DayList<PairedDay>.None);

    /// <summary>Rows whose other days are known by the earliest and the latest of them.</summary>
    private const int Block = 64;

    private readonly DayList<PairedDay> list;

    /// <summary>By block of rows.</summary>
    private readonly int[] earliestOthers, latestOthers;

    private volatile GridCounts? lastCounts;
    private volatile GridDelays? lastDelays;

    public PairedRows(DayList<PairedDay> list)
    {
        this.list = list;
        var blocks = (list.Values.Length + Block - 1) / Block;
        (earliestOthers, latestOthers) = (new int[blocks], new int[blocks]);
        for (var block = 0; block < blocks; block++)
        {
            var (earliest, latest) = (int.MaxValue, int.MinValue);
            foreach (var row in list.Values[(block * Block)..Math.Min(list.Values.Length, (block + 1) * Block)])
                (earliest, latest) = (Math.Min(earliest, row.Other), Math.Max(latest, row.Other));
            (earliestOthers[block], latestOthers[block]) = (earliest, latest);
        }
    }

    public DayList<PairedDay> List => list;

    /// <summary>
    /// How many rows of a span have their other day on a given one or later. It lies near the row's own, so of most rows that lie together
    /// either all have or none.
    /// </summary>
    /// <param name="overlaps">Only rows whose set has any; empty for all.</param>
    public int Count(int from, int to, int earliest, ReadOnlySpan<int> overlaps)
    {
        var span = list.Between(from, to);
        var count = 0;
        for (var (place, end) = (span.Start.Value, span.End.Value); place < end;)
        {
            var block = place / Block;
            var next = Math.Min(end, (block + 1) * Block);
            if (latestOthers[block] >= earliest)
            {
                if (overlaps.IsEmpty && earliestOthers[block] >= earliest) count += next - place;
                else count += Count(list.Values[place..next], earliest, overlaps);
            }
            place = next;
        }

        return count;
    }

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

    private static int Count(ReadOnlySpan<PairedDay> rows, int earliest, ReadOnlySpan<int> overlaps)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (row.Other >= earliest && (overlaps.IsEmpty || overlaps[row.Set] > 0)) count++;
        }
        return count;
    }

    private sealed record GridCounts(PeriodGrid Grid, Func<int, int, int, bool> IsChosen, int[] Rows);

    private sealed record GridDelays(PeriodGrid Grid, (int Days, int Rows)[][] Periods);
}
