using Concentric.Calendar;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>The due days of open commitments, which are always set by somebody.</summary>
public sealed class CommitmentDueDays : IDueDayFollower
{
    public string Kind => RecordKinds.NameOf<Commitment>();

    public async Task<IReadOnlyList<DueDayMove>> FindAsync(DashboardDbContext db, DueDayRule rule, CancellationToken cancellationToken)
    {
        var first = rule.FirstChanged;
        var open = await db.Commitments.AsNoTracking().Where(x => x.ArchivedAt == null && x.DoneOn == null && x.DueOn >= first)
            .Select(x => new { x.Id, x.Title, x.CommunityId, x.DueOn }).ToListAsync(cancellationToken);
        return [.. open.Select(x => new DueDayMove(Kind, x.Id, null, x.Title, x.CommunityId, x.DueOn, rule.Of(x.DueOn, default, null)))
            .Where(move => move.Was != move.Becomes)];
    }

    public async Task MoveAsync(DashboardDbContext db, IReadOnlyList<DueDayMove> moves, string reason, ActorStamp by,
        CancellationToken cancellationToken)
    {
        var days = moves.ToDictionary(move => move.Id, move => move.Becomes);
        var ids = days.Keys.ToArray();
        foreach (var commitment in await db.Commitments.Where(commitment => ids.Contains(commitment.Id)).ToListAsync(cancellationToken))
            commitment.FollowCalendar(days[commitment.Id]);
        // Commitments have no timeline: the audit trail tells why.
        db.Reason = reason;
    }
}
