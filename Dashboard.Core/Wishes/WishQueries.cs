using Concentric.Data;
using Concentric.Lists;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Wishes;

/// <summary>A wish for its page.</summary>
/// <param name="Wish">Not tracked; with the co-builder that claimed it.</param>
/// <param name="History">What the audit trail tells of it, the newest first.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record WishView(Wish Wish, IReadOnlyList<HistoryLine> History, bool MayWrite);

/// <summary>Reads single wishes through the caller's rights.</summary>
public sealed class WishQueries(IDbContextFactory<DashboardDbContext> factory, RecordHistories histories)
{
    /// <summary>A wish, archived or not; null when there is none that the caller may read.</summary>
    public async Task<WishView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var wish = await db.Wishes.AsNoTracking().ReadableBy(caller).Include(found => found.CoBuilder)
            .SingleOrDefaultAsync(found => found.Id == id, cancellationToken);
        if (wish is null) return null;
        var history = await histories.ReadAsync(caller, RecordKinds.NameOf<Wish>(), id, cancellationToken);
        return new(wish, history, caller.MayWrite && caller.Sees(wish.CommunityId));
    }
}
