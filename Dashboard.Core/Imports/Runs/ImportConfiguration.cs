using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Imports.Runs;

internal sealed class ImportConfiguration : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.HasIndex(x => new { x.AskedById, x.Id });
        builder.HasIndex(x => x.FileHash);
    }
}
