using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.CoBuilders;

/// <summary>The index of contributions holds who gave: what units gave in a year is counted without the tables as well.</summary>
internal sealed class CoBuilderConfiguration : IEntityTypeConfiguration<Contribution>
{
    public void Configure(EntityTypeBuilder<Contribution> builder) =>
        builder.HasIndex(x => new { x.GivenOn, x.CommunityId, x.AmountFen, x.Minutes, x.CoBuilderId }).HasFilter(Kept);
}
