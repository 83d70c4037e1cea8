using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class ProjectSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Project> Projects => db.Set<Project>();
    }
}
