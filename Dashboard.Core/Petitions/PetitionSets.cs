using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class PetitionSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Petition> Petitions => db.Set<Petition>();

        public DbSet<PetitionStep> PetitionSteps => db.Set<PetitionStep>();

        public DbSet<PetitionRound> PetitionRounds => db.Set<PetitionRound>();
    }
}
