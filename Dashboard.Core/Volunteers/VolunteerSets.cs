using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class VolunteerSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Volunteer> Volunteers => db.Set<Volunteer>();

        public DbSet<VolunteerPost> VolunteerPosts => db.Set<VolunteerPost>();

        public DbSet<VolunteerClaim> VolunteerClaims => db.Set<VolunteerClaim>();
    }
}
