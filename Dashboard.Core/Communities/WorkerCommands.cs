using Concentric.Data;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>
/// Enters and corrects workers. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class WorkerCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordWorker input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            var worker = new Worker { Name = "", CommunityId = input.CommunityId };
            worker.Correct(input.Details, by, check);
            return worker;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectWorker input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Worker>(caller, input, (_, worker, by) =>
        {
            worker.Correct(input.Details, by, new ValidationContext());
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Worker>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Worker>(caller, input, cancellationToken);
}
