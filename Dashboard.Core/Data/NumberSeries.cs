using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

/// <summary>How far the numbers of one kind and year have been given out; see <see cref="RecordNumbers"/>.</summary>
public sealed class NumberSeries
{
    /// <summary>What the numbers begin with, as in <c>SQ-2026</c>.</summary>
    [Key, MaxLength(TextLimits.Number)]
    public required string Key { get; set; }

    /// <summary>The last number given out.</summary>
    public long Last { get; set; }
}
