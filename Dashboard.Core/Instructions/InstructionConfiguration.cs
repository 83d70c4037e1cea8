using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Instructions;

internal sealed class InstructionConfiguration :
    IEntityTypeConfiguration<Instruction>, IEntityTypeConfiguration<InstructionStep>, IEntityTypeConfiguration<Escalation>,
    IEntityTypeConfiguration<CommunityCharge>, IEntityTypeConfiguration<WorkerAccount>
{
    public void Configure(EntityTypeBuilder<Instruction> builder)
    {
        // The thread of a record.
        builder.HasIndex(x => new { x.SubjectKind, x.SubjectId });
        // What waits for somebody, and what somebody has given, by state.
        builder.HasIndex(x => new { x.AssigneeId, x.State });
        builder.HasIndex(x => new { x.GivenById, x.State });
        // The open ones of the street, for the meeting and the morning's run.
        builder.HasIndex(x => new { x.State, x.DueOn });
    }

    public void Configure(EntityTypeBuilder<InstructionStep> builder) =>
        builder.HasOne(x => x.Instruction).WithMany(x => x.Steps).HasForeignKey(x => x.InstructionId);

    public void Configure(EntityTypeBuilder<Escalation> builder) =>
        builder.HasIndex(x => new { x.RecordKind, x.RecordId, x.Level, x.DueOn, x.Round, x.EndedOn }).IsUnique();

    public void Configure(EntityTypeBuilder<CommunityCharge> builder)
    {
        builder.HasKey(x => x.CommunityId);
        builder.Property(x => x.CommunityId).ValueGeneratedNever();
        builder.HasOne(x => x.Community).WithOne().HasForeignKey<CommunityCharge>(x => x.CommunityId);
    }

    public void Configure(EntityTypeBuilder<WorkerAccount> builder)
    {
        builder.HasKey(x => x.WorkerId);
        builder.Property(x => x.WorkerId).ValueGeneratedNever();
        builder.HasOne(x => x.Worker).WithOne().HasForeignKey<WorkerAccount>(x => x.WorkerId);
        builder.HasIndex(x => x.UserId).IsUnique();
    }
}
