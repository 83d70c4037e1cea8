using Concentric.Hazards;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Wishes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Configurations;

/// <summary>
/// Indexes over what still waits for somebody, by community: small whatever the years before hold, and enough to count and to
/// order each group of the daily work without touching the tables. The columns of the filter are columns of the index too:
/// SQLite reads them again. The one that is always empty comes first, or SQLite would rather take another index, over everything,
/// once there are several communities.
/// </summary>
internal sealed class WorkIndexes :
    IEntityTypeConfiguration<Petition>, IEntityTypeConfiguration<Hazard>, IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<Wish>
{
    /// <summary>Understood by both providers.</summary>
    private const string Kept = "[ArchivedAt] IS NULL";

    public void Configure(EntityTypeBuilder<Petition> builder)
    {
        builder.HasIndex(x => new { x.ClosedOn, x.CommunityId, x.DueOn, x.Stage, x.ArchivedAt }).HasFilter($"{Kept} AND [ClosedOn] IS NULL");
        builder.HasIndex(x => new { x.CallBackOn, x.CommunityId, x.ClosedOn, x.ArchivedAt }).HasFilter($"{Kept} AND [ClosedOn] IS NOT NULL AND [CallBackOn] IS NULL");
    }

    public void Configure(EntityTypeBuilder<Hazard> builder)
    {
        builder.HasIndex(x => new { x.RectifiedOn, x.CommunityId, x.DueOn, x.Severity, x.ArchivedAt }).HasFilter($"{Kept} AND [RectifiedOn] IS NULL");
        builder.HasIndex(x => new { x.VerifiedOn, x.CommunityId, x.RectifiedOn, x.ArchivedAt }).HasFilter($"{Kept} AND [RectifiedOn] IS NOT NULL AND [VerifiedOn] IS NULL");
    }

    public void Configure(EntityTypeBuilder<Commitment> builder) =>
        builder.HasIndex(x => new { x.DoneOn, x.CommunityId, x.DueOn, x.ArchivedAt }).HasFilter($"{Kept} AND [DoneOn] IS NULL");

    public void Configure(EntityTypeBuilder<Wish> builder) =>
        builder.HasIndex(x => new { x.FulfilledOn, x.CommunityId, x.ClaimedOn, x.RaisedOn, x.ArchivedAt }).HasFilter($"{Kept} AND [FulfilledOn] IS NULL");
}
