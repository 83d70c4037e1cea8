using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Projects;

/// <summary>An agreement between several parties, as on charging ports: what was promised is held against what was built.</summary>
public sealed partial class Agreement : CommunityRecord
{
    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>The parties, separated by 、.</summary>
    [MaxLength(TextLimits.Note)]
    public required string Parties { get; set; }

    public long? ProjectId { get; set; }

    public Project? Project { get; set; }

    public DateOnly AgreedOn { get; set; }

    public DateOnly? DueOn { get; set; }

    /// <summary>Measured under it: what was promised, and what came of it.</summary>
    public List<Output> Outputs { get; } = [];
}
