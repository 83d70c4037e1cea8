using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class NoticeSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Notice> Notices => db.Set<Notice>();
    }
}
