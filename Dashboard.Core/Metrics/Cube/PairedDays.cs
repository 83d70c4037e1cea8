namespace Concentric.Metrics;

/// <summary>
/// The few rows of a measure for which another day matters, by their own day; for each community apart as well, so that a reading of one
/// does not go through those of all.
/// </summary>
internal sealed class PairedDays
{
    public static PairedDays None { get; } = new(DayList<PairedDay>.None, CommunitySets.None);

    private readonly DayList<PairedDay> all;
    private readonly CommunitySets sets;
    private readonly Lazy<Dictionary<int, DayList<PairedDay>>> communities;

    private PairedDays(DayList<PairedDay> all, CommunitySets sets)
    {
        (this.all, this.sets) = (all, sets);
        communities = new(ByCommunity);
        foreach (var row in all.Values) Newest = Math.Max(Newest, row.Other);
    }

    /// <summary>Number of the newest other day; 0 without any.</summary>
    public int Newest { get; }

    /// <summary>The rows of a slice.</summary>
    /// <param name="overlaps">By which they are chosen from the list; empty when all of it are the slice's.</param>
    public DayList<PairedDay> Of(CommunityFilter selection, out ReadOnlySpan<int> overlaps)
    {
        overlaps = default;
        if (selection.IsAll) return all;
        if (selection.Ids.Length == 0) return DayList<PairedDay>.None;
        if (selection.Ids is [var one]) return communities.Value.GetValueOrDefault(one, DayList<PairedDay>.None);
        overlaps = selection.Overlaps;
        return all;
    }

    /// <summary>
    /// A community's share of the rows of a span that are chosen by their other day, in <see cref="MeasureStore.Parts"/>: a row is divided
    /// among those of its communities that are chosen.
    /// </summary>
    public long Share(int from, int to, Func<int, bool> isChosen, CommunityFilter own, CommunityFilter among)
    {
        var share = 0L;
        foreach (var row in all.Values[all.Between(from, to)])
        {
            if (isChosen(row.Other) && own.Overlaps[row.Set] > 0) share += MeasureStore.Parts / Math.Max(1, among.Overlaps[row.Set]);
        }
        return share;
    }

    /// <summary>These with those of some days (null for all) replaced; itself when nothing differs.</summary>
    public PairedDays With(MeasureReading reading, HashSet<int>? days)
    {
        var read = DayList<PairedDay>.Of(reading.Paired);
        var renewed = days is null ? read : all.With(read, days);
        return renewed == all ? this : new(renewed, reading.Sets);
    }

    public bool Same(PairedDays other) => all.Same(other.all);

    private Dictionary<int, DayList<PairedDay>> ByCommunity()
    {
        var lists = new Dictionary<int, List<(int, PairedDay)>>();
        for (var i = 0; i < all.Days.Length; i++)
        {
            foreach (var id in sets.All[all.Values[i].Set])
            {
                if (!lists.TryGetValue(id, out var list)) lists[id] = list = [];
                list.Add((all.Days[i], all.Values[i]));
            }
        }
        return lists.ToDictionary(list => list.Key, list => DayList<PairedDay>.Of(list.Value));
    }
}
