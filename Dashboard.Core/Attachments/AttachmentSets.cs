using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Attachments;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class AttachmentSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Attachment> Attachments => db.Set<Attachment>();

        public DbSet<WaitingAttachment> WaitingAttachments => db.Set<WaitingAttachment>();
    }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<WaitingAttachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.HasIndex(x => new { x.RecordKind, x.RecordId });
        // The nightly cleaning asks for files by their keys.
        builder.HasIndex(x => x.Key).IsUnique();
    }

    public void Configure(EntityTypeBuilder<WaitingAttachment> builder)
    {
        builder.HasIndex(x => new { x.FormId, x.UserId });
        builder.HasIndex(x => x.UserId);
        builder.HasIndex(x => x.At);
        builder.HasIndex(x => x.Key).IsUnique();
    }
}
