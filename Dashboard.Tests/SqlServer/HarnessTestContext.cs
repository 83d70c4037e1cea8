using Concentric.Tests.SqlServer.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Concentric.Tests.SqlServer;

/// <summary>A small model to test the harness itself on, so that its tests don't move when the product's model does.</summary>
public sealed class HarnessTestContext(DbContextOptions<HarnessTestContext> options) : DbContext(options)
{
    public DbSet<Plot> Plots => Set<Plot>();

    public DbSet<Tree> Trees => Set<Tree>();

    public static CapturingSqlServer<HarnessTestContext> Capture() => new(Create);

    public static HarnessTestContext Create(IInterceptor interceptor) =>
        new(new DbContextOptionsBuilder<HarnessTestContext>().UseSqlServer(CapturingSqlServer.ConnectionString)
            .AddInterceptors(interceptor).Options);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Plot>().Property(p => p.Name).HasMaxLength(80);
        modelBuilder.Entity<Plot>().Property(p => p.Version).IsConcurrencyToken();
        modelBuilder.Entity<Tree>().Property(t => t.State).HasConversion<string>().HasMaxLength(16);
        modelBuilder.Entity<Tree>().HasIndex(t => new { t.PlotId, t.Planted }).IncludeProperties(t => t.State);
    }
}

public sealed class Plot
{
    public int Id { get; set; }

    public required string Name { get; set; }

    public int Version { get; set; }

    public List<Tree> Trees { get; } = [];
}

public sealed class Tree
{
    public int Id { get; set; }

    public int PlotId { get; set; }

    public Plot? Plot { get; set; }

    public DateOnly Planted { get; set; }

    public DateTime? Felled { get; set; }

    public long PriceFen { get; set; }

    public TreeState State { get; set; }
}

public enum TreeState
{
    Sapling,
    Grown,
}
