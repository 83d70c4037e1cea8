using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;

namespace Concentric.Meetings;

/// <summary>A commitment (承诺事项) made at a meeting: who does what by when.</summary>
public sealed class Commitment : CommunityRecord
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

/// <summary>A turn in the monthly rota of hosts for the joint conference: due against held.</summary>
public sealed class HostTurn : CommunityRecord
{
    /// <summary>First day of the month.</summary>
    public DateOnly Month { get; set; }

    /// <summary>The conference that was held in the turn; null while it is due.</summary>
    public long? MeetingId { get; set; }

    public Meeting? Meeting { get; set; }
}
