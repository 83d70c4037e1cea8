using Concentric.Data;
using Concentric.People;
using Concentric.Programmes;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Projects;

/// <summary>
/// Enters, advances and corrects projects. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class ProjectCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordProject input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            await CheckStrandAsync(db, input.Details.StrandId, check, cancellationToken);
            return Project.Propose(input.CommunityId, input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ReachAsync(CurrentUser caller, ReachStage input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, project, by) =>
        {
            project.Reach(input.Stage, input.On ?? by.Today, input.Note, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectProject input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, project, by) =>
        {
            var check = new ValidationContext();
            await CheckStrandAsync(db, input.Details.StrandId, check, cancellationToken);
            project.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectStageAsync(CurrentUser caller, CorrectStage input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, project, by) =>
        {
            project.CorrectStage(input.EntryId, input.On, input.Note, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Project>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Project>(caller, input, cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Project, ActorStamp, Task> change, CancellationToken cancellationToken) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, with: projects => projects.Include(project => project.Stages.OrderBy(entry => entry.Id)));

    private static async Task CheckStrandAsync(DashboardDbContext db, int id, ValidationContext check, CancellationToken cancellationToken) => check.That(
        await db.Programmes.AnyAsync(programme => programme.Id == id && programme.Kind == ProgrammeKind.Strand, cancellationToken), nameof(Project.StrandId), id == 0 ? null : id, id == 0 ? Rule.Required : Rule.Unknown);
}
