using Concentric.Data;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>
/// Enters and corrects what co-builders gave. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class ContributionCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordContribution input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Details, null, check, cancellationToken);
            return Contribution.Give(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectContribution input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Contribution>(caller, input, async (db, contribution, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Details, contribution, check, cancellationToken);
            contribution.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Contribution>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Contribution>(caller, input, cancellationToken);

    /// <summary>What a contribution names already may stay, archived since or not.</summary>
    private static async Task CheckReferencesAsync(
        DashboardDbContext db, CurrentUser caller, ContributionDetails details, Contribution? present, ValidationContext check, CancellationToken cancellationToken)
    {
        await check.CheckKeptByAsync(db, caller, details.CommunityId, cancellationToken);
        if (check.That(details.CoBuilderId != 0, nameof(details.CoBuilderId), null, Rule.Required) && details.CoBuilderId != present?.CoBuilderId)
            await check.CheckCoBuildersAsync(db, nameof(details.CoBuilderId), [details.CoBuilderId], cancellationToken);
        if (details.ProjectId is { } project && (project != present?.ProjectId || details.CommunityId != present.CommunityId))
            await check.CheckProjectAsync(db, project, details.CommunityId, cancellationToken);
        if (details.ProgrammeId is { } programme && programme != present?.ProgrammeId) await check.CheckProgrammeAsync(db, programme, cancellationToken);
    }
}
