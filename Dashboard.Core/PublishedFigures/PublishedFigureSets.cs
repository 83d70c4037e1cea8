using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class PublishedFigureSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<PublishedFigure> PublishedFigures => db.Set<PublishedFigure>();

        public DbSet<ClaimStanding> ClaimStandings => db.Set<ClaimStanding>();
    }
}
