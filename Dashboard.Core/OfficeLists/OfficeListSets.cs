using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.OfficeLists;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class OfficeListSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<OfficeTerm> OfficeTerms => db.Set<OfficeTerm>();
    }
}
