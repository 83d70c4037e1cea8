using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Hazards;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class HazardSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Hazard> Hazards => db.Set<Hazard>();

        public DbSet<HazardStep> HazardSteps => db.Set<HazardStep>();

        public DbSet<HazardRound> HazardRounds => db.Set<HazardRound>();

        public DbSet<HazardPhoto> HazardPhotos => db.Set<HazardPhoto>();
    }
}
