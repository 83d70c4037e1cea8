using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Notices;

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.HasIndex(x => new { x.UserId, x.Kind, x.RecordKind, x.RecordId, x.Day, x.StepId }).IsUnique();
        // The number in the bar, which every page shows.
        builder.HasIndex(x => new { x.UserId, x.ReadAt });
        // Whether anybody has been told of a record.
        builder.HasIndex(x => new { x.RecordKind, x.RecordId, x.Kind, x.Day });
        builder.HasIndex(x => x.At);
        builder.HasMany(x => x.Listed).WithOne().HasForeignKey(x => x.ListId);
        // What waits for a mail, of the few who want any; and what a mail holds.
        builder.HasIndex(x => x.MailWhen).HasFilter("[MailWhen] IS NOT NULL AND [MailId] IS NULL");
        builder.HasIndex(x => x.MailId).HasFilter("[MailId] IS NOT NULL");
    }
}
