using Concentric.Imports.Undo;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Imports.Runs;

internal sealed class ImportConfiguration : IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<ImportUndo>
{
    public void Configure(EntityTypeBuilder<ImportUndo> builder)
    {
        builder.HasIndex(x => new { x.RunId, x.Id });
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(x => x.RunId);
    }

    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.HasIndex(x => new { x.AskedById, x.Id });
        builder.HasIndex(x => x.FileHash);
        // What is looked for after a cut-off.
        builder.HasIndex(x => new { x.State, x.StepAt });
        builder.HasIndex(x => x.BatchId);
    }
}
