using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

/// <summary>One line of the audit trail: who, when, what, before, after. Append-only.</summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    public int? UserId { get; set; }

    /// <summary>What the line is about, as in <c>petition</c>, <c>account</c>, <c>export</c>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Kind { get; set; }

    public long RecordId { get; set; }

    [MaxLength(TextLimits.Number)]
    public required string Action { get; set; }

    /// <summary>The changed values before, as JSON; null for a new record. Personal data is masked.</summary>
    public string? Before { get; set; }

    /// <summary>The changed values after, as JSON. Personal data is masked.</summary>
    public string? After { get; set; }
}
