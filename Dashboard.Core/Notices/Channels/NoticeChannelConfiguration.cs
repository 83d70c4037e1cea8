using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Notices.Channels;

internal sealed class NoticeChannelConfiguration : IEntityTypeConfiguration<NoticeChoice>, IEntityTypeConfiguration<NoticeDigest>,
    IEntityTypeConfiguration<NoticeMail>
{
    public void Configure(EntityTypeBuilder<NoticeChoice> builder) => builder.HasKey(x => new { x.UserId, x.Topic });

    public void Configure(EntityTypeBuilder<NoticeDigest> builder)
    {
        builder.Property(x => x.UserId).ValueGeneratedNever();
        builder.HasOne(x => x.User).WithOne().HasForeignKey<NoticeDigest>(x => x.UserId);
    }

    public void Configure(EntityTypeBuilder<NoticeMail> builder)
    {
        // What the sender looks for.
        builder.HasIndex(x => new { x.State, x.NextAt });
        builder.HasIndex(x => x.At);
    }
}
