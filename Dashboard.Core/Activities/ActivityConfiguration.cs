using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Activities;

internal sealed class ActivityConfiguration :
    IEntityTypeConfiguration<ActivityCommunity>, IEntityTypeConfiguration<ActivityPartner>, IEntityTypeConfiguration<ActivityProgramme>,
    IEntityTypeConfiguration<ActivityService>, IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<Output>
{
    public void Configure(EntityTypeBuilder<ActivityCommunity> builder)
    {
        builder.HasKey(x => new { x.RecordId, x.CommunityId });
        builder.HasOne(x => x.Activity).WithMany(x => x.Communities).HasForeignKey(x => x.RecordId);
    }

    public void Configure(EntityTypeBuilder<ActivityPartner> builder) => builder.HasKey(x => new { x.ActivityId, x.CoBuilderId });

    public void Configure(EntityTypeBuilder<ActivityProgramme> builder) => builder.HasKey(x => new { x.ActivityId, x.ProgrammeId });

    public void Configure(EntityTypeBuilder<ActivityService> builder) => builder.HasKey(x => new { x.ActivityId, x.ServiceId });

    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.HeldOn, x.CommunityId, x.IsJoint, x.Kind, x.Attendance, x.VolunteerAttendance, x.SavedFen })
            .HasFilter(Kept);
    }

    public void Configure(EntityTypeBuilder<Output> builder) =>
        builder.HasIndex(x => new { x.RecordedOn, x.CommunityId, x.Kind, x.AmountMilli }).HasFilter(Kept);
}
