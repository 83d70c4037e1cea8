using Concentric.Data;
using Concentric.Exports.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ExportSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<ExportSchedule> ExportSchedules => db.Set<ExportSchedule>();

        public DbSet<ExportRun> ExportRuns => db.Set<ExportRun>();

        public DbSet<ScheduleRecipient> ScheduleRecipients => db.Set<ScheduleRecipient>();

        public DbSet<ScheduleRobot> ScheduleRobots => db.Set<ScheduleRobot>();

        public DbSet<ExportDelivery> ExportDeliveries => db.Set<ExportDelivery>();
    }
}
