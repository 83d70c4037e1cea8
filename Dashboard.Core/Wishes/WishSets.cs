using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Wishes;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class WishSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Wish> Wishes => db.Set<Wish>();
    }
}
