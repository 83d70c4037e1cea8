using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Programmes;

namespace Concentric.Projects;

/// <summary>Where a project stands.</summary>
public enum ProjectStage { Proposed, Agreed, Building, Done, Stopped }

/// <summary>A project of one strand of the five actions, as a road repair or a garden.</summary>
public sealed class Project : CommunityRecord
{
    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>The strand (a <see cref="Programme"/> of kind strand).</summary>
    public int StrandId { get; set; }

    public Programme? Strand { get; set; }

    public ProjectStage Stage { get; set; }

    public DateOnly StartedOn { get; set; }

    public DateOnly? DoneOn { get; set; }

    public List<ProjectStageEntry> Stages { get; } = [];
}

/// <summary>The day on which a project reached a stage.</summary>
public sealed class ProjectStageEntry : IRecordPart
{
    public long Id { get; set; }

    public long ProjectId { get; set; }

    public Project? Project { get; set; }

    public ProjectStage Stage { get; set; }

    public DateOnly ReachedOn { get; set; }

    /// <summary>Instant of entry (UTC).</summary>
    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    Record? IRecordPart.Root => Project;
}

/// <summary>An agreement between several parties, as on charging ports: what was promised is held against what was built.</summary>
public sealed class Agreement : CommunityRecord
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
}
