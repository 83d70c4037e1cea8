using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Meetings;

/// <summary>
/// The steps of commitments; they are entered and corrected as any record. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class CommitmentCommands(RecordWriter writer)
{
    public Task<Saved> CompleteAsync(CurrentUser caller, CompleteCommitment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, commitment, by) =>
        {
            commitment.Complete(input.On ?? by.Today, commitment.Meeting?.HeldOn, by);
            return Task.FromResult<string?>(null);
        }, cancellationToken);

    public Task<Saved> ReopenAsync(CurrentUser caller, ReopenCommitment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, commitment, _) => Task.FromResult<string?>(commitment.Reopen(input.Reason)), cancellationToken);

    public Task<Saved> CorrectCompletionAsync(CurrentUser caller, CorrectCompletion input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, commitment, by) =>
            Task.FromResult<string?>(commitment.CorrectCompletion(input.On, commitment.Meeting?.HeldOn, input.Reason, by)),
            cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input,
        Func<DashboardDbContext, Commitment, ActorStamp, Task<string?>> change, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Commitment>(
            caller, input, async (db, commitment, by) => db.Reason = await change(db, commitment, by), cancellationToken,
            with: commitments => commitments.Include(commitment => commitment.Meeting));
}
