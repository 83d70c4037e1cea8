using System.Collections.Immutable;
using Concentric.Data;
using Concentric.Live;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>
/// Which changes of the log are surely in a snapshot: those up to an id, and some after it. Never changed once made. A snapshot may
/// hold others besides: a day that is counted again shows what was committed meanwhile.
/// </summary>
internal sealed class CountedChanges
{
    /// <summary>
    /// Changes remembered one by one, for as long as ids may commit late. Of more, the oldest are forgotten: their days are counted
    /// again, which costs time and changes nothing.
    /// </summary>
    private const int Most = 20_000;

    /// <summary>Time between two ids that are noted as the highest of their time.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    public static CountedChanges None { get; } = new(0, [], []);

    /// <summary>Every change up to an id.</summary>
    public static CountedChanges UpTo(long id) => new(id, [], []);

    private readonly ImmutableSortedSet<long> later;

    /// <summary>When which id was the highest: it is past doubt when <see cref="ChangeLogReader.Patience"/> is over twice.</summary>
    private readonly ImmutableList<(DateTime At, long Highest)> heights;

    private CountedChanges(long through, ImmutableSortedSet<long> later, ImmutableList<(DateTime At, long Highest)> heights) =>
        (Through, this.later, this.heights) = (through, later, heights);

    /// <summary>Every change up to this id is counted, or will never be committed.</summary>
    public long Through { get; }

    /// <summary>The highest id that is surely in it.</summary>
    public long Highest => later.IsEmpty ? Through : later.Max;

    public bool Has(long id) => id <= Through || later.Contains(id);

    /// <summary>What the log shows: whoever counts everything after this has counted these.</summary>
    /// <param name="now">Instant (UTC) before which the reading begins.</param>
    public static async Task<CountedChanges> ReadAsync(DashboardDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var through = await ChangeLogReader.SettledAsync(db, now, cancellationToken);
        var ids = await db.ChangeLog.Where(entry => entry.Id > through).Select(entry => entry.Id).ToListAsync(cancellationToken);
        return new CountedChanges(through, [], []).With(ids, now);
    }

    /// <summary>With further changes.</summary>
    /// <param name="now">Instant (UTC) at which they are known to be committed.</param>
    public CountedChanges With(IEnumerable<long> ids, DateTime now)
    {
        var all = later.Union(ids.Where(id => id > Through));
        var notes = heights;
        if (!all.IsEmpty && (notes.IsEmpty || now - notes[^1].At >= Step)) notes = notes.Add((now, all.Max));
        var through = Through;
        while (!notes.IsEmpty && now - notes[0].At > 2 * ChangeLogReader.Patience)
            (through, notes) = (Math.Max(through, notes[0].Highest), notes.RemoveAt(0));
        if (through > Through) all = [.. all.Where(id => id > through)];
        if (all.Count > Most) all = [.. all.Skip(all.Count - (Most / 2))];
        return new(through, all, notes);
    }
}
