using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Meetings;

internal sealed class MeetingConfiguration :
    IEntityTypeConfiguration<MeetingCommunity>, IEntityTypeConfiguration<MeetingAttendance>, IEntityTypeConfiguration<Meeting>,
    IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<HostTurn>
{
    public void Configure(EntityTypeBuilder<MeetingCommunity> builder)
    {
        builder.HasKey(x => new { x.RecordId, x.CommunityId });
        builder.HasOne(x => x.Meeting).WithMany(x => x.Communities).HasForeignKey(x => x.RecordId);
    }

    public void Configure(EntityTypeBuilder<MeetingAttendance> builder) => builder.HasKey(x => new { x.MeetingId, x.CoBuilderId });

    public void Configure(EntityTypeBuilder<Meeting> builder) =>
        builder.HasIndex(x => new { x.HeldOn, x.CommunityId, x.IsJoint, x.Kind }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Commitment> builder)
    {
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.DoneOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DoneOn, x.CommunityId, x.DueOn, x.ArchivedAt }).HasFilter($"{Kept} AND [DoneOn] IS NULL");
    }

    public void Configure(EntityTypeBuilder<HostTurn> builder) =>
        builder.HasIndex(x => new { x.MeetingId, x.CommunityId, x.Month, x.ArchivedAt }).HasFilter($"{Kept} AND [MeetingId] IS NULL");
}
