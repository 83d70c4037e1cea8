using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Alerts;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class AlertSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<AlertRule> AlertRules => db.Set<AlertRule>();

        public DbSet<AlertPlace> AlertPlaces => db.Set<AlertPlace>();

        public DbSet<AlertReader> AlertReaders => db.Set<AlertReader>();

        public DbSet<AlertRobot> AlertRobots => db.Set<AlertRobot>();

        public DbSet<AlertFiring> AlertFirings => db.Set<AlertFiring>();

        public DbSet<AlertTold> AlertTold => db.Set<AlertTold>();
    }
}
