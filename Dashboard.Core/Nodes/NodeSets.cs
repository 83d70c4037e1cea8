using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Nodes;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class NodeSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Node> Nodes => db.Set<Node>();

        public DbSet<RateCount> RateCounts => db.Set<RateCount>();
    }
}

internal sealed class NodeConfiguration : IEntityTypeConfiguration<Node>, IEntityTypeConfiguration<RateCount>
{
    // A handful of rows, read as a whole.
    public void Configure(EntityTypeBuilder<Node> builder) => builder.Property(x => x.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<RateCount> builder) => builder.HasKey(x => new { x.Minute, x.Key, x.NodeId });
}
