using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data;

internal sealed class StoreConfiguration :
    IEntityTypeConfiguration<Community>, IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<ChangeLogEntry>,
    IEntityTypeConfiguration<UserCommunity>, IEntityTypeConfiguration<HouseholdCount>
{
    public void Configure(EntityTypeBuilder<Community> builder) => builder.HasIndex(x => x.Code).IsUnique();

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasIndex(x => new { x.Kind, x.RecordId });
        builder.HasIndex(x => x.At);
    }

    public void Configure(EntityTypeBuilder<ChangeLogEntry> builder)
    {
        builder.HasIndex(x => x.At);
        // The few that restate the past.
        builder.HasIndex(x => new { x.RestatesFrom, x.RestatesTo, x.At }).HasFilter("[RestatesFrom] IS NOT NULL");
    }

    // By their key there is one for each community and day.
    public void Configure(EntityTypeBuilder<HouseholdCount> builder) => builder.HasKey(x => new { x.CommunityId, x.HoldsFrom });

    public void Configure(EntityTypeBuilder<UserCommunity> builder) => builder.HasKey(x => new { x.UserId, x.CommunityId });
}
