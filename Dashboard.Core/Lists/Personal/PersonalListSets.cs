using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Lists.Personal;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class PersonalListSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<ListLayout> ListLayouts => db.Set<ListLayout>();

        public DbSet<SavedView> SavedViews => db.Set<SavedView>();
    }
}
