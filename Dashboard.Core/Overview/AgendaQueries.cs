using Concentric.Data;
using Concentric.Meetings;
using Concentric.Petitions;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Overview;

/// <summary>A joint conference with what was promised at it.</summary>
public sealed record AgendaMeeting(long Id, string Title, DateOnly HeldOn, IReadOnlyList<CommitmentRow> Commitments);

/// <summary>An open petition that several communities share.</summary>
public sealed record SharedPetition(long Id, string Number, string Title, IReadOnlyList<int> CommunityIds, DateOnly DueOn);

/// <summary>What the next joint conference has before it.</summary>
/// <param name="CommunityIds">Those that meet, as far as the reader may see them.</param>
/// <param name="IsPartial">True when the reader may not see all that meet.</param>
/// <param name="Past">The last joint conferences, the newest first.</param>
/// <param name="Overdue">Late petitions and hazards, the worst first.</param>
/// <param name="HasMoreOverdue">True when there are more than are listed.</param>
/// <param name="Shared">Open shared petitions, the first due first.</param>
/// <param name="Promised">Open commitments made elsewhere that are overdue or due soon.</param>
public sealed record Agenda(
    IReadOnlyList<int> CommunityIds, bool IsPartial, IReadOnlyList<AgendaMeeting> Past, IReadOnlyList<OverdueItem> Overdue,
    bool HasMoreOverdue,
    IReadOnlyList<SharedPetition> Shared, IReadOnlyList<CommitmentRow> Promised);

/// <summary>Builds the agenda of a joint conference from the records, through the reader's rights.</summary>
public sealed class AgendaQueries(IDbContextFactory<DashboardDbContext> factory, OverviewLists lists)
{
    /// <summary>How many past conferences are looked back on.</summary>
    public const int MostMeetings = 3;

    /// <summary>How many overdue records and shared petitions are listed.</summary>
    public const int MostItems = 15;

    /// <summary>A commitment is due soon within so many days.</summary>
    public const int DaysAhead = 31;

    /// <summary>The agenda as of a day.</summary>
    /// <param name="hostId">The community that hosts.</param>
    public async Task<Agenda> ReadAsync(CurrentUser caller, int hostId, DateOnly today, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var meetings = await db.Meetings.AsNoTracking().ReadableBy(caller)
            .Where(meeting => meeting.ArchivedAt == null && meeting.Kind == MeetingKind.JointConference
                && (meeting.CommunityId == hostId || meeting.Communities.Any(joined => joined.CommunityId == hostId)))
            .OrderByDescending(meeting => meeting.HeldOn).ThenByDescending(meeting => meeting.Id).Take(MostMeetings)
                .Select(meeting => new { meeting.Id, meeting.Title, meeting.HeldOn }).ToListAsync(cancellationToken);
        var ids = meetings.ConvertAll(meeting => (long?)meeting.Id);
        var newest = meetings.Count == 0 ? 0 : meetings[0].Id;
        var met = await db.Set<MeetingCommunity>().Where(joined => joined.RecordId == newest).Select(joined => joined.CommunityId)
            .ToListAsync(cancellationToken);
        List<int> all = [.. met.Append(hostId).Distinct().Order()];
        var seen = all.FindAll(caller.Sees);

        var made = await MeetingQueries.Rows(db.Commitments.ReadableBy(caller)
            .Where(commitment => commitment.ArchivedAt == null && ids.Contains(commitment.MeetingId))).ToListAsync(cancellationToken);
        var soon = today.AddDays(DaysAhead);
        var promised = await MeetingQueries.Rows(db.Commitments.Where(commitment =>
            commitment.ArchivedAt == null && commitment.DoneOn == null && commitment.DueOn <= soon && seen.Contains(commitment.CommunityId)
                && !ids.Contains(commitment.MeetingId))).Take(MostItems * 2).ToListAsync(cancellationToken);
        var overdue = (await lists.WorstOverdueAsync(seen, today, today, 50, cancellationToken)).Where(item => item.DaysLate > 0).ToList();
        return new(
            seen, seen.Count < all.Count,
            meetings.ConvertAll(meeting =>
                new AgendaMeeting(meeting.Id, meeting.Title, meeting.HeldOn, made.FindAll(row => row.MeetingId == meeting.Id))),
            overdue.Count > MostItems ? overdue[..MostItems] : overdue, overdue.Count > MostItems,
            await SharedAsync(db, caller, seen, cancellationToken), promised);
    }

    private static async Task<IReadOnlyList<SharedPetition>> SharedAsync(DashboardDbContext db, CurrentUser caller, List<int> communityIds,
        CancellationToken cancellationToken)
    {
        var rows = await db.Petitions.AsNoTracking().ReadableBy(caller)
            .Where(petition => petition.ArchivedAt == null && petition.ClosedOn == null && petition.IsJoint
                && petition.Communities.Any(shared => communityIds.Contains(shared.CommunityId)))
            .OrderBy(petition => petition.DueOn).ThenBy(petition => petition.Id).Take(MostItems)
            .Select(petition => new
            {
                petition.Id,
                petition.Number,
                petition.Title,
                petition.DueOn,
                Communities = petition.Communities.OrderBy(shared => shared.CommunityId).Select(shared => shared.CommunityId).ToList()
            })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new SharedPetition(row.Id, row.Number, row.Title, row.Communities, row.DueOn));
    }
}
