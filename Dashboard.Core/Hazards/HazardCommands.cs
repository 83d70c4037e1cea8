using Concentric.Calendar;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Hazards;

/// <summary>
/// Enters, advances and corrects hazards. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class HazardCommands(
    RecordWriter writer, RecordNumbers numbers, WorkingCalendars calendars, IOptionsMonitor<HazardSettings> settings)
    : IArchiveCommands<Hazard>
{
    /// <summary>Gives many a later due day.</summary>
    internal BulkStep<Hazard> Extending => BulkSteps.Extend<Hazard>(ExtendAsync);

    /// <summary>Gives many to one responsible unit.</summary>
    internal BulkStep<Hazard> Assigning => new("assign", [nameof(BulkAnswers.ResponsibleUnit)],
        (caller, id, version, answers, stop) => AssignAsync(caller, new(id, version, answers.ResponsibleUnit), stop));

    /// <summary>Enters a hazard and gives it its number.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<Hazard> values, Guid? requestId, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            var hazard = Hazard.Find(values, settings.CurrentValue, await calendars.GetAsync(db, cancellationToken), by, check);
            hazard.Number = await numbers.NextAsync(NumberPrefixes.Hazard, hazard.FoundOn.Year, cancellationToken);
            return hazard;
        }, cancellationToken);

    public Task<Saved> RectifyAsync(CurrentUser caller, RectifyHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) =>
            hazard.Rectify(input.On ?? by.Today, input.RectifiedBy, input.Note, by), cancellationToken);

    public Task<Saved> ReturnAsync(CurrentUser caller, ReturnHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) => hazard.Return(input.On ?? by.Today, input.Reason, by), cancellationToken);

    public Task<Saved> VerifyAsync(CurrentUser caller, VerifyHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) => hazard.Verify(input.On ?? by.Today, input.Note, by), cancellationToken);

    /// <summary>Takes up a hazard that was found again after it had been verified.</summary>
    public Task<Saved> ReopenAsync(CurrentUser caller, ReopenHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, hazard, by) =>
        {
            var on = input.On ?? by.Today;
            // A day that will be refused is not counted from.
            var from = on < by.Today && on >= ValidationContext.FirstDay ? on : by.Today;
            var due = input.DueOn
                ?? (await calendars.GetAsync(db, cancellationToken))
                    .AddWorkingDays(from, settings.CurrentValue.DueWorkingDays(hazard.Severity));
            hazard.Reopen(on, input.Reason, due, by);
        }, cancellationToken);

    public Task<Saved> ExtendAsync(CurrentUser caller, ExtendRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) => hazard.Extend(input.DueOn, input.Reason, by), cancellationToken);

    /// <summary>Gives a hazard to another unit or community. A community that is not the caller's is asked first.</summary>
    public Task<Saved> TransferAsync(CurrentUser caller, TransferHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, hazard, by) =>
        {
            var check = new ValidationContext();
            var community = input.CommunityId ?? hazard.CommunityId;
            if (!caller.Sees(community))
            {
                await check.CheckCommunitiesAsync(db, nameof(input.CommunityId), [community], cancellationToken);
                hazard.Offer(community, input.ResponsibleUnit, input.Reason, by, check);
                return;
            }

            await check.CheckKeptByAsync(db, caller, community, cancellationToken);
            hazard.Transfer(community, input.ResponsibleUnit, input.Reason, by, check);
        }, cancellationToken);

    /// <summary>Takes over a hazard that was offered to the caller's community.</summary>
    public Task<Saved> AcceptAsync(CurrentUser caller, AcceptHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) => hazard.AcceptOffer(input.ResponsibleUnit, input.Note, by), cancellationToken,
            HazardRights.OfferedTo);

    /// <summary>
    /// Turns down a hazard that was offered to the caller's community, or takes back an offer that the caller's community made.
    /// </summary>
    public Task<Saved> DeclineAsync(CurrentUser caller, DeclineHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) => hazard.DeclineOffer(input.Reason, by), cancellationToken, HazardRights.OfferedToOrBy);

    /// <summary>Gives a hazard that is not verified yet to another unit.</summary>
    public Task<Saved> AssignAsync(CurrentUser caller, AssignHazard input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) =>
        {
            var check = new ValidationContext();
            check.That(hazard.VerifiedOn is null, nameof(hazard.VerifiedOn), hazard.VerifiedOn, Rule.Verified);
            check.ThrowIfAny();
            hazard.Correct(new FieldValues<Hazard>().With(x => x.ResponsibleUnit, input.ResponsibleUnit), by, check);
        }, cancellationToken);

    /// <summary>Corrects what is said about a hazard; a day that moves takes a reason.</summary>
    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<Hazard> input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, hazard, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, hazard, cancellationToken);
            hazard.Correct(input.Values, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectRectificationAsync(CurrentUser caller, CorrectRectification input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) =>
            hazard.CorrectRectification(input.On, input.RectifiedBy, input.Reason, by), cancellationToken);

    public Task<Saved> CorrectVerificationAsync(CurrentUser caller, CorrectVerification input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (hazard, by) => hazard.CorrectVerification(input.On, input.Reason, by), cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ArchiveAsync<Hazard>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.RestoreAsync<Hazard>(caller, input, cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Action<Hazard, ActorStamp> change,
        CancellationToken cancellationToken, Func<IQueryable<Hazard>, CurrentUser, IQueryable<Hazard>>? writable = null) =>
        ChangeAsync(caller, input, (_, hazard, by) =>
        {
            change(hazard, by);
            return Task.CompletedTask;
        }, cancellationToken, writable);

    /// <param name="writable">As in <see cref="RecordWriter.ChangeAsync"/>.</param>
    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Hazard, ActorStamp, Task> change,
        CancellationToken cancellationToken, Func<IQueryable<Hazard>, CurrentUser, IQueryable<Hazard>>? writable = null) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, with: hazards =>
            hazards.Include(hazard => hazard.Steps.OrderBy(step => step.Id)).Include(hazard => hazard.Photos).AsSplitQuery(),
            writable: writable);
}
