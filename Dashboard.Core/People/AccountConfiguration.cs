using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.People;

internal sealed class AccountConfiguration :
    IEntityTypeConfiguration<ApiKey>, IEntityTypeConfiguration<SignInSession>, IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder) => builder.HasIndex(x => x.Hash).IsUnique();

    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.HasIndex(x => new { x.UserId, x.Address });
        builder.HasIndex(x => x.StartedAt);
    }

    public void Configure(EntityTypeBuilder<SignInAttempt> builder)
    {
        builder.HasIndex(x => new { x.UserId, x.At });
        builder.HasIndex(x => x.At);
    }
}
