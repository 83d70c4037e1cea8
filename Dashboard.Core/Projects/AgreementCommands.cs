using Concentric.Data;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Projects;

/// <summary>
/// Enters and corrects agreements. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class AgreementCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordAgreement input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Details, null, check, cancellationToken);
            return Agreement.Make(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectAgreement input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Agreement>(caller, input, async (db, agreement, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Details, agreement, check, cancellationToken);
            agreement.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Agreement>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Agreement>(caller, input, cancellationToken);

    private static async Task CheckReferencesAsync(
        DashboardDbContext db, CurrentUser caller, AgreementDetails details, Agreement? present, ValidationContext check, CancellationToken cancellationToken)
    {
        await check.CheckKeptByAsync(db, caller, details.CommunityId, cancellationToken);
        if (details.ProjectId is { } project && (project != present?.ProjectId || details.CommunityId != present.CommunityId))
            await check.CheckProjectAsync(db, project, details.CommunityId, cancellationToken);
    }
}
