using Concentric.Rules;

namespace Concentric.Volunteers;

/// <summary>
/// A post has so many places, and no more volunteers than places hold it on any day. Needs all claims in
/// <see cref="Claims"/> that are not archived and reach to the day in question or beyond.
/// </summary>
public sealed partial class VolunteerPost
{
    /// <summary>The most places of one post.</summary>
    public const int MostPlaces = 10_000;

    /// <summary>The most volunteers that hold the post on any one day of a period.</summary>
    /// <param name="from">First day.</param>
    /// <param name="to">The day after the last; null for ever.</param>
    /// <param name="except">A claim that is left out, told by its id.</param>
    public int MostHeld(DateOnly from, DateOnly? to, VolunteerClaim? except = null)
    {
        var within = Claims.Where(claim =>
            (except is null || claim.Id != except.Id) && claim.ArchivedAt is null && claim.Overlaps(from, to))
            .ToList();
        // It can only grow on a day on which somebody begins.
        return within.Select(claim => claim.ClaimedOn < from ? from : claim.ClaimedOn).Distinct()
            .Select(day => within.Count(claim => claim.IsHeldOn(day))).DefaultIfEmpty().Max();
    }

    /// <summary>The volunteer does not hold the post already, and there is a place, on every day of the claim.</summary>
    internal void CheckClaim(VolunteerClaim claim, ValidationContext check)
    {
        var other = Claims.Find(other =>
            other.Id != claim.Id && other.ArchivedAt is null && other.VolunteerId == claim.VolunteerId
            && other.Overlaps(claim.ClaimedOn, claim.EndedOn));
        if (check.That(other is null, "volunteer", null, Rule.HoldsAlready, other?.ClaimedOn ?? default))
            check.That(claim.IsNever || MostHeld(claim.ClaimedOn, claim.EndedOn, claim) < Places, "post", null, Rule.NoPlaceFree, Places);
    }
}
