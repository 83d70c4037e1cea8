using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>
/// Enters and corrects outputs of projects, of agreements and of neither; those of an activity are kept with it. Every method
/// refuses by <see cref="RefusedException"/>, answers <see cref="RecordNotFoundException"/> for what the caller may not change,
/// and <see cref="EditedMeanwhileException"/> when somebody else was faster.
/// </summary>
public sealed class OutputCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordOutput input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Details, null, check, cancellationToken);
            return Output.Measure(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectOutput input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Output>(caller, input, async (db, output, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Details, output, check, cancellationToken);
            output.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Output>(caller, input, (_, output, by) =>
        {
            CheckOwn(output);
            output.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Output>(caller, input, (_, output, _) =>
        {
            CheckOwn(output);
            output.Restore();
            return Task.CompletedTask;
        }, cancellationToken, isArchived: true);

    private static void CheckOwn(Output output)
    {
        var check = new ValidationContext();
        check.That(output.ActivityId is null, nameof(output.ActivityId), null, Rule.OfActivity);
        check.ThrowIfAny();
    }

    private static async Task CheckReferencesAsync(
        DashboardDbContext db, CurrentUser caller, MeasuredOutput details, Output? present, ValidationContext check, CancellationToken cancellationToken)
    {
        await check.CheckKeptByAsync(db, caller, details.CommunityId, cancellationToken);
        var moved = details.CommunityId != present?.CommunityId;
        if (details.ProjectId is { } project && (moved || project != present?.ProjectId)) await check.CheckProjectAsync(db, project, details.CommunityId, cancellationToken);
        if (details.AgreementId is { } agreement && (moved || agreement != present?.AgreementId))
            check.That(
                await db.Agreements.AnyAsync(made => made.Id == agreement && made.CommunityId == details.CommunityId && made.ArchivedAt == null, cancellationToken),
                nameof(details.AgreementId), agreement, Rule.Unknown);
        if (details.ProgrammeId is { } programme && programme != present?.ProgrammeId) await check.CheckProgrammeAsync(db, programme, cancellationToken);
    }
}
