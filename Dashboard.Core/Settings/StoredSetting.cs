using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Settings;

/// <summary>
/// What administrators have set on screen. Files and environment win where they set the same; what nobody has set has its default.
/// </summary>
public sealed class StoredSetting
{
    /// <summary>The longest value, as it is kept: a secret grows by being protected.</summary>
    public const int MostValue = 4_000;

    /// <summary>As in <c>Metrics:MinimumRanked</c>.</summary>
    [Key, MaxLength(TextLimits.Name)]
    public required string Key { get; set; }

    /// <summary>As it would be written in a file; a secret protected. Null for what was set back to its default.</summary>
    [MaxLength(MostValue)]
    public string? Value { get; set; }

    /// <summary>Counts up with every change, also back to the default: who has read another one has not seen the last change.</summary>
    [ConcurrencyCheck]
    public int Version { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string ChangedBy { get; set; }

    public DateTime ChangedAt { get; set; }
}
