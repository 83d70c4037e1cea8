using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Nodes;

/// <summary>This node's entry in the table of nodes, and what it knows of the others.</summary>
public sealed class NodeRegister(
    IDbContextFactory<DashboardDbContext> factory, StoreOptions options, MachineConfiguration settings, DataFolder folder,
    OfficeClock clock)
{
    /// <summary>Time between two signs of life.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>How long a node may be silent and still count as alive.</summary>
    public static readonly TimeSpan AliveFor = TimeSpan.FromMinutes(1);

    /// <summary>How long one that died is shown.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private volatile IReadOnlyList<NodeDifference> differences = [];
    private volatile int others;
    private long offset;

    /// <summary>What tells this process from every other, also from the one that it takes the place of.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>How this node is called. Set before the first sign of life, if at all.</summary>
    public string Name { get; set; } = $"{Environment.MachineName} ({Environment.ProcessId})";

    /// <summary>What was not the same at the last sign of life.</summary>
    public IReadOnlyList<NodeDifference> Differences => differences;

    /// <summary>How many other nodes were alive at the last sign of life.</summary>
    public int Others => others;

    /// <summary>The instant (UTC) by the store's clock, as near as the last sign of life tells.</summary>
    public DateTime StoreNow => clock.UtcNow - TimeSpan.FromMilliseconds(Interlocked.Read(ref offset));

    /// <summary>Gives a sign of life, and looks at the other nodes.</summary>
    /// <returns>What is not the same.</returns>
    public async Task<IReadOnlyList<NodeDifference>> BeatAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var asked = clock.UtcNow;
        var now = await db.NowAsync(clock, cancellationToken);
        // The server told the time somewhere between the question and the answer.
        var ahead = (long)(asked + ((clock.UtcNow - asked) / 2) - now).TotalMilliseconds;
        Interlocked.Exchange(ref offset, ahead);
        var own = new Node
        {
            Id = Id,
            Name = Name,
            Version = ProgramVersion.Current,
            Schema = StorePreparation.KnownMigrations(options.Provider)[^1],
            Zone = clock.ZoneName,
            Settings = settings.Write(),
            ClockOffset = ahead,
            HasFolder = folder.IsThere,
            StartedAt = now,
            SeenAt = now,
        };
        await SaveAsync(db, own, cancellationToken);
        var (silent, dead) = (now - AliveFor, now - Kept);
        await db.Nodes.Where(node => node.SeenAt < dead).ExecuteDeleteAsync(cancellationToken);
        var alive = await db.Nodes.AsNoTracking().Where(node => node.SeenAt >= silent && node.Id != own.Id).OrderBy(node => node.Name)
            .ToListAsync(cancellationToken);
        others = alive.Count;
        return differences = NodeDifference.Between(own, alive);
    }

    /// <summary>Takes the entry away: the node stops, and nobody need wonder where it is.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        var id = Id;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Nodes.Where(node => node.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>All that are alive or died lately, each with whether it is alive; in the order of their names.</summary>
    public async Task<IReadOnlyList<(Node Node, bool IsAlive)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var nodes = await db.Nodes.AsNoTracking().OrderBy(node => node.Name).ThenBy(node => node.StartedAt).ToListAsync(cancellationToken);
        return [.. nodes.Where(node => now - node.SeenAt <= Kept).Select(node => (node, now - node.SeenAt <= AliveFor))];
    }

    /// <summary>The same zone has another name on Windows.</summary>
    private static async Task SaveAsync(DashboardDbContext db, Node own, CancellationToken cancellationToken)
    {
        if (await db.Nodes.Where(node => node.Id == own.Id).ExecuteUpdateAsync(set => set
            .SetProperty(node => node.Zone, own.Zone).SetProperty(node => node.Settings, own.Settings)
            .SetProperty(node => node.ClockOffset, own.ClockOffset).SetProperty(node => node.HasFolder, own.HasFolder)
            .SetProperty(node => node.SeenAt, own.SeenAt), cancellationToken) > 0) return;
        db.Nodes.Add(own);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
