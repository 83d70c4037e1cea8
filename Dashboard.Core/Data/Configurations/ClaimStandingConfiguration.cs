using Concentric.PublishedFigures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Configurations;

internal sealed class ClaimStandingConfiguration : IEntityTypeConfiguration<ClaimStanding>
{
    public void Configure(EntityTypeBuilder<ClaimStanding> builder)
    {
        builder.Property(x => x.ClaimId).ValueGeneratedNever();
        builder.HasOne(x => x.Claim).WithOne().HasForeignKey<ClaimStanding>(x => x.ClaimId);
    }
}
