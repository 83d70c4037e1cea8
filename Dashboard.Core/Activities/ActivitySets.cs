using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ActivitySets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Activity> Activities => db.Set<Activity>();

        public DbSet<Agreement> Agreements => db.Set<Agreement>();

        public DbSet<Output> Outputs => db.Set<Output>();

        public DbSet<Service> Services => db.Set<Service>();
    }
}
