using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Instructions;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class InstructionSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<Instruction> Instructions => db.Set<Instruction>();

        public DbSet<Escalation> Escalations => db.Set<Escalation>();

        public DbSet<CommunityCharge> CommunityCharges => db.Set<CommunityCharge>();

        public DbSet<WorkerAccount> WorkerAccounts => db.Set<WorkerAccount>();
    }
}
