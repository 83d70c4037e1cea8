using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Robots;

internal sealed class RobotConfiguration : IEntityTypeConfiguration<RobotMessage>
{
    public void Configure(EntityTypeBuilder<RobotMessage> builder)
    {
        builder.HasIndex(x => new { x.RobotId, x.Key }).IsUnique();
        // What the sender looks for.
        builder.HasIndex(x => new { x.State, x.NextAt });
        builder.HasIndex(x => x.RunId);
        builder.HasIndex(x => x.At);
    }
}
