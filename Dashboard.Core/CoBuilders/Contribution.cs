using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Programmes;
using Concentric.Projects;

namespace Concentric.CoBuilders;

/// <summary>Money or hours that a co-builder gave to a community on one day.</summary>
public sealed class Contribution : CommunityRecord
{
    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public DateOnly GivenOn { get; set; }

    /// <summary>Money or money's worth, in fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>Working time given, in minutes.</summary>
    public int Minutes { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Purpose { get; set; }

    public long? ProjectId { get; set; }

    public Project? Project { get; set; }

    public int? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }
}
