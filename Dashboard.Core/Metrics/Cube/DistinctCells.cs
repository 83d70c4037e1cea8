namespace Concentric.Metrics;

/// <summary>
/// Occurrences of things that count once however often they occur: distinct counts do not add over days. Most things
/// belong to one community (a household, a volunteer), and those do add over communities; the others are kept apart.
/// </summary>
internal sealed class DistinctCells : MeasureStore
{
    public static DistinctCells None { get; } = new([], [], SharedOccurrences.None, new());

    /// <summary>In place of a community: the thing occurs in several.</summary>
    private const int Several = int.MinValue;

    /// <summary>Where each thing occurs. Used by the one writer only, who hands it on from cells to cells.</summary>
    private readonly Dictionary<long, int> homes;
    private readonly Dictionary<int, Occurrences> communities;
    private readonly SharedOccurrences wanderers;
    private readonly CommunitySets sets;

    private DistinctCells(Dictionary<long, int> homes, Dictionary<int, Occurrences> communities, SharedOccurrences wanderers,
        CommunitySets sets) =>
        (this.homes, this.communities, this.wanderers, this.sets) = (homes, communities, wanderers, sets);

    public override int? FirstDay => communities.Values.Select(occurrences => occurrences.FirstDay).Append(wanderers.FirstDay).Min();

    public override TermValue Read(int from, int to, CommunityFilter selection)
    {
        var count = wanderers.Distinct(from, to, selection);
        if (selection.IsAll)
        {
            foreach (var occurrences in communities.Values) count += occurrences.Distinct(from, to);
        }

        foreach (var id in selection.Ids)
        {
            if (communities.TryGetValue(id, out var occurrences)) count += occurrences.Distinct(from, to);
        }
        return new(count);
    }

    public override MeasureStore With(MeasureReading reading, HashSet<int>? days)
    {
        var read = new List<Cell>(reading.Joints);
        read.AddRange(reading.Singles.Select(cell => cell with { Key = reading.Sets.NumberOf(cell.Key) }));
        if (days is null) return Of(read, reading.Sets);
        foreach (var cell in read)
        {
            var home = HomeOf(cell, reading.Sets);
            if (homes.TryAdd(cell.Value, home) || homes[cell.Value] == home || homes[cell.Value] == Several) continue;
            // What was one community's is so no longer: sort everything anew.
            return Of([.. Cells().Where(kept => !days.Contains(kept.Day)), .. read], reading.Sets);
        }

        var byHome = read.ToLookup(cell => homes[cell.Value]);
        var renewed = communities.Keys.Union(byHome.Select(group => group.Key)).Where(id => id != Several)
            .ToDictionary(id => id, id => communities.GetValueOrDefault(id, Occurrences.None).With(byHome[id], days));
        return new DistinctCells(homes, renewed, wanderers.With(byHome[Several], days), reading.Sets);
    }

    public override bool Same(MeasureStore other) => other is DistinctCells cells && Ordered().SequenceEqual(cells.Ordered());

    private static DistinctCells Of(List<Cell> cells, CommunitySets sets)
    {
        var homes = new Dictionary<long, int>();
        foreach (var cell in cells)
        {
            var home = HomeOf(cell, sets);
            if (!homes.TryAdd(cell.Value, home) && homes[cell.Value] != home) homes[cell.Value] = Several;
        }

        var byHome = cells.ToLookup(cell => homes[cell.Value]);
        var communities = byHome.Where(group => group.Key != Several)
            .ToDictionary(group => group.Key, group => Occurrences.None.With(group, null));
        return new(homes, communities, SharedOccurrences.None.With(byHome[Several], null), sets);
    }

    private static int HomeOf(Cell cell, CommunitySets sets) => sets.All[cell.Key] is [var single] ? single : Several;

    private IEnumerable<Cell> Cells() =>
        communities.SelectMany(pair => pair.Value.Cells(sets.NumberOf(pair.Key))).Concat(wanderers.Cells());

    private IEnumerable<(int, long, int)> Ordered() => Cells().Select(cell => (cell.Day, cell.Value, cell.Key)).Distinct().Order();
}
