using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Projects;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Profiles;

/// <summary>A project with all that belongs to it, for its page.</summary>
/// <param name="Project">Not tracked; with its strand and its stages in the order in which they were entered.</param>
/// <param name="Agreements">Made for it.</param>
/// <param name="Outputs">The newest measured for it or under one of its agreements, at most <see cref="ProjectQueries.MostShown"/>.</param>
/// <param name="Totals">All of them added up, by kind.</param>
/// <param name="Contributions">The newest given for it, at most <see cref="ProjectQueries.MostShown"/>.</param>
/// <param name="ContributionCount">All that were given for it.</param>
/// <param name="AmountFen">Money given for it.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record ProjectView(
    Project Project, IReadOnlyList<Agreement> Agreements, IReadOnlyList<Output> Outputs, IReadOnlyList<OutputTotal> Totals,
    IReadOnlyList<Contribution> Contributions, int ContributionCount, long AmountFen, bool MayWrite);

/// <summary>Reads projects through the caller's rights.</summary>
public sealed class ProjectQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The most outputs and contributions shown on a page.</summary>
    public const int MostShown = 8;

    /// <summary>A project, archived or not; null when there is none that the caller may read.</summary>
    public async Task<ProjectView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var project = await db.Projects.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id)
            .Include(found => found.Strand).Include(found => found.Stages.OrderBy(entry => entry.Id))
                .SingleOrDefaultAsync(cancellationToken);
        if (project is null) return null;
        var agreements = await db.Agreements.AsNoTracking().Where(made => made.ProjectId == id && made.ArchivedAt == null)
            .OrderBy(made => made.AgreedOn).ThenBy(made => made.Id).ToListAsync(cancellationToken);
        var outputs = db.Outputs.AsNoTracking()
            .Where(output => output.ArchivedAt == null && (output.ProjectId == id || output.Agreement!.ProjectId == id));
        var shown = await outputs.OrderByDescending(output => output.RecordedOn).ThenByDescending(output => output.Id).Take(MostShown)
            .Include(output => output.Activity).Include(output => output.Agreement).ToListAsync(cancellationToken);
        var totals = await outputs.GroupBy(output => output.Kind)
            .Select(kind => new { kind.Key, Sum = kind.Sum(output => output.AmountMilli) }).ToListAsync(cancellationToken);
        var given = db.Contributions.AsNoTracking().Where(one => one.ProjectId == id && one.ArchivedAt == null);
        var gifts = await given.OrderByDescending(one => one.GivenOn).ThenByDescending(one => one.Id).Take(MostShown)
            .Include(one => one.CoBuilder).ToListAsync(cancellationToken);
        var count = await given.CountAsync(cancellationToken);
        var fen = await given.SumAsync(one => one.AmountFen, cancellationToken);
        return new(
            project, agreements, shown, [.. totals.OrderBy(total => total.Key).Select(total => new OutputTotal(total.Key, total.Sum))],
            gifts, count, fen, caller.MayWrite && caller.Sees(project.CommunityId));
    }
}
