using Concentric.Activities;
using Concentric.Communities;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Configurations;

internal sealed class CommunityConfiguration :
    IEntityTypeConfiguration<Community>, IEntityTypeConfiguration<Programme>, IEntityTypeConfiguration<Household>,
    IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Community> builder) => builder.HasIndex(x => x.Code).IsUnique();

    public void Configure(EntityTypeBuilder<Programme> builder) => builder.HasIndex(x => x.Key).IsUnique();

    public void Configure(EntityTypeBuilder<Household> builder) => builder.HasIndex(x => new { x.CommunityId, x.Address }).IsUnique();

    public void Configure(EntityTypeBuilder<Posting> builder) => builder.HasIndex(x => new { x.CommunityId, x.StartsOn });
}

internal sealed class PartConfiguration :
    IEntityTypeConfiguration<PetitionCommunity>, IEntityTypeConfiguration<ActivityCommunity>, IEntityTypeConfiguration<MeetingCommunity>,
    IEntityTypeConfiguration<ActivityPartner>, IEntityTypeConfiguration<ActivityProgramme>, IEntityTypeConfiguration<ActivityService>,
    IEntityTypeConfiguration<MeetingAttendance>, IEntityTypeConfiguration<VisitHousehold>
{
    public void Configure(EntityTypeBuilder<PetitionCommunity> builder)
    {
        builder.HasKey(x => new { x.RecordId, x.CommunityId });
        builder.HasOne(x => x.Petition).WithMany(x => x.Communities).HasForeignKey(x => x.RecordId);
    }

    public void Configure(EntityTypeBuilder<ActivityCommunity> builder)
    {
        builder.HasKey(x => new { x.RecordId, x.CommunityId });
        builder.HasOne(x => x.Activity).WithMany(x => x.Communities).HasForeignKey(x => x.RecordId);
    }

    public void Configure(EntityTypeBuilder<MeetingCommunity> builder)
    {
        builder.HasKey(x => new { x.RecordId, x.CommunityId });
        builder.HasOne(x => x.Meeting).WithMany(x => x.Communities).HasForeignKey(x => x.RecordId);
    }

    public void Configure(EntityTypeBuilder<ActivityPartner> builder) => builder.HasKey(x => new { x.ActivityId, x.CoBuilderId });

    public void Configure(EntityTypeBuilder<ActivityProgramme> builder) => builder.HasKey(x => new { x.ActivityId, x.ProgrammeId });

    public void Configure(EntityTypeBuilder<ActivityService> builder) => builder.HasKey(x => new { x.ActivityId, x.ServiceId });

    public void Configure(EntityTypeBuilder<MeetingAttendance> builder) => builder.HasKey(x => new { x.MeetingId, x.CoBuilderId });

    public void Configure(EntityTypeBuilder<VisitHousehold> builder) => builder.HasKey(x => new { x.VisitId, x.HouseholdId });
}
