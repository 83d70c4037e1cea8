using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Profiles;

/// <summary>A co-builder with what it gave, for its page.</summary>
/// <param name="CoBuilder">Not tracked.</param>
/// <param name="Contributions">The newest in the caller's communities, at most <see cref="CoBuilderQueries.MostShown"/>.</param>
/// <param name="ContributionCount">All in the caller's communities.</param>
/// <param name="AmountFen">Given in the caller's communities.</param>
/// <param name="Minutes">Given in the caller's communities.</param>
/// <param name="ActivityCount">Activities in which it took part and of which the caller knows.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record CoBuilderView(
    CoBuilder CoBuilder, IReadOnlyList<Contribution> Contributions, int ContributionCount, long AmountFen, long Minutes, int ActivityCount,
    bool MayWrite);

/// <summary>Reads single co-builders. Everybody may read them; what they gave is seen as far as the caller's communities reach.</summary>
public sealed class CoBuilderQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>The most contributions shown on a page.</summary>
    public const int MostShown = 8;

    /// <summary>A co-builder, archived or not; null when there is none.</summary>
    public async Task<CoBuilderView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var found = await db.CoBuilders.AsNoTracking().Include(unit => unit.MergedInto)
            .SingleOrDefaultAsync(unit => unit.Id == id, cancellationToken);
        if (found is null) return null;
        var given = db.Contributions.AsNoTracking().ReadableBy(caller).Where(given => given.CoBuilderId == id && given.ArchivedAt == null);
        var shown = await given.OrderByDescending(one => one.GivenOn).ThenByDescending(one => one.Id).Take(MostShown)
            .ToListAsync(cancellationToken);
        var sums = await given.GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Fen = all.Sum(one => one.AmountFen), Minutes = all.Sum(one => (long)one.Minutes) })
                .SingleOrDefaultAsync(cancellationToken);
        var activities = await db.Activities.ReadableBy(caller)
            .CountAsync(held => held.ArchivedAt == null && held.Partners.Any(partner => partner.CoBuilderId == id), cancellationToken);
        return new(found, shown, sums?.Count ?? 0, sums?.Fen ?? 0, sums?.Minutes ?? 0, activities, caller.MayEnter<CoBuilder>());
    }
}
