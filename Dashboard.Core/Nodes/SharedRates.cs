using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Nodes;

/// <summary>
/// What the other nodes have counted of what is limited by the minute. Each node has limits of its own, which hold at once; this adds
/// what was used elsewhere, seconds later: a program that goes from node to node gets no more than one that stays. Only what was used
/// more than a few times is told, and nothing while there is one node.
/// </summary>
public sealed class SharedRates(IDbContextFactory<DashboardDbContext> factory, NodeRegister register)
{
    /// <summary>Time between two exchanges.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Uses below which a node keeps them to itself: nobody who stays below it comes near a limit.</summary>
    public const int Least = 5;

    /// <summary>Keys counted within one minute at most; what comes beyond them is limited by each node for itself.</summary>
    public const int MostKeys = 10_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Dictionary<string, Use> uses = [];
    private DateTime minute;

    /// <summary>Counts one use on this node.</summary>
    public void Count(string key)
    {
        lock (gate)
        {
            Turn();
            if (Find(key) is { } use) use.Own++;
        }
    }

    /// <summary>True when other nodes have a part in it and all together have reached the limit of the minute.</summary>
    public bool IsOver(string key, int most)
    {
        lock (gate)
        {
            Turn();
            return uses.TryGetValue(key, out var use) && use.Others > 0 && use.Own + use.Others >= most;
        }
    }

    /// <summary>How long until the next minute begins.</summary>
    public TimeSpan UntilNextMinute
    {
        get { lock (gate) return Turn() + TimeSpan.FromMinutes(1) - register.StoreNow; }
    }

    /// <summary>Tells the others what was used here, and takes in what was used there.</summary>
    public async Task ShareAsync(CancellationToken cancellationToken)
    {
        if (register.Others == 0) return;
        List<RateCount> own;
        DateTime now;
        lock (gate)
        {
            now = Turn();
            own = [.. uses.Where(use => use.Value.Own >= Least && use.Value.Own != use.Value.Told)
                .Select(use => new RateCount { Minute = now, Key = use.Key, NodeId = register.Id, Count = use.Value.Own })];
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var row in own)
        {
            if (await db.RateCounts.Where(one => one.Minute == row.Minute && one.Key == row.Key && one.NodeId == row.NodeId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Count, row.Count), cancellationToken) > 0) continue;
            db.RateCounts.Add(row);
        }

        await db.SaveChangesAsync(cancellationToken);
        var (id, old) = (register.Id, now - Kept);
        await db.RateCounts.Where(one => one.Minute < old).ExecuteDeleteAsync(cancellationToken);
        var elsewhere = await db.RateCounts.Where(one => one.Minute == now && one.NodeId != id).GroupBy(one => one.Key)
            .Select(some => new { Key = some.Key, Count = some.Sum(one => one.Count) }).ToListAsync(cancellationToken);
        lock (gate)
        {
            if (Turn() != now) return;
            foreach (var row in own) uses[row.Key].Told = row.Count;
            foreach (var row in elsewhere)
            {
                if (Find(row.Key) is { } use) use.Others = row.Count;
            }
        }
    }

    private Use? Find(string key)
    {
        if (uses.TryGetValue(key, out var use)) return use;
        if (uses.Count >= MostKeys) return null;
        return uses[key] = new();
    }

    /// <summary>Begins anew with each minute.</summary>
    private DateTime Turn()
    {
        var now = register.StoreNow;
        var present = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
        if (present != minute) (minute, uses) = (present, []);
        return minute;
    }

    private sealed class Use
    {
        public int Own { get; set; }

        public int Others { get; set; }

        public int Told { get; set; }
    }
}
