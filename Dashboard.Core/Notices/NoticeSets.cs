using Concentric.Data;
using Concentric.Notices.Channels;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class NoticeSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Notice> Notices => db.Set<Notice>();

        public DbSet<NoticeChoice> NoticeChoices => db.Set<NoticeChoice>();

        public DbSet<NoticeDigest> NoticeDigests => db.Set<NoticeDigest>();

        public DbSet<NoticeMail> NoticeMails => db.Set<NoticeMail>();
    }
}
