using Concentric.Data;
using Concentric.Imports.Undo;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports.Runs;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ImportSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<ImportRun> ImportRuns => db.Set<ImportRun>();

        public DbSet<ImportUndo> ImportUndos => db.Set<ImportUndo>();

        public DbSet<ImportProfile> ImportProfiles => db.Set<ImportProfile>();
    }
}
