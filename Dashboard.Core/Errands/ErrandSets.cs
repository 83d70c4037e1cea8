using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Errands;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ErrandSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Errand> Errands => db.Set<Errand>();
    }
}
