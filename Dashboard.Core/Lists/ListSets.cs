using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ListSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<ListedRecord> ListedRecords => db.Set<ListedRecord>();
    }
}
