using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using static Concentric.Data.IndexFilters;

namespace Concentric.Hazards;

/// <summary>
/// Keys and indexes of hazards; <see cref="Data.IndexFilters"/> says which sorts there are. Rounds come with their record always, and
/// are what the figures count; over the few of records that were closed before there are small indexes.
/// </summary>
internal sealed class HazardConfiguration :
    IEntityTypeConfiguration<Hazard>, IEntityTypeConfiguration<HazardRound>
{
    public void Configure(EntityTypeBuilder<Hazard> builder)
    {
        builder.HasIndex(x => new { x.Severity, x.DueOn, x.CommunityId }).HasFilter($"{Kept} AND [RectifiedOn] IS NULL");
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => new { x.DueOn, x.CommunityId }).HasFilter($"{Kept} AND [RectifiedOn] IS NULL");
        builder.HasIndex(x => new { x.FoundOn, x.CommunityId, x.RectifiedOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.RectifiedOn, x.Severity }).HasFilter(Kept);
        builder.HasIndex(x => new { x.RectifiedOn, x.CommunityId }).HasFilter(Kept);
        // What is narrowed by a category is listed by its day of finding.
        builder.HasIndex(x => new { x.Category, x.FoundOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.RectifiedOn, x.CommunityId, x.DueOn, x.Severity, x.ArchivedAt })
            .HasFilter($"{Kept} AND [RectifiedOn] IS NULL");
        builder.HasIndex(x => new { x.VerifiedOn, x.CommunityId, x.RectifiedOn, x.ArchivedAt })
            .HasFilter($"{Kept} AND [RectifiedOn] IS NOT NULL AND [VerifiedOn] IS NULL");
        builder.HasIndex(x => new { x.OfferedToId, x.OfferedOn, x.CommunityId, x.ArchivedAt })
            .HasFilter($"{Kept} AND [OfferedToId] IS NOT NULL");
        builder.Navigation(x => x.Rounds).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<HazardRound> builder)
    {
        builder.HasIndex(x => new { x.HazardId, x.Number }).IsUnique();
        builder.HasIndex(x => new { x.FoundOn, x.CommunityId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.DueOn, x.CommunityId, x.Number, x.RectifiedOn }).HasFilter(Kept);
        builder.HasIndex(x => new { x.OverdueFrom, x.CommunityId, x.RectifiedOn, x.Severity }).HasFilter(Kept);
        builder.HasIndex(x => new
        {
            x.RectifiedOn,
            x.CommunityId,
            x.Number,
            x.IsFireLane,
            x.OverdueFrom,
            x.Severity,
            x.ReopenedOn,
            x.HazardId
        }).HasFilter(Kept);
        builder.HasIndex(x => new { x.VerifiedOn, x.CommunityId, x.HazardId }).HasFilter(Kept);
        builder.HasIndex(x => new { x.PreviousRectifiedOn, x.RectifiedOn, x.CommunityId, x.IsFireLane })
            .HasFilter($"{Kept} AND [PreviousRectifiedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.PreviousVerifiedOn, x.VerifiedOn, x.CommunityId })
            .HasFilter($"{Kept} AND [PreviousVerifiedOn] IS NOT NULL");
        builder.HasIndex(x => new { x.ProofDueOn, x.CommunityId, x.CameBackOn }).HasFilter($"{Kept} AND [ProofDueOn] IS NOT NULL");
        // What comes back at a place, and what came back as a record.
        builder.HasIndex(x => new { x.PlaceKey, x.CommunityId, x.Number }).HasFilter($"{Kept} AND [PlaceKey] IS NOT NULL");
        builder.HasIndex(x => x.CameBackAsId).HasFilter("[CameBackAsId] IS NOT NULL");
    }
}
