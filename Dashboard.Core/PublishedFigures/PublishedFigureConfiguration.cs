using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.PublishedFigures;

internal sealed class PublishedFigureConfiguration : IEntityTypeConfiguration<ClaimStanding>
{
    public void Configure(EntityTypeBuilder<ClaimStanding> builder)
    {
        builder.Property(x => x.ClaimId).ValueGeneratedNever();
        builder.HasOne(x => x.Claim).WithOne().HasForeignKey<ClaimStanding>(x => x.ClaimId);
    }
}
