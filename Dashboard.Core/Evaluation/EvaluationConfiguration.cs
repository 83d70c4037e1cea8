using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Evaluation;

internal sealed class EvaluationConfiguration :
    IEntityTypeConfiguration<EvaluationCycle>, IEntityTypeConfiguration<SchemeVersion>, IEntityTypeConfiguration<CycleStep>,
    IEntityTypeConfiguration<PanelMember>, IEntityTypeConfiguration<Judgement>, IEntityTypeConfiguration<UnitResult>,
    IEntityTypeConfiguration<CommitmentTakeover>, IEntityTypeConfiguration<Nomination>, IEntityTypeConfiguration<VolunteerTime>,
    IEntityTypeConfiguration<Award>
{
    public void Configure(EntityTypeBuilder<EvaluationCycle> builder) => builder.HasIndex(x => x.Year).IsUnique().HasFilter(Kept);

    public void Configure(EntityTypeBuilder<SchemeVersion> builder)
    {
        builder.HasIndex(x => new { x.CycleId, x.Number }).IsUnique();
        builder.HasOne(x => x.Cycle).WithMany(x => x.Schemes).HasForeignKey(x => x.CycleId);
    }

    public void Configure(EntityTypeBuilder<CycleStep> builder) =>
        builder.HasOne(x => x.Cycle).WithMany(x => x.Steps).HasForeignKey(x => x.CycleId);

    public void Configure(EntityTypeBuilder<PanelMember> builder)
    {
        builder.HasIndex(x => new { x.CycleId, x.UserId }).IsUnique();
        builder.HasOne(x => x.Cycle).WithMany(x => x.Panel).HasForeignKey(x => x.CycleId);
    }

    public void Configure(EntityTypeBuilder<Judgement> builder)
    {
        // A judge scores once: two browsers can't either.
        builder.HasIndex(x => new { x.CycleId, x.CoBuilderId, x.Criterion, x.JudgeId }).IsUnique().HasFilter(Kept);
    }

    public void Configure(EntityTypeBuilder<UnitResult> builder) => builder.HasIndex(x => new { x.CycleId, x.CoBuilderId }).IsUnique();

    public void Configure(EntityTypeBuilder<CommitmentTakeover> builder) =>
        builder.HasIndex(x => x.CommitmentId).IsUnique().HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Nomination> builder) =>
        builder.HasIndex(x => new { x.CycleId, x.VolunteerId, x.NominatedBy }).IsUnique().HasFilter(Kept);

    public void Configure(EntityTypeBuilder<VolunteerTime> builder)
    {
        builder.HasIndex(x => new { x.ServedOn, x.VolunteerId, x.ActivityId, x.Minutes, x.VerifiedOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.VolunteerId, x.ServedOn });
    }

    public void Configure(EntityTypeBuilder<Award> builder) => builder.HasIndex(x => x.Number).IsUnique();
}
