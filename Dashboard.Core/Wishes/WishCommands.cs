using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Wishes;

/// <summary>
/// The steps of wishes; they are entered and corrected as any record. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class WishCommands(RecordWriter writer)
{
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

    public Task<Saved> CorrectClaimAsync(CurrentUser caller, CorrectClaim input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Wish>(caller, input, async (db, wish, by) =>
        {
            var check = new ValidationContext();
            await CheckCoBuilderAsync(db, input.Claimant, wish.CoBuilderId, check, cancellationToken);
            db.Reason = wish.CorrectClaim(input.On, input.Claimant, input.Reason, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectFulfilmentAsync(CurrentUser caller, CorrectFulfilment input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (wish, by) => wish.CorrectFulfilment(input.On, input.Reason, by), cancellationToken);

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input, Func<Wish, ActorStamp, string?> change,
        CancellationToken cancellationToken) =>
        writer.ChangeAsync<Wish>(caller, input, (db, wish, by) =>
        {
            db.Reason = change(wish, by);
            return Task.CompletedTask;
        }, cancellationToken);

    private static async Task CheckCoBuilderAsync(DashboardDbContext db, Claimant claimant, long? present, ValidationContext check,
        CancellationToken cancellationToken)
    {
        if (claimant.CoBuilderId is { } id && id != present) await check.CheckCoBuildersAsync(db, "co-builder", [id], cancellationToken);
    }
}
