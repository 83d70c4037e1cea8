using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>A commitment (承诺事项) made at a meeting: who does what by when.</summary>
public sealed partial class Commitment : CommunityRecord
{
    public long? MeetingId { get; set; }

    public Meeting? Meeting { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Owner { get; set; }

    public long? CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>Day on which it was done; null while open.</summary>
    public DateOnly? DoneOn { get; set; }
}
