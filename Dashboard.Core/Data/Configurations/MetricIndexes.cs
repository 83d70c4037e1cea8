using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Errands;
using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Configurations;

/// <summary>
/// One covering index per placement of the metric catalogue: the day first, then all that the grouped query reads,
/// so that the cube is built and recounted without touching the tables. Each leaves archived records out.
/// That of contributions holds who gave besides, so that what units gave in a year is counted without the tables as well. What
/// petitions and hazards did, round by round, has its indexes in <see cref="RoundConfiguration"/>.
/// Beside them a small one over the open records by due day, for the lists of what is overdue and due.
/// </summary>
internal sealed class MetricIndexes :
    IEntityTypeConfiguration<Petition>, IEntityTypeConfiguration<Hazard>, IEntityTypeConfiguration<Activity>,
    IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<Visit>,
    IEntityTypeConfiguration<Errand>, IEntityTypeConfiguration<Output>, IEntityTypeConfiguration<Wish>,
    IEntityTypeConfiguration<VolunteerClaim>, IEntityTypeConfiguration<Contribution>
{
    /// <summary>Understood by both providers.</summary>
    private const string Kept = "[ArchivedAt] IS NULL";

    public void Configure(EntityTypeBuilder<Petition> builder)
    {
        builder.HasIndex(x => new { x.DueOn, x.CommunityId }).HasFilter($"{Kept} AND [ClosedOn] IS NULL");
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.ReceivedOn, x.CommunityId, x.IsJoint, x.ClosedOn, x.Stage }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.IsJoint, x.ClosedOn, x.Stage }).HasFilter(Kept);
        builder.HasIndex(x => new { x.ClosedOn, x.CommunityId }).HasFilter(Kept);
    }

    public void Configure(EntityTypeBuilder<Hazard> builder)
    {
        builder.HasIndex(x => new { x.Severity, x.DueOn, x.CommunityId }).HasFilter($"{Kept} AND [RectifiedOn] IS NULL");
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.DueOn, x.CommunityId }).HasFilter($"{Kept} AND [RectifiedOn] IS NULL");
        builder.HasIndex(x => new { x.FoundOn, x.CommunityId, x.RectifiedOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.RectifiedOn, x.Severity }).HasFilter(Kept);
        builder.HasIndex(x => new { x.RectifiedOn, x.CommunityId }).HasFilter(Kept);
    }

    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.HeldOn, x.CommunityId, x.IsJoint, x.Kind, x.Attendance, x.VolunteerAttendance, x.SavedFen }).HasFilter(Kept);
    }

    public void Configure(EntityTypeBuilder<Meeting> builder) =>
        builder.HasIndex(x => new { x.HeldOn, x.CommunityId, x.IsJoint, x.Kind }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Commitment> builder) =>
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.DoneOn }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Visit> builder) =>
        builder.HasIndex(x => new { x.VisitedOn, x.CommunityId }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Errand> builder) =>
        builder.HasIndex(x => new { x.ServedOn, x.CommunityId, x.Persons }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Output> builder) =>
        builder.HasIndex(x => new { x.RecordedOn, x.CommunityId, x.Kind, x.AmountMilli }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Wish> builder)
    {
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.RaisedOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.ClaimedOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.FulfilledOn, x.CommunityId }).HasFilter(Kept);
    }

    public void Configure(EntityTypeBuilder<VolunteerClaim> builder) =>
        builder.HasIndex(x => new { x.ClaimedOn, x.CommunityId, x.VolunteerId }).HasFilter(Kept);

    public void Configure(EntityTypeBuilder<Contribution> builder) =>
        builder.HasIndex(x => new { x.GivenOn, x.CommunityId, x.AmountFen, x.Minutes, x.CoBuilderId }).HasFilter(Kept);
}
