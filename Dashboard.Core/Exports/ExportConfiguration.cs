using Concentric.Exports.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Exports;

internal sealed class ExportConfiguration :
    IEntityTypeConfiguration<ExportRun>, IEntityTypeConfiguration<ExportSchedule>, IEntityTypeConfiguration<ScheduleRecipient>,
    IEntityTypeConfiguration<ExportDelivery>, IEntityTypeConfiguration<ScheduleRobot>
{
    public void Configure(EntityTypeBuilder<ExportRun> builder)
    {
        builder.HasMany(x => x.RobotMessages).WithOne().HasForeignKey(x => x.RunId);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => new { x.State, x.AskedAt });
        builder.HasIndex(x => new { x.DueAt, x.ScheduleId }).IsUnique().HasFilter("[DueAt] IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ExportSchedule> builder) => builder.HasIndex(x => x.Key).IsUnique();

    public void Configure(EntityTypeBuilder<ScheduleRecipient> builder) => builder.HasKey(x => new { x.ScheduleId, x.UserId });

    public void Configure(EntityTypeBuilder<ScheduleRobot> builder) => builder.HasKey(x => new { x.ScheduleId, x.RobotId });

    public void Configure(EntityTypeBuilder<ExportDelivery> builder)
    {
        builder.HasIndex(x => new { x.RunId, x.UserId }).IsUnique();
        // What the mail's sender looks for.
        builder.HasIndex(x => new { x.State, x.NextAt });
    }
}
