using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.People;

/// <summary>A key for machines. The key itself is shown once and never stored.</summary>
public sealed class ApiKey
{
    public int Id { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>First characters of the key, to tell keys apart in a list.</summary>
    [MaxLength(16)]
    public required string Prefix { get; set; }

    /// <summary>SHA-256 of the key, 64 hexadecimal digits; unique.</summary>
    [MaxLength(64)]
    public required string Hash { get; set; }

    public Role Role { get; set; }

    /// <summary>Codes of the communities the key is limited to, separated by commas; null for all.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    public DateTime CreatedAt { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string CreatedBy { get; set; }

    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}
