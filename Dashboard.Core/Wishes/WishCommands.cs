using Concentric.Data;
using Concentric.People;
using Concentric.Rules;

namespace Concentric.Wishes;

/// <summary>
/// Enters and advances wishes. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class WishCommands(RecordWriter writer, RecordNumbers numbers)
{
    /// <summary>Enters a wish and gives it its number.</summary>
    public Task<Saved> RaiseAsync(CurrentUser caller, RaiseWish input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckKeptByAsync(db, caller, input.CommunityId, cancellationToken);
            var wish = Wish.Raise(input.CommunityId, input.Details, by, check);
            wish.Number = await numbers.NextAsync(NumberPrefixes.Wish, wish.RaisedOn.Year, cancellationToken);
            return wish;
        }, cancellationToken);

    public Task<Saved> ClaimAsync(CurrentUser caller, ClaimWish input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Wish>(caller, input, async (db, wish, by) =>
        {
            var check = new ValidationContext();
            await CheckCoBuilderAsync(db, input.Claimant, null, check, cancellationToken);
            wish.Claim(input.On ?? by.Today, input.Claimant, by, check);
        }, cancellationToken);

    public Task<Saved> UnclaimAsync(CurrentUser caller, UnclaimWish input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (wish, _) => wish.Unclaim(input.Reason), cancellationToken);

    public Task<Saved> FulfilAsync(CurrentUser caller, FulfilWish input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (wish, by) =>
        {
            wish.Fulfil(input.On ?? by.Today, by);
            return null;
        }, cancellationToken);

    public Task<Saved> ReopenAsync(CurrentUser caller, ReopenWish input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (wish, _) => wish.Reopen(input.Reason), cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectWish input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (wish, by) => wish.Correct(input.Details, input.Reason, by), cancellationToken);

    public Task<Saved> CorrectClaimAsync(CurrentUser caller, CorrectClaim input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Wish>(caller, input, async (db, wish, by) =>
        {
            var check = new ValidationContext();
            await CheckCoBuilderAsync(db, input.Claimant, wish.CoBuilderId, check, cancellationToken);
            db.Reason = wish.CorrectClaim(input.On, input.Claimant, input.Reason, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectFulfilmentAsync(CurrentUser caller, CorrectFulfilment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (wish, by) => wish.CorrectFulfilment(input.On, input.Reason, by), cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Wish>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<Wish>(caller, input, cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<Wish, ActorStamp, string?> change, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Wish>(caller, input, (db, wish, by) =>
        {
            db.Reason = change(wish, by);
            return Task.CompletedTask;
        }, cancellationToken);

    private static async Task CheckCoBuilderAsync(DashboardDbContext db, Claimant claimant, long? present, ValidationContext check, CancellationToken cancellationToken)
    {
        if (claimant.CoBuilderId is { } id && id != present) await check.CheckCoBuildersAsync(db, nameof(claimant.CoBuilderId), [id], cancellationToken);
    }
}
