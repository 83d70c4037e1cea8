using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Volunteers;

internal sealed class VolunteerConfiguration : IEntityTypeConfiguration<VolunteerClaim>
{
    public void Configure(EntityTypeBuilder<VolunteerClaim> builder) =>
        builder.HasIndex(x => new { x.ClaimedOn, x.CommunityId, x.VolunteerId }).HasFilter(Kept);
}
