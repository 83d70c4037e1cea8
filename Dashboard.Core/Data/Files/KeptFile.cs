using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Data.Files;

/// <summary>A file that is kept in the database.</summary>
public sealed class KeptFile
{
    public long Id { get; set; }

    /// <summary>As in <see cref="FileStore"/>; null while it is written, and once another has taken its place.</summary>
    [MaxLength(FileStore.MostNameCharacters)]
    public string? Name { get; set; }

    /// <summary>Its size.</summary>
    public long Bytes { get; set; }

    /// <summary>Instant (UTC) at which it got its name or lost it.</summary>
    public DateTime ChangedAt { get; set; }
}

/// <summary>A piece of a kept file; all but the last have <see cref="DatabaseFileStore.ChunkBytes"/>.</summary>
public sealed class KeptFileChunk
{
    public long FileId { get; set; }

    public KeptFile? File { get; set; }

    /// <summary>Counted from 0.</summary>
    public int Number { get; set; }

    public required byte[] Content { get; set; }
}

internal sealed class KeptFileConfiguration : IEntityTypeConfiguration<KeptFile>, IEntityTypeConfiguration<KeptFileChunk>
{
    public void Configure(EntityTypeBuilder<KeptFile> builder)
    {
        builder.HasIndex(file => file.Name).IsUnique().HasFilter("[Name] IS NOT NULL");
        // The few without a name, which the nightly cleaning looks for.
        builder.HasIndex(file => file.ChangedAt).HasFilter("[Name] IS NULL");
    }

    public void Configure(EntityTypeBuilder<KeptFileChunk> builder)
    {
        builder.HasKey(chunk => new { chunk.FileId, chunk.Number });
        builder.HasOne(chunk => chunk.File).WithMany().HasForeignKey(chunk => chunk.FileId);
    }
}
