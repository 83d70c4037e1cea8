using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Programmes;

namespace Concentric.Projects;

/// <summary>Where a project stands: the first four in their order, or stopped at any of them.</summary>
public enum ProjectStage { Proposed, Agreed, Building, Done, Stopped }

/// <summary>A project of one strand of the five actions, as a road repair or a garden.</summary>
public sealed partial class Project : CommunityRecord
{
    /// <summary>Projects of the caller's communities, the last begun first.</summary>
    public static ReferenceSource References { get; } = new("project", (db, caller) =>
        db.Projects.ReadableBy(caller).Where(project => project.ArchivedAt == null).OrderByDescending(project => project.StartedOn)
        .ThenByDescending(project => project.Id)
        .Select(project => new ReferenceChoice
        {
            Id = project.Id,
            Name = project.Title,
            NameEn = project.Title,
            CommunityId = project.CommunityId,
            KnownByCommunityId = null,
            KnownByDay = project.StartedOn,
            IsPast = false
        }))
    { IsOfCommunity = true };

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>The strand (a <see cref="Programme"/> of kind strand).</summary>
    public int StrandId { get; set; }

    public Programme? Strand { get; set; }

    public ProjectStage Stage { get; set; }

    /// <summary>Day on which it was proposed.</summary>
    public DateOnly StartedOn { get; set; }

    /// <summary>Day on which it was done; null while it is not.</summary>
    public DateOnly? DoneOn { get; set; }

    /// <summary>Every stage that it reached, also those that it went back to, in the order in which they were entered.</summary>
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
