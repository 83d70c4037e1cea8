using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Alerts;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<AlertPlace>, IEntityTypeConfiguration<AlertReader>,
    IEntityTypeConfiguration<AlertRobot>, IEntityTypeConfiguration<AlertFiring>
{
    public void Configure(EntityTypeBuilder<AlertPlace> builder) => builder.HasKey(x => new { x.RuleId, x.CommunityId });

    public void Configure(EntityTypeBuilder<AlertReader> builder) => builder.HasKey(x => new { x.RuleId, x.UserId });

    public void Configure(EntityTypeBuilder<AlertRobot> builder) => builder.HasKey(x => new { x.RuleId, x.RobotId });

    public void Configure(EntityTypeBuilder<AlertFiring> builder)
    {
        // What is open, and of a rule its newest.
        builder.HasIndex(x => new { x.RuleId, x.EndedOn });
        // The history of a limited reader.
        builder.HasIndex(x => new { x.CommunityId, x.BeganAt });
        builder.HasIndex(x => x.BeganAt);
    }
}
