using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>Reads projects through the caller's rights.</summary>
public sealed class ProjectQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The most projects that a form offers, the newest first.</summary>
    public const int MostOffered = 200;

    /// <summary>Projects in which the caller writes, for forms to choose from.</summary>
    public async Task<IReadOnlyList<(long Id, string Title)>> OfferedAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Projects.AsNoTracking().WritableBy(caller).Where(project => project.ArchivedAt == null)
            .OrderByDescending(project => project.StartedOn).ThenByDescending(project => project.Id).Take(MostOffered)
            .Select(project => new { project.Id, project.Title }).ToListAsync(cancellationToken);
        return [.. rows.Select(project => (project.Id, project.Title))];
    }
}
