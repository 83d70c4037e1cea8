using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Imports.Runs;
using Concentric.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Configurations;

internal sealed class StoreConfiguration :
    IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<ChangeLogEntry>, IEntityTypeConfiguration<ApiKey>,
    IEntityTypeConfiguration<UserCommunity>, IEntityTypeConfiguration<MetricTarget>, IEntityTypeConfiguration<ExportRun>,
    IEntityTypeConfiguration<ExportSchedule>, IEntityTypeConfiguration<ScheduleRecipient>, IEntityTypeConfiguration<ExportDelivery>,
    IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<SignInSession>, IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasIndex(x => new { x.Kind, x.RecordId });
        builder.HasIndex(x => x.At);
    }

    public void Configure(EntityTypeBuilder<ChangeLogEntry> builder)
    {
        builder.HasIndex(x => x.At);
        // The few that restate the past.
        builder.HasIndex(x => new { x.RestatesFrom, x.RestatesTo, x.At }).HasFilter("[RestatesFrom] IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ApiKey> builder) => builder.HasIndex(x => x.Hash).IsUnique();

    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => new { x.UserId, x.Address });
        builder.HasIndex(x => x.StartedAt);
    }

    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.HasIndex(x => new { x.UserId, x.At });
        builder.HasIndex(x => x.At);
    }

    public void Configure(EntityTypeBuilder<UserCommunity> builder) => builder.HasKey(x => new { x.UserId, x.CommunityId });

    public void Configure(EntityTypeBuilder<MetricTarget> builder) => builder.HasIndex(x => x.MetricKey).IsUnique();

    public void Configure(EntityTypeBuilder<ExportRun> builder)
    {
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => new { x.State, x.AskedAt });
    }

    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.HasIndex(x => new { x.AskedById, x.Id });
        builder.HasIndex(x => x.FileHash);
    }

    public void Configure(EntityTypeBuilder<ExportSchedule> builder) => builder.HasIndex(x => x.Key).IsUnique();

    public void Configure(EntityTypeBuilder<ScheduleRecipient> builder) => builder.HasKey(x => new { x.ScheduleId, x.UserId });

    public void Configure(EntityTypeBuilder<ExportDelivery> builder)
    {
        builder.HasIndex(x => new { x.RunId, x.UserId }).IsUnique();
        // What the mail's sender looks for.
        builder.HasIndex(x => new { x.State, x.NextAt });
    }
}
