using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using Concentric.Data;

namespace Concentric.OfficeLists;

/// <summary>
/// An item of a list that the office keeps itself, as the sorts of petition or its programmes. Records refer to it; it is never
/// deleted while one does.
/// </summary>
public abstract class OfficeListItem
{
    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    /// <summary>Its place in the list, from 1; 0 as long as nobody has ordered the list.</summary>
    public int Position { get; set; }

    /// <summary>True when new records can't have it any more; those that have it keep it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>The <see cref="Handle"/> of the item to which its records were given; null for one that was not merged.</summary>
    [MaxLength(TextLimits.Key)]
    public string? MergedInto { get; set; }

    /// <summary>Goes up with each change, and with each item that is merged into it.</summary>
    [ConcurrencyCheck]
    public int Version { get; set; }

    /// <summary>By which addresses and commands know it; what records that refer to it hold.</summary>
    [NotMapped]
    public abstract string Handle { get; }

    /// <summary>Its id in the audit trail and the change log; 0 for a list whose items are known by a text.</summary>
    internal abstract long RecordId { get; }

    public string NameFor(CultureInfo culture) => culture.Pick(Name, NameEn);

    /// <summary>What the audit trail tells of it.</summary>
    internal abstract object Told();
}

/// <summary>The names of an item as an administrator enters them.</summary>
/// <param name="Name">In Chinese; no other item of the list has it.</param>
/// <param name="NameEn">In English; as the Chinese one when left out.</param>
public record OfficeListInput(string? Name, string? NameEn)
{
    /// <summary>The version of the item that was read; null to take no notice of what others have changed.</summary>
    public int? Version { get; init; }
}

/// <summary>An item with the number of records that refer to it, archived ones included.</summary>
public sealed record OfficeListLine<T>(T Item, int Uses)
    where T : OfficeListItem
{
    public bool IsUsed => Uses > 0;
}
