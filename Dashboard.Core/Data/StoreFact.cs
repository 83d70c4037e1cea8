using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

/// <summary>A fact about the store itself, as whether its records are synthetic.</summary>
public sealed class StoreFact
{
    [Key, MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    [MaxLength(TextLimits.Description)]
    public required string Value { get; set; }
}
