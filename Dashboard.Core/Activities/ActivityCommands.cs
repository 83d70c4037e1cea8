using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>
/// Enters and corrects activities with all that belongs to them. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class ActivityCommands(RecordWriter writer, RecordCommands<Activity> records) : IArchiveCommands<Activity>
{
    private static RecordKind<Activity> Kind => ActivityRecords.Kind;

    /// <summary>Enters an activity and gives it its number.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<Activity> values, Guid? requestId, CancellationToken cancellationToken) =>
        records.EnterAsync(caller, values, requestId, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<Activity> input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, activity, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, activity, cancellationToken);
            List<Output> before = [.. activity.Outputs];
            Kind.Correct(activity, input.Values, by, check);
            db.RemoveRange(before.Except(activity.Outputs));
            // An output has a version of its own; whoever holds an old form of the activity must notice all the same.
            if (db.ChangeTracker.Entries<Output>().Any(output => output.State != EntityState.Unchanged))
                db.Entry(activity).Property(found => found.Version).IsModified = true;
        }, isArchived: false, cancellationToken);

    /// <summary>Archives an activity with its outputs.</summary>
    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, activity, by) =>
        {
            activity.Archive(input.Reason, by);
            foreach (var output in activity.Outputs.Where(output => output.ArchivedAt is null)) output.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, isArchived: false, cancellationToken);

    /// <summary>Takes an archived activity back, with the outputs that were archived with it.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, activity, _) =>
        {
            foreach (var output in activity.Outputs.Where(output => output.ArchivedAt == activity.ArchivedAt)) output.Restore();
            activity.Restore();
            return Task.CompletedTask;
        }, isArchived: true, cancellationToken);

    private Task<Saved> ChangeAsync(
        CurrentUser caller, RecordInput input, Func<DashboardDbContext, Activity, ActorStamp, Task> change, bool isArchived,
        CancellationToken cancellationToken) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, isArchived: isArchived, with: Kind.WithIncluded);
}
