using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>The tables of this folder in the store, each named as its property.</summary>
public static class EvaluationSets
{
    extension(DashboardDbContext db)
    {
        public DbSet<EvaluationCycle> EvaluationCycles => db.Set<EvaluationCycle>();

        public DbSet<Judgement> Judgements => db.Set<Judgement>();

        public DbSet<Adjustment> Adjustments => db.Set<Adjustment>();

        public DbSet<Appeal> Appeals => db.Set<Appeal>();

        public DbSet<CommitmentTakeover> CommitmentTakeovers => db.Set<CommitmentTakeover>();

        public DbSet<UnitResult> UnitResults => db.Set<UnitResult>();

        public DbSet<Nomination> Nominations => db.Set<Nomination>();

        public DbSet<Award> Awards => db.Set<Award>();

        public DbSet<VolunteerTime> VolunteerTimes => db.Set<VolunteerTime>();
    }
}
