using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>
/// Enters, advances and corrects projects. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class ProjectCommands(RecordWriter writer) : IArchiveCommands<Project>
{
    /// <summary>Enters a project that was proposed.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<Project> values, Guid? requestId, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            return Project.Propose(values, by, check);
        }, cancellationToken);

    public Task<Saved> ReachAsync(CurrentUser caller, ReachStage input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, project, by) =>
        {
            project.Reach(input.Stage, input.On ?? by.Today, input.Note, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<Project> input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, project, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, project, cancellationToken);
            project.Correct(input.Values, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectStageAsync(CurrentUser caller, CorrectStage input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, project, by) =>
        {
            project.CorrectStage(input.EntryId, input.On, input.Note, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ArchiveAsync<Project>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.RestoreAsync<Project>(caller, input, cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Project, ActorStamp, Task> change,
        CancellationToken cancellationToken) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, with: projects =>
            projects.Include(project => project.Stages.OrderBy(entry => entry.Id)));
}
