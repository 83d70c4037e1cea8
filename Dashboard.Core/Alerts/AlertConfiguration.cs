using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Alerts;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<AlertPlace>, IEntityTypeConfiguration<AlertReader>,
    IEntityTypeConfiguration<AlertRobot>, IEntityTypeConfiguration<AlertTold>, IEntityTypeConfiguration<AlertFiring>
{
    public void Configure(EntityTypeBuilder<AlertPlace> builder) => builder.HasKey(x => new { x.RuleId, x.CommunityId });

    public void Configure(EntityTypeBuilder<AlertReader> builder) => builder.HasKey(x => new { x.RuleId, x.UserId });

    public void Configure(EntityTypeBuilder<AlertRobot> builder) => builder.HasKey(x => new { x.RuleId, x.RobotId });

    public void Configure(EntityTypeBuilder<AlertTold> builder) => builder.HasKey(x => new { x.FiringId, x.Kind, x.ToldId });

    public void Configure(EntityTypeBuilder<AlertFiring> builder)
    {
        // The history of a rule.
        builder.HasIndex(x => new { x.RuleId, x.EndedOn });
        // What is open, which each look asks for: a few rows among those of two years.
        builder.HasIndex(x => x.RuleId).HasFilter("[EndedOn] IS NULL");
        builder.HasMany(x => x.Told).WithOne().HasForeignKey(x => x.FiringId);
        // The history of a limited reader.
        builder.HasIndex(x => new { x.CommunityId, x.BeganAt });
        builder.HasIndex(x => x.BeganAt);
    }
}
