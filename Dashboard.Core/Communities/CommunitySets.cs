using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Communities;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class CommunitySets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Worker> Workers => db.Set<Worker>();

        public DbSet<Posting> Postings => db.Set<Posting>();

        public DbSet<HouseholdCount> HouseholdCounts => db.Set<HouseholdCount>();
    }
}
