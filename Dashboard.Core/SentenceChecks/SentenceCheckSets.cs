using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.SentenceChecks;

/// <summary>The tables of this folder in the store, named as their properties.</summary>
public static class SentenceCheckSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<KeptCheck> KeptChecks => db.Set<KeptCheck>();

        public DbSet<RememberedPhrase> RememberedPhrases => db.Set<RememberedPhrase>();
    }
}
