using Microsoft.EntityFrameworkCore;

namespace Concentric.Data.Files;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class FileSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<KeptFile> KeptFiles => db.Set<KeptFile>();

        public DbSet<KeptFileChunk> KeptFileChunks => db.Set<KeptFileChunk>();
    }
}
