using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Projects;

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Output>
{
    public void Configure(EntityTypeBuilder<Output> builder) =>
        builder.HasIndex(x => new { x.RecordedOn, x.CommunityId, x.Kind, x.AmountMilli }).HasFilter(Kept);
}
