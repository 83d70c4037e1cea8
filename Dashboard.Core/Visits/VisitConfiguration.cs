using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Visits;

internal sealed class VisitConfiguration :
    IEntityTypeConfiguration<Household>, IEntityTypeConfiguration<VisitHousehold>, IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Household> builder) => builder.HasIndex(x => new { x.CommunityId, x.Address }).IsUnique();

    public void Configure(EntityTypeBuilder<VisitHousehold> builder) => builder.HasKey(x => new { x.VisitId, x.HouseholdId });

    public void Configure(EntityTypeBuilder<Visit> builder) => builder.HasIndex(x => new { x.VisitedOn, x.CommunityId }).HasFilter(Kept);
}
