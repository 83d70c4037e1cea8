using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Wishes;

/// <summary>Where a wish stands: 待认领, 已认领, 已实现.</summary>
public enum WishState { Raised, Claimed, Fulfilled }

/// <summary>
/// Claimed and fulfilled; a wish is raised and corrected as any record is. Each method checks, then changes; a refusal
/// (<see cref="RefusedException"/>) changes nothing. Why something was taken back or corrected is told in the audit trail.
/// </summary>
public sealed partial class Wish
{
    /// <summary>Follows from the days.</summary>
    public WishState State => FulfilledOn is not null ? WishState.Fulfilled : ClaimedOn is not null ? WishState.Claimed : WishState.Raised;

    /// <summary>Somebody claims it.</summary>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public void Claim(DateOnly on, Claimant claimant, ActorStamp by, ValidationContext check)
    {
        check.That(ClaimedOn is null, "claimed-on", ClaimedOn, Rule.Claimed);
        CheckClaim(on, by, check);
        var who = CheckClaimant(claimant, check);
        check.ThrowIfAny();
        (ClaimedOn, ClaimedBy, CoBuilderId) = (on, who, claimant.CoBuilderId);
    }

    /// <summary>Whoever claimed it gives it back; it waits for another.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string Unclaim(string? reason)
    {
        var check = new ValidationContext();
        check.That(ClaimedOn is not null, "claimed-on", null, Rule.NotClaimed);
        check.That(FulfilledOn is null, "fulfilled-on", FulfilledOn, Rule.Fulfilled);
        var why = check.RequiredLines(Field.ReasonKey, reason, TextLimits.Note);
        check.ThrowIfAny();
        (ClaimedOn, ClaimedBy, CoBuilderId) = (null, null, null);
        return why;
    }

    /// <summary>It was fulfilled by the one who claimed it.</summary>
    public void Fulfil(DateOnly on, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(ClaimedOn is not null, "claimed-on", null, Rule.NotClaimed);
        check.That(FulfilledOn is null, "fulfilled-on", FulfilledOn, Rule.Fulfilled);
        CheckFulfilment(on, by, check);
        check.ThrowIfAny();
        FulfilledOn = on;
    }

    /// <summary>It turned out not to be fulfilled; it stays claimed.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string Reopen(string? reason)
    {
        var check = new ValidationContext();
        check.That(FulfilledOn is not null, "fulfilled-on", null, Rule.NotFulfilled);
        var why = check.RequiredLines(Field.ReasonKey, reason, TextLimits.Note);
        check.ThrowIfAny();
        FulfilledOn = null;
        return why;
    }

    /// <summary>Corrects who claimed it, and when.</summary>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    /// <returns>The reason as it is kept.</returns>
    public string CorrectClaim(DateOnly on, Claimant claimant, string? reason, ActorStamp by, ValidationContext check)
    {
        check.That(ClaimedOn is not null, "claimed-on", null, Rule.NotClaimed);
        CheckClaim(on, by, check);
        if (FulfilledOn is { } fulfilled) check.That(on <= fulfilled, "claimed-on", on, Rule.AfterNextStep, fulfilled);
        var who = CheckClaimant(claimant, check);
        var why = check.RequiredLines(Field.ReasonKey, reason, TextLimits.Note);
        check.ThrowIfAny();
        (ClaimedOn, ClaimedBy, CoBuilderId) = (on, who, claimant.CoBuilderId);
        return why;
    }

    /// <summary>Corrects the day of fulfilment.</summary>
    /// <returns>The reason as it is kept.</returns>
    public string CorrectFulfilment(DateOnly on, string? reason, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(FulfilledOn is not null, "fulfilled-on", null, Rule.NotFulfilled);
        CheckFulfilment(on, by, check);
        var why = check.RequiredLines(Field.ReasonKey, reason, TextLimits.Note);
        check.ThrowIfAny();
        FulfilledOn = on;
        return why;
    }

    private void CheckClaim(DateOnly on, ActorStamp by, ValidationContext check)
    {
        if (check.Past("claimed-on", on, by.Today)) check.That(on >= RaisedOn, "claimed-on", on, Rule.BeforeLastStep, RaisedOn);
    }

    private void CheckFulfilment(DateOnly on, ActorStamp by, ValidationContext check)
    {
        if (check.Past("fulfilled-on", on, by.Today) && ClaimedOn is { } claimed)
            check.That(on >= claimed, "fulfilled-on", on, Rule.BeforeLastStep, claimed);
    }

    private static string? CheckClaimant(Claimant claimant, ValidationContext check)
    {
        var who = check.Line("claimed-by", claimant.ClaimedBy, TextLimits.Name);
        check.That(who is not null || claimant.CoBuilderId is not null, "claimed-by", null, Rule.Required);
        check.That(who is null || claimant.CoBuilderId is null, "claimed-by", who, Rule.EitherOr);
        return who;
    }
}
