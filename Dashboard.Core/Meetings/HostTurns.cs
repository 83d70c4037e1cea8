using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>Keeps the rota true to the meetings: a turn is held when its host has held a joint conference in its month.</summary>
internal static class HostTurns
{
    /// <summary>
    /// After a meeting was entered or changed, and before it is saved: gives it the turn that is its own, and frees one that is not any
    /// more.
    /// </summary>
    public static async Task FollowAsync(DashboardDbContext db, Meeting meeting, CancellationToken cancellationToken)
    {
        var month = HostTurn.MonthOf(meeting.HeldOn);
        var counts = meeting is { Kind: MeetingKind.JointConference, ArchivedAt: null };
        if (meeting.Id != 0)
        {
            foreach (var turn in await db.HostTurns.Where(turn => turn.MeetingId == meeting.Id).ToListAsync(cancellationToken))
            {
                if (counts && turn.CommunityId == meeting.CommunityId && turn.Month == month) return;
                turn.MeetingId = await HeldInAsync(db, turn.CommunityId, turn.Month, meeting.Id, cancellationToken);
            }
        }

        if (!counts) return;
        var due = await db.HostTurns.OrderBy(turn => turn.Id)
            .FirstOrDefaultAsync(turn => turn.ArchivedAt == null && turn.MeetingId == null && turn.CommunityId == meeting.CommunityId
                && turn.Month == month, cancellationToken);
        if (due is null) return;
        // Its key is known only when it is saved; an imported one is saved already.
        if (meeting.Id == 0) due.Meeting = meeting;
        else due.MeetingId = meeting.Id;
    }

    /// <summary>
    /// The first joint conference that a community has held in a month and that fulfils no turn; null when there is none.
    /// </summary>
    /// <param name="except">A meeting that is about to change.</param>
    public static Task<long?> HeldInAsync(DashboardDbContext db, int communityId, DateOnly month, long except,
        CancellationToken cancellationToken)
    {
        var end = month.AddMonths(1);
        return db.Meetings
            .Where(meeting =>
                meeting.ArchivedAt == null && meeting.Kind == MeetingKind.JointConference && meeting.CommunityId == communityId
                && meeting.HeldOn >= month && meeting.HeldOn < end && meeting.Id != except
                    && !db.Set<HostTurn>().Any(turn => turn.MeetingId == meeting.Id))
            .OrderBy(meeting => meeting.HeldOn).ThenBy(meeting => meeting.Id).Select(meeting => (long?)meeting.Id)
                .FirstOrDefaultAsync(cancellationToken);
    }
}
