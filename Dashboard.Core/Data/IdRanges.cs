namespace Concentric.Data;

/// <summary>
/// A set of ids that come nearly in order, kept as ranges: a million of them without a hole cost as much as two. Everything up to
/// <see cref="Floor"/> is no longer told apart. Not for several threads at once.
/// </summary>
internal sealed class IdRanges
{
    private readonly List<(long From, long To)> ranges = [];

    /// <summary>Ids up to this one are forgotten: neither kept nor missing.</summary>
    public long Floor { get; private set; }

    /// <summary>The highest id that is kept, or the floor.</summary>
    public long Highest => ranges.Count > 0 ? ranges[^1].To : Floor;

    /// <returns>False when it is in the set already. One that is forgotten is not, and is not kept.</returns>
    public bool Add(long id)
    {
        if (id <= Floor) return true;
        var next = IndexAfter(id);
        if (next > 0 && ranges[next - 1].To >= id) return false;
        var joinsBefore = next > 0 && ranges[next - 1].To == id - 1;
        var joinsNext = next < ranges.Count && ranges[next].From == id + 1;
        var from = joinsBefore ? ranges[next - 1].From : id;
        var to = joinsNext ? ranges[next].To : id;
        if (joinsBefore) ranges[next - 1] = (from, to);
        else if (joinsNext) ranges[next] = (from, to);
        else ranges.Insert(next, (from, to));
        if (joinsBefore && joinsNext) ranges.RemoveAt(next);
        return true;
    }

    public bool Contains(long id) => id > Floor && IndexAfter(id) is > 0 and var next && ranges[next - 1].To >= id;

    /// <summary>Forgets ids up to this one.</summary>
    public void ForgetThrough(long id)
    {
        if (id <= Floor) return;
        Floor = id;
        ranges.RemoveRange(0, ranges.TakeWhile(range => range.To <= id).Count());
        if (ranges.Count > 0 && ranges[0].From <= id) ranges[0] = (id + 1, ranges[0].To);
    }

    /// <summary>What is missing between the floor and the highest id, lowest first.</summary>
    /// <param name="most">The most ranges; where there are more, neighbours are told as one, with what lies between them.</param>
    public IReadOnlyList<(long From, long To)> Gaps(int most)
    {
        var gaps = new List<(long From, long To)>();
        var before = Floor;
        foreach (var (from, to) in ranges)
        {
            if (from > before + 1) gaps.Add((before + 1, from - 1));
            before = to;
        }

        if (gaps.Count <= most) return gaps;
        return [.. gaps.Chunk((gaps.Count + most - 1) / most).Select(some => (some[0].From, some[^1].To))];
    }

    /// <summary>The index of the first range that begins after an id.</summary>
    private int IndexAfter(long id)
    {
        var (low, high) = (0, ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].From <= id) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
