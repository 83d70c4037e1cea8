namespace Concentric.Metrics;

/// <summary>
/// The few rows of a measure for which another day matters, by their own day; for each community apart as well, so that a reading of one
/// does not go through those of all.
/// </summary>
internal sealed class PairedDays
{
    public static PairedDays None { get; } = new(DayList<PairedDay>.None, CommunitySets.None);

    private readonly PairedRows all;
    private readonly CommunitySets sets;
    private readonly Lazy<Dictionary<int, PairedRows>> communities;

    private PairedDays(DayList<PairedDay> all, CommunitySets sets)
    {
        (this.all, this.sets) = (new(all), sets);
        communities = new(ByCommunity);
        foreach (var row in all.Values) Newest = Math.Max(Newest, row.Other);
    }

    /// <summary>Number of the newest other day; 0 without any.</summary>
    public int Newest { get; }

    /// <summary>How many rows of a span have their other day on a given one or later.</summary>
    public long Count(int from, int to, CommunityFilter selection, int earliest) =>
        Of(selection, out var overlaps).Count(from, to, earliest, overlaps);

    /// <summary>Takes from each period of a grid its rows that are chosen by their other day.</summary>
    /// <param name="into">As many as are read, from <paramref name="start"/> on.</param>
    /// <param name="isChosen">Of the other day, the period's first and the first of the next; static, for what it counts is kept.</param>
    public void TakeOff(PeriodGrid grid, int start, CommunityFilter selection, Span<TermValue> into, Func<int, int, int, bool> isChosen)
    {
        var counts = Of(selection, out var overlaps).Chosen(grid, isChosen, overlaps);
        for (var i = 0; i < into.Length; i++) into[i] = new(into[i].Sum - counts[start + i]);
    }

    /// <summary>Takes from each period of a grid what a number of days between a row's own and the other says of it.</summary>
    /// <param name="into">As many as are read, from <paramref name="start"/> on.</param>
    /// <param name="ages">What is taken off is the share of cases that are not as old.</param>
    public void TakeOff(PeriodGrid grid, int start, CommunityFilter selection, Span<double> into, AgeProfile ages)
    {
        var delays = Of(selection, out var overlaps).Delays(grid, overlaps);
        for (var i = 0; i < into.Length; i++)
        {
            foreach (var (days, rows) in delays[start + i]) into[i] -= rows * (1 - ages.ShareOfAge(days));
        }
    }

    /// <summary>
    /// A community's share of the rows of a span that have their other day on a given one or later, in <see cref="MeasureStore.Parts"/>: a
    /// row is divided among those of its communities that are chosen.
    /// </summary>
    public long Share(int from, int to, CommunityFilter own, CommunityFilter among, int earliest)
    {
        var share = 0L;
        foreach (var row in all.List.Values[all.List.Between(from, to)])
        {
            if (row.Other >= earliest && own.Overlaps[row.Set] > 0) share += MeasureStore.Parts / Math.Max(1, among.Overlaps[row.Set]);
        }
        return share;
    }

    /// <summary>These with those of some days (null for all) replaced; itself when nothing differs.</summary>
    public PairedDays With(MeasureReading reading, HashSet<int>? days)
    {
        var read = DayList<PairedDay>.Of(reading.Paired);
        var renewed = days is null ? read : all.List.With(read, days);
        return renewed == all.List ? this : new(renewed, reading.Sets);
    }

    public bool Same(PairedDays other) => all.List.Same(other.all.List);

    /// <summary>The rows of a slice.</summary>
    /// <param name="overlaps">By which they are chosen from the list; empty when all of it are the slice's.</param>
    private PairedRows Of(CommunityFilter selection, out ReadOnlySpan<int> overlaps)
    {
        overlaps = default;
        if (selection.IsAll) return all;
        if (selection.Ids.Length == 0) return PairedRows.None;
        if (selection.Ids is [var one]) return communities.Value.GetValueOrDefault(one, PairedRows.None);
        overlaps = selection.Overlaps;
        return all;
    }

    // Counted first and filled then, in the order in which they are: the first page after each change waits for this.
    private Dictionary<int, PairedRows> ByCommunity()
    {
        var ids = sets.All.ToArray().SelectMany(set => set).Distinct().ToList();
        // By set, the places of its communities among the lists.
        var places = Array.ConvertAll(sets.All.ToArray(), set => Array.ConvertAll(set, id => ids.IndexOf(id)));
        var rows = new int[ids.Count];
        foreach (var row in all.List.Values)
        {
            foreach (var place in places[row.Set]) rows[place]++;
        }

        var (days, values) = (Array.ConvertAll(rows, count => new int[count]), Array.ConvertAll(rows, count => new PairedDay[count]));
        for (var i = all.List.Days.Length - 1; i >= 0; i--)
        {
            foreach (var place in places[all.List.Values[i].Set])
            {
                var at = --rows[place];
                (days[place][at], values[place][at]) = (all.List.Days[i], all.List.Values[i]);
            }
        }

        return Enumerable.Range(0, ids.Count).Where(place => days[place].Length > 0)
            .ToDictionary(place => ids[place], place => new PairedRows(DayList<PairedDay>.OfOrdered(days[place], values[place])));
    }
}
