using Concentric.Projects;

namespace Concentric.Dashboard.Features.Projects;

/// <summary>What the form of a project holds while it is filled in.</summary>
public sealed class ProjectForm
{
    public string? Title { get; set; }

    public int? CommunityId { get; set; }

    public int? StrandId { get; set; }

    public DateOnly? StartedOn { get; set; }

    public static ProjectForm Of(Project project) => new() { Title = project.Title, CommunityId = project.CommunityId, StrandId = project.StrandId, StartedOn = project.StartedOn };

    public ProjectDetails ToDetails() => new(Title, StrandId ?? 0, StartedOn ?? default);
}
