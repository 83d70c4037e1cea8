using Microsoft.EntityFrameworkCore;

namespace Concentric.Data.Search;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class SearchSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<IndexedRecord> SearchRecords => db.Set<IndexedRecord>();

        public DbSet<SearchPosting> SearchPostings => db.Set<SearchPosting>();
    }
}
