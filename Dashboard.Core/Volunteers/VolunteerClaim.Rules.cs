using Concentric.Rules;

namespace Concentric.Volunteers;

/// <summary>Claimed, and ended some day. A refusal changes nothing. Needs the post with its claims.</summary>
public sealed partial class VolunteerClaim
{
    /// <summary>True for a claim given up on the day it was made.</summary>
    internal bool IsNever => EndedOn <= ClaimedOn;

    /// <summary>A volunteer takes a place of a post.</summary>
    /// <param name="post">With its claims that reach to the day or beyond.</param>
    /// <param name="volunteerId">Who takes it.</param>
    /// <param name="on">Not in the future.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static VolunteerClaim Take(VolunteerPost post, long volunteerId, DateOnly on, ActorStamp by, ValidationContext check) => Take(post, volunteerId, on, null, by, check);

    /// <summary>The same for one that may have been given up since.</summary>
    internal static VolunteerClaim Take(VolunteerPost post, long volunteerId, DateOnly on, DateOnly? endedOn, ActorStamp by, ValidationContext check)
    {
        var claim = new VolunteerClaim { CommunityId = post.CommunityId, PostId = post.Id, VolunteerId = volunteerId, ClaimedOn = on, EndedOn = endedOn };
        var isPast = check.Past(nameof(ClaimedOn), on, by.Today);
        if (endedOn is { } end) isPast &= CheckEnd(check, on, end, by);
        if (isPast) post.CheckClaim(claim, check);
        check.ThrowIfAny();
        return claim;
    }

    /// <summary>The volunteer gives the place up.</summary>
    /// <param name="on">The day from which the place is free; not before it was claimed, not in the future.</param>
    /// <param name="by">Who enters it.</param>
    public void End(DateOnly on, ActorStamp by)
    {
        var check = new ValidationContext();
        check.That(EndedOn is null, nameof(EndedOn), EndedOn, Rule.Ended);
        CheckEnd(check, ClaimedOn, on, by);
        check.ThrowIfAny();
        EndedOn = on;
    }

    /// <summary>Corrects the days.</summary>
    public void Correct(VolunteerPost post, DateOnly claimedOn, DateOnly? endedOn, ActorStamp by)
    {
        var check = new ValidationContext();
        var isPast = check.Past(nameof(ClaimedOn), claimedOn, by.Today);
        if (endedOn is { } end) isPast &= CheckEnd(check, claimedOn, end, by);
        if (isPast) post.CheckClaim(new() { Id = Id, VolunteerId = VolunteerId, ClaimedOn = claimedOn, EndedOn = endedOn }, check);
        check.ThrowIfAny();
        ClaimedOn = claimedOn;
        EndedOn = endedOn;
    }

    public bool IsHeldOn(DateOnly day) => ClaimedOn <= day && (EndedOn is null || day < EndedOn);

    /// <summary>True when it is held on any day of a period.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">The day after the last; null for ever.</param>
    public bool Overlaps(DateOnly from, DateOnly? to) =>
        !IsNever && (to is null || from < to) && (EndedOn is null || from < EndedOn) && (to is null || ClaimedOn < to);

    private static bool CheckEnd(ValidationContext check, DateOnly claimedOn, DateOnly on, ActorStamp by) =>
        check.Past(nameof(EndedOn), on, by.Today) && check.That(on >= claimedOn, nameof(EndedOn), on, Rule.BeforeStart, claimedOn);
}
