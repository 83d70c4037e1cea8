using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Lists.Personal;

internal sealed class PersonalListConfiguration : IEntityTypeConfiguration<ListLayout>, IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<ListLayout> builder) => builder.HasKey(x => new { x.UserId, x.Kind });

    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        // An account's own, and that no two of them have one name.
        builder.HasIndex(x => new { x.UserId, x.Kind, x.Name }).IsUnique();
        // What is shared with the readers of a list.
        builder.HasIndex(x => new { x.Kind, x.IsShared, x.Name });
    }
}
