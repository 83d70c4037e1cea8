using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>
/// Enters, completes and corrects commitments. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class CommitmentCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordCommitment input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            var metOn = await MetOnAsync(db, caller, input.Details.MeetingId, null, check, cancellationToken);
            var details = await WithOwnerAsync(db, input.Details, null, check, cancellationToken);
            return Commitment.Make(input.CommunityId, details, metOn, by, check);
        }, cancellationToken);

    public Task<Saved> CompleteAsync(CurrentUser caller, CompleteCommitment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, commitment, by) =>
        {
            commitment.Complete(input.On ?? by.Today, commitment.Meeting?.HeldOn, by);
            return Task.FromResult<string?>(null);
        }, cancellationToken);

    public Task<Saved> ReopenAsync(CurrentUser caller, ReopenCommitment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, commitment, _) => Task.FromResult<string?>(commitment.Reopen(input.Reason)), cancellationToken);

    public Task<Saved> CorrectCompletionAsync(CurrentUser caller, CorrectCompletion input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, commitment, by) => Task.FromResult<string?>(commitment.CorrectCompletion(input.On, commitment.Meeting?.HeldOn, input.Reason, by)), cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectCommitment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, commitment, by) =>
        {
            var check = new ValidationContext();
            var metOn = await MetOnAsync(db, caller, input.Details.MeetingId, commitment.Meeting, check, cancellationToken);
            var details = await WithOwnerAsync(db, input.Details, commitment.CoBuilderId, check, cancellationToken);
            return commitment.Correct(details, metOn, input.Reason, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Commitment>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Commitment>(caller, input, cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Commitment, ActorStamp, Task<string?>> change, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Commitment>(
            caller, input, async (db, commitment, by) => db.Reason = await change(db, commitment, by), cancellationToken, with: commitments => commitments.Include(commitment => commitment.Meeting));

    /// <summary>The day of the meeting. The one at which it was made may be archived since; another one must be open to the caller.</summary>
    private static async Task<DateOnly?> MetOnAsync(DashboardDbContext db, CurrentUser caller, long? meetingId, Meeting? present, ValidationContext check, CancellationToken cancellationToken)
    {
        if (meetingId is not { } id) return null;
        if (present?.Id == id) return present.HeldOn;
        var held = await db.Meetings.ReadableBy(caller).Where(meeting => meeting.Id == id && meeting.ArchivedAt == null).Select(meeting => (DateOnly?)meeting.HeldOn).SingleOrDefaultAsync(cancellationToken);
        check.That(held is not null, nameof(Commitment.MeetingId), id, Rule.Unknown);
        return held;
    }

    /// <summary>Nobody types the name of a co-builder that has been chosen.</summary>
    private static async Task<CommitmentDetails> WithOwnerAsync(DashboardDbContext db, CommitmentDetails details, long? present, ValidationContext check, CancellationToken cancellationToken)
    {
        if (details.CoBuilderId is not { } id) return details;
        if (id != present) await check.CheckCoBuildersAsync(db, nameof(details.CoBuilderId), [id], cancellationToken);
        if (!string.IsNullOrWhiteSpace(details.Owner)) return details;
        return details with { Owner = await db.CoBuilders.Where(unit => unit.Id == id).Select(unit => unit.Name).SingleOrDefaultAsync(cancellationToken) };
    }
}
