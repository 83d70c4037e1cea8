using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Rotation;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class RotationSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<PrimaryMetric> PrimaryMetrics => db.Set<PrimaryMetric>();
    }
}
