using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>
/// Enters and corrects meetings; a joint conference fulfils its host's turn. Every method refuses by
/// <see cref="RefusedException"/>, answers <see cref="RecordNotFoundException"/> for what the caller may not change, and
/// <see cref="EditedMeanwhileException"/> when somebody else was faster.
/// </summary>
public sealed class MeetingCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordMeeting input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.CommunityId, input.Details, [], check, cancellationToken);
            var meeting = Meeting.Hold(input.CommunityId, input.Details, by, check);
            await HostTurns.FollowAsync(db, meeting, cancellationToken);
            return meeting;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectMeeting input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, meeting, by) =>
        {
            var check = new ValidationContext();
            var community = input.CommunityId ?? meeting.CommunityId;
            // A co-builder that has left the office since may stay where it took part.
            await CheckReferencesAsync(db, caller, community, input.Details, meeting.CoBuilders.ConvertAll(present => present.CoBuilderId), check, cancellationToken);
            meeting.Correct(community, input.Details, await FirstCommitmentAsync(db, meeting.Id, cancellationToken), by, check);
        }, isArchived: false, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, meeting, by) =>
        {
            meeting.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, isArchived: false, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, meeting, _) =>
        {
            meeting.Restore();
            return Task.CompletedTask;
        }, isArchived: true, cancellationToken);

    private Task<Saved> ChangeAsync(
        CurrentUser caller, RecordInput input, Func<DashboardDbContext, Meeting, ActorStamp, Task> change, bool isArchived, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Meeting>(caller, input, async (db, meeting, by) =>
        {
            await change(db, meeting, by);
            await HostTurns.FollowAsync(db, meeting, cancellationToken);
        }, cancellationToken, isArchived: isArchived, with: meetings => meetings.Include(meeting => meeting.Communities).Include(meeting => meeting.CoBuilders).AsSplitQuery());

    /// <summary>Archived commitments too: they may be restored.</summary>
    private static async Task<DateOnly?> FirstCommitmentAsync(DashboardDbContext db, long meetingId, CancellationToken cancellationToken)
    {
        var made = db.Commitments.Where(commitment => commitment.MeetingId == meetingId);
        var due = await made.MinAsync(commitment => (DateOnly?)commitment.DueOn, cancellationToken);
        var done = await made.MinAsync(commitment => commitment.DoneOn, cancellationToken);
        return done < due ? done : due;
    }

    private static async Task CheckReferencesAsync(
        DashboardDbContext db, CurrentUser caller, int communityId, MeetingDetails details, List<long> present, ValidationContext check, CancellationToken cancellationToken)
    {
        await check.CheckKeptByAsync(db, caller, communityId, cancellationToken);
        await check.CheckCommunitiesAsync(db, nameof(details.Communities), details.Communities, cancellationToken);
        await check.CheckAllAsync(
            nameof(details.CoBuilders), [.. details.CoBuilders.Select(invited => invited.CoBuilderId)],
            db.CoBuilders.Where(unit => unit.ArchivedAt == null || present.Contains(unit.Id)).Select(unit => unit.Id), cancellationToken);
    }
}
