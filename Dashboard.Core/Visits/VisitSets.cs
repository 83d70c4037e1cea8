using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Visits;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class VisitSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Household> Households => db.Set<Household>();

        public DbSet<Visit> Visits => db.Set<Visit>();

        public DbSet<VisitHousehold> VisitHouseholds => db.Set<VisitHousehold>();
    }
}
