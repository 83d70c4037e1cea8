using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class MetricSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<MetricTarget> MetricTargets => db.Set<MetricTarget>();
    }
}
