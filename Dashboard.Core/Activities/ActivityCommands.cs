using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.People;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Activities;

/// <summary>
/// Enters and corrects activities with all that belongs to them. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class ActivityCommands(RecordWriter writer, RecordNumbers numbers)
{
    /// <summary>Enters an activity and gives it its number.</summary>
    public Task<Saved> RecordAsync(CurrentUser caller, RecordActivity input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.CommunityId, input.Details, [], check, cancellationToken);
            var activity = Activity.Hold(input.CommunityId, input.Details, by, check);
            activity.Number = await numbers.NextAsync(NumberPrefixes.Activity, activity.HeldOn.Year, cancellationToken);
            return activity;
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectActivity input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, activity, by) =>
        {
            var check = new ValidationContext();
            var community = input.CommunityId ?? activity.CommunityId;
            // A partner that has left the office since may stay where it took part.
            await CheckReferencesAsync(db, caller, community, input.Details, activity.Partners.ConvertAll(partner => partner.CoBuilderId), check, cancellationToken);
            db.RemoveRange(activity.Correct(community, input.Details, by, check));
            // An output has a version of its own; whoever holds an old form of the activity must notice all the same.
            if (db.ChangeTracker.Entries<Output>().Any(output => output.State != EntityState.Unchanged)) db.Entry(activity).Property(found => found.Version).IsModified = true;
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
        CurrentUser caller, RecordInput input, Func<DashboardDbContext, Activity, ActorStamp, Task> change, bool isArchived, CancellationToken cancellationToken) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, isArchived: isArchived, with: activities => activities
            .Include(activity => activity.Communities).Include(activity => activity.Partners).Include(activity => activity.Programmes)
            .Include(activity => activity.Services).Include(activity => activity.Outputs).AsSplitQuery());

    private static async Task CheckReferencesAsync(
        DashboardDbContext db, CurrentUser caller, int communityId, ActivityDetails details, List<long> presentPartners, ValidationContext check, CancellationToken cancellationToken)
    {
        await check.CheckKeptByAsync(db, caller, communityId, cancellationToken);
        await check.CheckCommunitiesAsync(db, nameof(details.Communities), details.Communities, cancellationToken);
        await check.CheckAllAsync(
            nameof(details.Partners), details.Partners,
            db.CoBuilders.Where(coBuilder => coBuilder.ArchivedAt == null || presentPartners.Contains(coBuilder.Id)).Select(coBuilder => coBuilder.Id), cancellationToken);
        await check.CheckAllAsync(nameof(details.Programmes), details.Programmes, db.Programmes.Select(programme => programme.Id), cancellationToken);
        await check.CheckAllAsync(nameof(details.Services), details.Services, db.Services.Select(service => service.Id), cancellationToken);
    }
}
