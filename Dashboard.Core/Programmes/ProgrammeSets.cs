using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Programmes;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ProgrammeSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Programme> Programmes => db.Set<Programme>();
    }
}
