using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Projects;

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder) =>
        builder.HasIndex(x => new { x.DoneOn, x.CommunityId, x.Stage, x.StartedOn, x.ArchivedAt })
            .HasFilter($"{Kept} AND [DoneOn] IS NULL");
}
