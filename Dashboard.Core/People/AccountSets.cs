using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class AccountSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        public DbSet<SignInSession> SignInSessions => db.Set<SignInSession>();

        public DbSet<SignInAttempt> SignInAttempts => db.Set<SignInAttempt>();
    }
}
