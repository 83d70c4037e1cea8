using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Petitions;

/// <summary>
/// Keys and indexes of petitions; <see cref="Data.IndexFilters"/> says which sorts there are. Rounds come with their record always, and
/// are what the figures count; over the few of records that were closed before there are small indexes.
/// </summary>
internal sealed class PetitionConfiguration :
    IEntityTypeConfiguration<PetitionCommunity>, IEntityTypeConfiguration<Petition>, IEntityTypeConfiguration<PetitionRound>
{
    public void Configure(EntityTypeBuilder<PetitionCommunity> builder)
    {
        builder.HasKey(x => new { x.RecordId, x.CommunityId });
        builder.HasOne(x => x.Petition).WithMany(x => x.Communities).HasForeignKey(x => x.RecordId);
    }

    public void Configure(EntityTypeBuilder<Petition> builder)
    {
        builder.HasIndex(x => new { x.DueOn, x.CommunityId }).HasFilter($"{Kept} AND [ClosedOn] IS NULL");
        builder.HasIndex(x => x.Number).IsUnique();
        // Archived ones keep theirs: a sheet that brings the number again is told of them, and takes no second petition in.
        builder.HasIndex(x => x.OrderNumber).IsUnique().HasFilter("[OrderNumber] IS NOT NULL");
        builder.HasIndex(x => new { x.ReceivedOn, x.CommunityId, x.IsJoint, x.ClosedOn, x.Stage }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.IsJoint, x.ClosedOn, x.Stage }).HasFilter(Kept);
        builder.HasIndex(x => new { x.ClosedOn, x.CommunityId }).HasFilter(Kept);
        // What is narrowed by a category is listed by its day of receipt.
        builder.HasIndex(x => new { x.Category, x.ReceivedOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.ClosedOn, x.CommunityId, x.DueOn, x.Stage, x.IsJoint, x.ArchivedAt })
            .HasFilter($"{Kept} AND [ClosedOn] IS NULL");
        builder.HasIndex(x => new { x.SettledOn, x.CommunityId, x.ClosedOn, x.Satisfaction, x.IsJoint, x.ArchivedAt })
            .HasFilter($"{Kept} AND [ClosedOn] IS NOT NULL AND [SettledOn] IS NULL");
        builder.HasIndex(x => new { x.OfferedToId, x.OfferedOn, x.CommunityId, x.ArchivedAt })
            .HasFilter($"{Kept} AND [OfferedToId] IS NOT NULL");
        builder.Navigation(x => x.Rounds).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<PetitionRound> builder)
    {
        builder.HasIndex(x => new { x.PetitionId, x.Number }).IsUnique();
        builder.HasIndex(x => new { x.ReceivedOn, x.CommunityId, x.IsJoint }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.IsJoint, x.Number, x.ClosedOn }).HasFilter(Kept);
        builder.HasIndex(x => new
        {
            x.ClosedOn,
            x.CommunityId,
            x.IsJoint,
            x.Number,
            x.WorkingDaysToClose,
            x.Outcome,
            x.DueOn,
            x.ReopenedOn,
            x.CallBackOn,
            x.PetitionId
        }).HasFilter(Kept);
        builder.HasIndex(x => new
        {
            x.CallBackOn,
            x.CommunityId,
            x.IsJoint,
            x.CallBackValid,
            x.CallBackResponded,
            x.CallBackResolved,
            x.Satisfaction,
            x.PetitionId
        }).HasFilter(Kept);
        builder.HasIndex(x => new { x.PreviousClosedOn, x.ClosedOn, x.CommunityId, x.IsJoint })
            .HasFilter($"{Kept} AND [PreviousClosedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.PreviousResolvedOn, x.ClosedOn, x.CommunityId, x.IsJoint, x.Outcome })
            .HasFilter($"{Kept} AND [PreviousResolvedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.PreviousConfirmedOn, x.CallBackOn, x.CommunityId, x.IsJoint, x.CallBackValid, x.CallBackResolved })
            .HasFilter($"{Kept} AND [PreviousConfirmedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.ProofDueOn, x.CommunityId, x.IsJoint, x.CameBackOn, x.PetitionId })
            .HasFilter($"{Kept} AND [ProofDueOn] IS NOT NULL");
        // What comes back at a place, and what came back as a record.
        builder.HasIndex(x => new { x.PlaceKey, x.CommunityId, x.Number }).HasFilter($"{Kept} AND [PlaceKey] IS NOT NULL");
        builder.HasIndex(x => x.CameBackAsId).HasFilter("[CameBackAsId] IS NOT NULL");
    }
}
