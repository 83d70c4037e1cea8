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
    /// Changes remembered one by one: many times those of <see cref="ChangeLogReader.Window"/>, within which ids may commit out of order.
    /// </summary>
    private const int Most = 20_000;

    public static CountedChanges None { get; } = new(0, []);

    private readonly ImmutableSortedSet<long> later;

    private CountedChanges(long through, ImmutableSortedSet<long> later) => (Through, this.later) = (through, later);

    /// <summary>Every change up to this id is counted.</summary>
    public long Through { get; }

    public bool Has(long id) => id <= Through || later.Contains(id);

    /// <summary>What the log shows: whoever counts everything after this has counted these.</summary>
    /// <param name="now">Instant (UTC) before which the reading begins.</param>
    public static async Task<CountedChanges> ReadAsync(DashboardDbContext db, DateTime now, CancellationToken cancellationToken)
    {
        var since = now - ChangeLogReader.Window;
        var through = await db.ChangeLog.Where(entry => entry.At < since).MaxAsync(entry => (long?)entry.Id, cancellationToken) ?? 0;
        return new(through,
            [.. await db.ChangeLog.Where(entry => entry.Id > through).Select(entry => entry.Id).ToListAsync(cancellationToken)]);
    }

    /// <summary>With further changes.</summary>
    public CountedChanges With(IEnumerable<long> ids)
    {
        var all = later.Union(ids.Where(id => id > Through));
        if (all.Count <= Most) return new(Through, all);
        var through = all[all.Count / 2];
        return new(through, [.. all.Where(id => id > through)]);
    }
}
