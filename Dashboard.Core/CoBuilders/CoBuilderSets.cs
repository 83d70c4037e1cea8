using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class CoBuilderSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<CoBuilder> CoBuilders => db.Set<CoBuilder>();

        public DbSet<Contribution> Contributions => db.Set<Contribution>();
    }
}
