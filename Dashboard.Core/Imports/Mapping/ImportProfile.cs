using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Imports;

/// <summary>
/// What somebody said the columns and values of a sheet are, kept for the next one with the same headers: everybody's who takes records
/// of the kind in.
/// </summary>
public sealed class ImportProfile : IBesideFigures
{
    /// <summary>The most that are kept of a kind; the one that was used longest ago goes.</summary>
    public const int MostOfKind = 100;

    public long Id { get; set; }

    /// <summary>Kind of record, as in <c>petition</c>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    /// <summary>Name of the first file, without its ending.</summary>
    [MaxLength(TextLimits.Title)]
    public required string Name { get; set; }

    /// <summary>SHA-256 of the headers in alphabetical order, 64 hexadecimal digits.</summary>
    [MaxLength(64)]
    public required string Signature { get; set; }

    /// <summary>The <see cref="ImportMapping"/> as JSON, without where the headers are: another sheet may have a title above.</summary>
    public required string Mapping { get; set; }

    /// <summary>Who said it last.</summary>
    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    public int? ById { get; set; }

    /// <summary>When it was said last.</summary>
    public DateTime At { get; set; }

    /// <summary>When a sheet was last read by it.</summary>
    public DateTime UsedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class ImportProfileConfiguration : IEntityTypeConfiguration<ImportProfile>
{
    public void Configure(EntityTypeBuilder<ImportProfile> builder) =>
        builder.HasIndex(x => new { x.Kind, x.Signature }).IsUnique();
}
