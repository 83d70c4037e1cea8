using Concentric.Data;
using Concentric.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>A commitment in a short list.</summary>
/// <param name="MeetingId">Where it was made; null when it was made alone.</param>
public sealed record CommitmentRow(long Id, long? MeetingId, int CommunityId, string Title, string Owner, DateOnly DueOn, DateOnly? DoneOn)
{
    /// <summary>Where it stands on a day.</summary>
    public CommitmentState StateOn(DateOnly today) => Commitment.StateOf(DueOn, DoneOn, today);
}

/// <summary>A meeting for its page.</summary>
/// <param name="Meeting">Not tracked; with its communities and the co-builders that were invited.</param>
/// <param name="Commitments">Made at it, the first due first.</param>
/// <param name="Turn">The host's turn that it fulfils; null when it fulfils none.</param>
/// <param name="MayWrite">True when the caller may change it.</param>
public sealed record MeetingView(Meeting Meeting, IReadOnlyList<CommitmentRow> Commitments, HostTurn? Turn, bool MayWrite);

/// <summary>Reads single meetings through the caller's rights.</summary>
public sealed class MeetingQueries(RecordQueries<Meeting> records, IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>A meeting, archived or not; null when there is none that the caller may read.</summary>
    public async Task<MeetingView?> FindAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(caller, id, cancellationToken) is not { } view) return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var commitments = await Rows(db.Commitments.Where(commitment => commitment.MeetingId == id && commitment.ArchivedAt == null))
            .ToListAsync(cancellationToken);
        var turn = await db.HostTurns.AsNoTracking()
            .FirstOrDefaultAsync(turn => turn.MeetingId == id && turn.ArchivedAt == null, cancellationToken);
        return new(view.Record, commitments, turn, view.MayWrite);
    }

    /// <summary>The communities of the last joint conference: as a rule the same meet again. None before the first one.</summary>
    public async Task<IReadOnlyList<int>> UsualCommunitiesAsync(CurrentUser caller, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var last = await db.Meetings.ReadableBy(caller)
            .Where(meeting => meeting.ArchivedAt == null && meeting.Kind == MeetingKind.JointConference && meeting.IsJoint)
            .OrderByDescending(meeting => meeting.HeldOn).ThenByDescending(meeting => meeting.Id).Select(meeting => (long?)meeting.Id)
                .FirstOrDefaultAsync(cancellationToken);
        return await db.Set<MeetingCommunity>().Where(joined => joined.RecordId == last).OrderBy(joined => joined.CommunityId)
            .Select(joined => joined.CommunityId).ToListAsync(cancellationToken);
    }

    /// <summary>Commitments as rows, the first due first.</summary>
    internal static IQueryable<CommitmentRow> Rows(IQueryable<Commitment> commitments) =>
        commitments.AsNoTracking().OrderBy(commitment => commitment.DueOn).ThenBy(commitment => commitment.Id)
            .Select(commitment => new CommitmentRow(commitment.Id, commitment.MeetingId, commitment.CommunityId, commitment.Title,
                commitment.Owner, commitment.DueOn, commitment.DoneOn));
}
