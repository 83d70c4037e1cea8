using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.SentenceChecks;

/// <summary>The table of this folder in the store, named as its property.</summary>
public static class SentenceCheckSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<RememberedPhrase> RememberedPhrases => db.Set<RememberedPhrase>();
    }
}
