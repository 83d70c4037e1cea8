using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Wishes;

internal sealed class WishConfiguration : IEntityTypeConfiguration<Wish>
{
    public void Configure(EntityTypeBuilder<Wish> builder)
    {
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.RaisedOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.ClaimedOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.FulfilledOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.FulfilledOn, x.CommunityId, x.ClaimedOn, x.RaisedOn, x.ArchivedAt })
            .HasFilter($"{Kept} AND [FulfilledOn] IS NULL");
    }
}
