using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.ProcessCharts;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ProcessChartSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<ProcessEvent> ProcessEvents => db.Set<ProcessEvent>();

        public DbSet<ProcessEventMetric> ProcessEventMetrics => db.Set<ProcessEventMetric>();

        public DbSet<ProcessEventPlace> ProcessEventPlaces => db.Set<ProcessEventPlace>();
    }
}
