using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Ledgers;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class LedgerSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<PetitionCategory> PetitionCategories => db.Set<PetitionCategory>();
    }
}
