using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;

namespace Concentric.Meetings;

/// <summary>A commitment for its page.</summary>
/// <param name="Commitment">Not tracked; with its meeting and co-builder.</param>
/// <param name="History">What the audit trail tells of it, the newest first.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record CommitmentView(Commitment Commitment, IReadOnlyList<HistoryLine> History, bool MayWrite);

/// <summary>Reads single commitments through the caller's rights.</summary>
public sealed class CommitmentQueries(RecordQueries<Commitment> records, RecordHistories histories)
{
    /// <summary>A commitment, archived or not; null when there is none that the caller may read.</summary>
    public async Task<CommitmentView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(caller, id, cancellationToken) is not { } view) return null;
        var history = await histories.ReadAsync(caller, RecordKinds.NameOf<Commitment>(), id, cancellationToken);
        return new(view.Record, history, view.MayWrite);
    }
}
