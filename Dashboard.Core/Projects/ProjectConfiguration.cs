using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Projects;

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<Output>
{
    public void Configure(EntityTypeBuilder<Project> builder) =>
        builder.HasIndex(x => new { x.DoneOn, x.CommunityId, x.Stage, x.StartedOn, x.ArchivedAt })
            .HasFilter($"{Kept} AND [DoneOn] IS NULL");

    public void Configure(EntityTypeBuilder<Output> builder) =>
        builder.HasIndex(x => new { x.RecordedOn, x.CommunityId, x.Kind, x.AmountMilli }).HasFilter(Kept);
}
