using Concentric.Hazards;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Configurations;

/// <summary>
/// Rounds come with their record always, and are what the figures of petitions and hazards count: one covering index per placement,
/// as in <see cref="MetricIndexes"/>, and small ones over the few rounds of records that were closed before.
/// </summary>
internal sealed class RoundConfiguration :
    IEntityTypeConfiguration<Petition>, IEntityTypeConfiguration<PetitionRound>, IEntityTypeConfiguration<Hazard>, IEntityTypeConfiguration<HazardRound>
{
    /// <summary>Understood by both providers.</summary>
    private const string Kept = "[ArchivedAt] IS NULL";

    public void Configure(EntityTypeBuilder<Petition> builder) => builder.Navigation(x => x.Rounds).AutoInclude();

    public void Configure(EntityTypeBuilder<PetitionRound> builder)
    {
        builder.HasIndex(x => new { x.PetitionId, x.Number }).IsUnique();
        builder.HasIndex(x => new { x.ReceivedOn, x.CommunityId, x.IsJoint }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.IsJoint, x.Number, x.ClosedOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.ClosedOn, x.CommunityId, x.IsJoint, x.Number, x.WorkingDaysToClose, x.Outcome, x.DueOn, x.ReopenedOn, x.CallBackOn, x.PetitionId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.CallBackOn, x.CommunityId, x.IsJoint, x.CallBackValid, x.CallBackResponded, x.CallBackResolved, x.Satisfaction, x.PetitionId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.PreviousClosedOn, x.ClosedOn, x.CommunityId, x.IsJoint }).HasFilter($"{Kept} AND [PreviousClosedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.PreviousResolvedOn, x.ClosedOn, x.CommunityId, x.IsJoint, x.Outcome }).HasFilter($"{Kept} AND [PreviousResolvedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.PreviousConfirmedOn, x.CallBackOn, x.CommunityId, x.IsJoint, x.CallBackValid, x.CallBackResolved }).HasFilter($"{Kept} AND [PreviousConfirmedOn] IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Hazard> builder) => builder.Navigation(x => x.Rounds).AutoInclude();

    public void Configure(EntityTypeBuilder<HazardRound> builder)
    {
        builder.HasIndex(x => new { x.HazardId, x.Number }).IsUnique();
        builder.HasIndex(x => new { x.FoundOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.Number, x.RectifiedOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.OverdueFrom, x.CommunityId, x.RectifiedOn, x.Severity }).HasFilter(Kept);
        builder.HasIndex(x => new { x.RectifiedOn, x.CommunityId, x.Number, x.IsFireLane, x.OverdueFrom, x.Severity, x.ReopenedOn, x.HazardId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.VerifiedOn, x.CommunityId, x.HazardId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.PreviousRectifiedOn, x.RectifiedOn, x.CommunityId, x.IsFireLane }).HasFilter($"{Kept} AND [PreviousRectifiedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.PreviousVerifiedOn, x.VerifiedOn, x.CommunityId }).HasFilter($"{Kept} AND [PreviousVerifiedOn] IS NOT NULL");
    }
}
