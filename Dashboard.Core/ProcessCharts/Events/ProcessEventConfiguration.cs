using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.ProcessCharts;

internal sealed class ProcessEventConfiguration : IEntityTypeConfiguration<ProcessEventMetric>, IEntityTypeConfiguration<ProcessEventPlace>
{
    public void Configure(EntityTypeBuilder<ProcessEventMetric> builder) => builder.HasKey(x => new { x.EventId, x.MetricKey });

    public void Configure(EntityTypeBuilder<ProcessEventPlace> builder) => builder.HasKey(x => new { x.EventId, x.CommunityId });
}
