using Concentric.Data;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Errands;

/// <summary>
/// Enters and corrects errands. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class ErrandCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordErrand input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            if (input.Details.ProgrammeId is { } programme) await check.CheckProgrammeAsync(db, programme, cancellationToken);
            return Errand.Serve(input.CommunityId, input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectErrand input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Errand>(caller, input, async (db, errand, by) =>
        {
            var check = new ValidationContext();
            if (input.Details.ProgrammeId is { } programme) await check.CheckProgrammeAsync(db, programme, cancellationToken);
            errand.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Errand>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Errand>(caller, input, cancellationToken);
}
