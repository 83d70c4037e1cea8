using Concentric.Data;
using Concentric.People;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>A commitment for its page.</summary>
/// <param name="Commitment">Not tracked; with its meeting and co-builder.</param>
/// <param name="History">What the audit trail tells of it, the newest first.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record CommitmentView(Commitment Commitment, IReadOnlyList<HistoryLine> History, bool MayWrite);

/// <summary>Reads single commitments through the caller's rights.</summary>
public sealed class CommitmentQueries(IDbContextFactory<DashboardDbContext> factory, RecordHistories histories)
{
    /// <summary>A commitment, archived or not; null when there is none that the caller may read.</summary>
    public async Task<CommitmentView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var commitment = await db.Commitments.AsNoTracking().ReadableBy(caller).Where(found => found.Id == id)
            .Include(found => found.Meeting).Include(found => found.CoBuilder).SingleOrDefaultAsync(cancellationToken);
        if (commitment is null) return null;
        var history = await histories.ReadAsync(caller, RecordKinds.NameOf<Commitment>(), id, cancellationToken);
        return new(commitment, history, caller.MayWrite && caller.Sees(commitment.CommunityId));
    }

    /// <summary>Who has promised something lately, the most frequent first: what a form suggests.</summary>
    public async Task<IReadOnlyList<string>> OwnersAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Commitments.ReadableBy(caller).Where(commitment => commitment.ArchivedAt == null).GroupBy(commitment => commitment.Owner)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).Take(20).ToListAsync(cancellationToken);
    }
}
