using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Petitions;

/// <summary>
/// Enters, advances and corrects petitions. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class PetitionCommands(RecordWriter writer, RecordNumbers numbers, WorkingCalendars calendars) : IArchiveCommands<Petition>
{
    /// <summary>Gives many a later due day.</summary>
    internal BulkStep<Petition> Extending => BulkSteps.Extend<Petition>(ExtendAsync);

    /// <summary>Gives many to one responsible unit; community and co-builder of each stay.</summary>
    internal BulkStep<Petition> Assigning => new("assign", [nameof(BulkAnswers.ResponsibleUnit), nameof(BulkAnswers.Reason)],
        (caller, id, version, answers, stop) =>
            AssignAsync(caller, new(id, version, answers.ResponsibleUnit, answers.Reason), stop));

    /// <summary>Says of many why they stay closed as they are.</summary>
    internal BulkStep<Petition> Settling => new("settle", [nameof(BulkAnswers.Reason)],
        (caller, id, version, answers, stop) => SettleAsync(caller, new(id, version, answers.Reason), stop))
    { Takeable = PetitionRights.WorkableBy };

    /// <summary>Enters a petition and gives it its number.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<Petition> values, Guid? requestId, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            await CheckOrderNumberAsync(db, values, null, check, cancellationToken);
            var category = await FindCategoryAsync(db, values, cancellationToken);
            var petition = Petition.Collect(values, category, await calendars.GetAsync(db, cancellationToken), by, check);
            petition.Number = await numbers.NextAsync(NumberPrefixes.Petition, petition.ReceivedOn.Year, cancellationToken);
            return petition;
        }, cancellationToken);

    public Task<Saved> NegotiateAsync(CurrentUser caller, AdvancePetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, (petition, by) =>
            petition.Negotiate(input.On ?? by.Today, input.Note, input.SkipReason, by), cancellationToken);

    public Task<Saved> HandleAsync(CurrentUser caller, AdvancePetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, (petition, by) =>
            petition.Handle(input.On ?? by.Today, input.Note, input.SkipReason, by), cancellationToken);

    public Task<Saved> FeedBackAsync(CurrentUser caller, AdvancePetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, (petition, by) =>
            petition.FeedBack(input.On ?? by.Today, input.Note, input.SkipReason, by), cancellationToken);

    /// <summary>Closes a petition with one of the four outcomes.</summary>
    public Task<Saved> CloseAsync(CurrentUser caller, ClosePetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, async (db, petition, by) =>
        {
            var calendar = await calendars.GetAsync(db, cancellationToken);
            var on = input.On ?? by.Today;
            switch (input.Outcome)
            {
                case PetitionOutcome.Resolved: petition.CloseAsResolved(on, input.Note, input.SkipReason, calendar, by); break;
                case PetitionOutcome.Explained: petition.CloseAsExplained(on, input.Note, input.SkipReason, calendar, by); break;
                case PetitionOutcome.Unresolved: petition.CloseAsUnresolved(on, input.Note, input.SkipReason, calendar, by); break;
                case PetitionOutcome.Withdrawn: petition.Withdraw(on, input.Note, calendar, by); break;
                default: throw new RefusedException([new(nameof(input.Outcome), input.Outcome.ToString(), Rule.Unknown, [])]);
            }
        }, cancellationToken);

    public Task<Saved> ReopenAsync(CurrentUser caller, ReopenPetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, async (db, petition, by) =>
        {
            var on = input.On ?? by.Today;
            petition.Reopen(on, input.Reason,
                input.DueOn ?? await DueFromAsync(db, petition, on < by.Today ? on : by.Today, cancellationToken), by);
        }, cancellationToken);

    /// <summary>
    /// Enters what a resident says after the closing. When it is not resolved, the petition is taken up again in the same transaction,
    /// or stays closed for a stated reason.
    /// </summary>
    public Task<Saved> CallBackAsync(CurrentUser caller, CallBackPetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, async (db, petition, by) =>
        {
            var on = input.On ?? by.Today;
            petition.CallBack(on, input.Answers, input.Note, by);
            if (input.StaysClosed is { } reason && petition.IsUnsatisfied) petition.Settle(reason, by);
            else if (input.Answers is { Resolved: false })
                petition.TakeUpAgain(await DueFromAsync(db, petition, on, cancellationToken), by);
        }, cancellationToken);

    /// <summary>A closed petition stays as it is although the resident is not content or can't be reached.</summary>
    public Task<Saved> SettleAsync(CurrentUser caller, SettlePetition input, CancellationToken cancellationToken) =>
        WorkAsync(caller, input, (petition, by) => petition.Settle(input.Reason, by), cancellationToken);

    public Task<Saved> ExtendAsync(CurrentUser caller, ExtendRecord input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (petition, by) => petition.Extend(input.DueOn, input.Reason, by), cancellationToken);

    /// <summary>
    /// Gives a petition to another unit, co-builder or community. A community that is not the caller's is asked first.
    /// </summary>
    public Task<Saved> TransferAsync(CurrentUser caller, TransferPetition input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, petition, by) =>
        {
            var check = new ValidationContext();
            var community = input.CommunityId ?? petition.CommunityId;
            if (!caller.Sees(community))
            {
                await check.CheckCommunitiesAsync(db, nameof(input.CommunityId), [community], cancellationToken);
                petition.Offer(community, input.ResponsibleUnit, input.Reason, by, check);
                return;
            }

            await check.CheckKeptByAsync(db, caller, community, cancellationToken);
            if (input.CoBuilderId is { } id && id != petition.CoBuilderId)
                await check.CheckCoBuildersAsync(db, nameof(input.CoBuilderId), [id], cancellationToken);
            petition.Transfer(community, input.ResponsibleUnit, input.CoBuilderId, input.Reason, by, check);
        }, cancellationToken);

    /// <summary>Takes over a petition that was offered to the caller's community.</summary>
    public Task<Saved> AcceptAsync(CurrentUser caller, AcceptPetition input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (petition, by) => petition.AcceptOffer(input.ResponsibleUnit, input.Note, by), cancellationToken,
            PetitionRights.OfferedTo);

    /// <summary>
    /// Turns down a petition that was offered to the caller's community, or takes back an offer that the caller's community made.
    /// </summary>
    public Task<Saved> DeclineAsync(CurrentUser caller, DeclinePetition input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (petition, by) => petition.DeclineOffer(input.Reason, by), cancellationToken,
            PetitionRights.OfferedToOrBy);

    /// <summary>Gives a petition to another unit; community and co-builder stay.</summary>
    public Task<Saved> AssignAsync(CurrentUser caller, AssignPetition input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (petition, by) => petition.Transfer(
            petition.CommunityId, input.ResponsibleUnit, petition.CoBuilderId, input.Reason, by, new()), cancellationToken);

    /// <summary>Shares a petition with other communities, whose workers may then read it.</summary>
    public Task<Saved> ShareAsync(CurrentUser caller, SharePetition input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, petition, by) =>
        {
            var check = new ValidationContext();
            await check.CheckCommunitiesAsync(db, nameof(input.Communities), input.Communities, cancellationToken);
            petition.Share(input.Communities, input.Note, by, check);
        }, cancellationToken);

    /// <summary>Corrects what is said about a petition; a day that moves takes a reason.</summary>
    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<Petition> input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, petition, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, petition, cancellationToken);
            await CheckOrderNumberAsync(db, input.Values, petition.Id, check, cancellationToken);
            petition.Correct(input.Values, await FindCategoryAsync(db, input.Values, cancellationToken),
                await calendars.GetAsync(db, cancellationToken), by, check);
        }, cancellationToken);

    public Task<Saved> CorrectClosingAsync(CurrentUser caller, CorrectClosing input, CancellationToken cancellationToken) =>
        ChangeAsync(
            caller, input, async (db, petition, by) => petition.CorrectClosing(input.On, input.Outcome, input.Reason,
                await calendars.GetAsync(db, cancellationToken), by), cancellationToken);

    public Task<Saved> CorrectCallBackAsync(CurrentUser caller, CorrectCallBack input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (petition, by) =>
            petition.CorrectCallBack(input.On, input.Answers, input.Reason, by), cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ArchiveAsync<Petition>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.RestoreAsync<Petition>(caller, input, cancellationToken);

    /// <summary>A step that every community may take that shares the petition.</summary>
    private Task<Saved> WorkAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Petition, ActorStamp, Task> change,
        CancellationToken cancellationToken) => ChangeAsync(caller, input, change, cancellationToken, PetitionRights.WorkableBy);

    private Task<Saved> WorkAsync(CurrentUser caller, RecordInput input, Action<Petition, ActorStamp> change,
        CancellationToken cancellationToken) => ChangeAsync(caller, input, change, cancellationToken, PetitionRights.WorkableBy);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Action<Petition, ActorStamp> change,
        CancellationToken cancellationToken, Func<IQueryable<Petition>, CurrentUser, IQueryable<Petition>>? writable = null) =>
        ChangeAsync(caller, input, (_, petition, by) =>
        {
            change(petition, by);
            return Task.CompletedTask;
        }, cancellationToken, writable);

    /// <param name="writable">As in <see cref="RecordWriter.ChangeAsync"/>.</param>
    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<DashboardDbContext, Petition, ActorStamp, Task> change,
        CancellationToken cancellationToken, Func<IQueryable<Petition>, CurrentUser, IQueryable<Petition>>? writable = null) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, with: petitions =>
            petitions.Include(petition => petition.Steps.OrderBy(step => step.Id)).Include(petition => petition.Communities)
                .AsSplitQuery(), writable: writable);

    /// <summary>No two petitions have one number of another system, archived ones included.</summary>
    private static async Task CheckOrderNumberAsync(DashboardDbContext db, FieldValues<Petition> values, long? self,
        ValidationContext check, CancellationToken cancellationToken)
    {
        if (PlainText.Clean((string?)values[x => x.OrderNumber]) is not { } number) return;
        var other = await db.Petitions.Where(petition => petition.OrderNumber == number && petition.Id != self)
            .Select(petition => petition.Number).FirstOrDefaultAsync(cancellationToken);
        check.That(other is null, "order-number", number, Rule.Registered, other ?? "");
    }

    private static async Task<PetitionCategory?> FindCategoryAsync(DashboardDbContext db, FieldValues<Petition> values,
        CancellationToken cancellationToken)
    {
        var key = PlainText.Clean((string?)values[x => x.Category]);
        return await db.PetitionCategories.AsNoTracking().SingleOrDefaultAsync(category => category.Key == key, cancellationToken);
    }

    private async Task<DateOnly> DueFromAsync(DashboardDbContext db, Petition petition, DateOnly on, CancellationToken cancellationToken)
    {
        var category = await db.PetitionCategories.AsNoTracking()
            .SingleOrDefaultAsync(found => found.Key == petition.Category, cancellationToken)
            ?? throw new RefusedException([new(nameof(petition.DueOn), null, Rule.Required, [])]);
        return (await calendars.GetAsync(db, cancellationToken)).AddWorkingDays(on, category.DueWorkingDays);
    }
}
