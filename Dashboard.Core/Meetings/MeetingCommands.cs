using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>
/// Enters and corrects meetings; a joint conference fulfils its host's turn. Every method refuses by
/// <see cref="RefusedException"/>, answers <see cref="RecordNotFoundException"/> for what the caller may not change, and
/// <see cref="EditedMeanwhileException"/> when somebody else was faster.
/// </summary>
public sealed class MeetingCommands(RecordWriter writer) : IArchiveCommands<Meeting>
{
    private static RecordKind<Meeting> Kind => MeetingRecords.Kind;

    /// <summary>Enters a meeting.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<Meeting> values, Guid? requestId, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            var meeting = Kind.Make(values, by, check);
            await HostTurns.FollowAsync(db, meeting, cancellationToken);
            return meeting;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<Meeting> input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, meeting, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, meeting, cancellationToken);
            if (input.Values[x => x.HeldOn] is DateOnly on && on != meeting.HeldOn
                && await FirstCommitmentAsync(db, meeting.Id, cancellationToken) is { } first)
                check.That(on <= first, "held-on", on, Rule.AfterCommitment, first);
            Kind.Correct(meeting, input.Values, by, check);
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
        CurrentUser caller, RecordInput input, Func<DashboardDbContext, Meeting, ActorStamp, Task> change, bool isArchived,
        CancellationToken cancellationToken) =>
        writer.ChangeAsync<Meeting>(caller, input, async (db, meeting, by) =>
        {
            await change(db, meeting, by);
            await HostTurns.FollowAsync(db, meeting, cancellationToken);
        }, cancellationToken, isArchived: isArchived, with: Kind.WithIncluded);

    /// <summary>Archived commitments too: they may be restored.</summary>
    private static async Task<DateOnly?> FirstCommitmentAsync(DashboardDbContext db, long meetingId, CancellationToken cancellationToken)
    {
        var made = db.Commitments.Where(commitment => commitment.MeetingId == meetingId);
        var due = await made.MinAsync(commitment => (DateOnly?)commitment.DueOn, cancellationToken);
        var done = await made.MinAsync(commitment => commitment.DoneOn, cancellationToken);
        return done < due ? done : due;
    }
}
