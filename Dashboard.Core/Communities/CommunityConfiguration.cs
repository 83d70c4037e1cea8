using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Communities;

internal sealed class CommunityConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder) => builder.HasIndex(x => new { x.CommunityId, x.StartsOn });
}
