using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Errands;

internal sealed class ErrandConfiguration : IEntityTypeConfiguration<Errand>
{
    public void Configure(EntityTypeBuilder<Errand> builder) =>
        builder.HasIndex(x => new { x.ServedOn, x.CommunityId, x.Persons }).HasFilter(Kept);
}
