using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class MeetingSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Meeting> Meetings => db.Set<Meeting>();

        public DbSet<Commitment> Commitments => db.Set<Commitment>();

        public DbSet<HostTurn> HostTurns => db.Set<HostTurn>();
    }
}
