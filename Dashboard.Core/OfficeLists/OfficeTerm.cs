using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.OfficeLists;

/// <summary>
/// A term of one of the office's lists, as a kind of errand. A term that the program brings has a row once the office has changed the
/// list; until then its names are those of the program.
/// </summary>
public sealed class OfficeTerm : OfficeListItem
{
    /// <summary>The most former names that are kept: as many as <see cref="FormerNames"/> surely holds.</summary>
    public const int MostFormer = 16;

    public int Id { get; set; }

    /// <summary>The <see cref="TermList.Key"/> of its list.</summary>
    [MaxLength(TextLimits.Key)]
    public required string List { get; set; }

    /// <summary>What records hold; never changes.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Code { get; set; }

    /// <summary>What it was called before, a name a line, the last first: sheets of then still name it so. Null for nothing.</summary>
    [MaxLength(TextLimits.Note)]
    public string? FormerNames { get; set; }

    /// <summary>The same, name by name.</summary>
    [NotMapped]
    public IReadOnlyList<string> Former => FormerNames?.Split('\n') ?? [];

    public override string Handle => Code;

    internal override long RecordId => Id;

    /// <summary>Keeps in mind what it was called.</summary>
    internal void Remember(params IEnumerable<string> names) =>
        FormerNames = string.Join('\n', names.Concat(Former).Distinct().Where(name => name != Name && name != NameEn).Take(MostFormer))
            is { Length: > 0 } former ? former : null;

    internal override object Told() => new { List, Code, Name, NameEn, IsRetired, Position };
}

internal sealed class OfficeTermConfiguration : IEntityTypeConfiguration<OfficeTerm>
{
    public void Configure(EntityTypeBuilder<OfficeTerm> builder) => builder.HasIndex(x => new { x.List, x.Code }).IsUnique();
}
