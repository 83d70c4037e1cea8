using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Robots;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class RobotSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Robot> Robots => db.Set<Robot>();

        public DbSet<RobotMessage> RobotMessages => db.Set<RobotMessage>();
    }
}
