using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.Volunteers;

/// <summary>Claimed, and ended some day. A refusal changes nothing. Needs the post with its claims.</summary>
public sealed partial class VolunteerClaim
{
    /// <summary>True for a claim given up on the day it was made.</summary>
    internal bool IsNever => EndedOn <= ClaimedOn;

    /// <summary>A volunteer takes a place of a post; may have given it up since.</summary>
    /// <param name="post">With its claims that reach to the day or beyond; null when it is not known, which has been noted.</param>
    /// <param name="values">What is said about it.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static VolunteerClaim Take(VolunteerPost? post, FieldValues<VolunteerClaim> values, ActorStamp by, ValidationContext check)
    {
        var claim = VolunteerClaimRecords.Kind.Make(values, by, check);
        post!.CheckClaim(claim, check);
        check.ThrowIfAny();
        claim.CommunityId = post.CommunityId;
        return claim;
    }

    /// <summary>The volunteer gives the place up.</summary>
    /// <param name="on">The day from which the place is free; not before it was claimed, not in the future.</param>
    /// <param name="by">Who enters it.</param>
    public void End(DateOnly on, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(EndedOn is null, "ended-on", EndedOn, Rule.Ended);
        if (check.Past("ended-on", on, by.Today)) check.That(on >= ClaimedOn, "ended-on", on, Rule.BeforeStart, ClaimedOn);
        check.ThrowIfAny();
        EndedOn = on;
    }

    /// <summary>Corrects the days, if there is a place on each of them.</summary>
    /// <returns>False when nothing was different.</returns>
    public bool Correct(VolunteerPost post, FieldValues<VolunteerClaim> values, ActorStamp by, ValidationContext check)
    {
        var draft = Copy<VolunteerClaim>();
        VolunteerClaimRecords.Kind.Correct(draft, values, by, check);
        post.CheckClaim(draft, check);
        check.ThrowIfAny();
        return VolunteerClaimRecords.Kind.Correct(this, values, by, check);
    }

    public bool IsHeldOn(DateOnly day) => ClaimedOn <= day && (EndedOn is null || day < EndedOn);

    /// <summary>True when it is held on any day of a period.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">The day after the last; null for ever.</param>
    public bool Overlaps(DateOnly from, DateOnly? to) =>
        !IsNever && (to is null || from < to) && (EndedOn is null || from < EndedOn) && (to is null || ClaimedOn < to);
}
