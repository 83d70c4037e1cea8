using System.ComponentModel.DataAnnotations;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Volunteers;

namespace Concentric.Evaluation;

/// <summary>Time that a volunteer served on one day, at an activity or at a post. It counts once somebody else has verified it.</summary>
public sealed class VolunteerTime : CommunityRecord, INonMetricRecord
{
    public long VolunteerId { get; set; }

    public Volunteer? Volunteer { get; set; }

    public DateOnly ServedOn { get; set; }

    public int Minutes { get; set; }

    /// <summary>The activity; null for service at a post.</summary>
    public long? ActivityId { get; set; }

    public Activity? Activity { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Purpose { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string EnteredBy { get; set; }

    /// <summary>Day of verification; null while it does not count.</summary>
    public DateOnly? VerifiedOn { get; set; }

    [MaxLength(TextLimits.Name)]
    public string? VerifiedBy { get; set; }

    /// <summary>Somebody else than the one who entered it says that it is so.</summary>
    public void Verify(ActorStamp by)
    {
        var check = new Rules.ValidationContext();
        check.That(VerifiedOn is null, "verified-on", VerifiedOn, Rule.Verified);
        check.That(by.By != EnteredBy, "verified-by", null, Rule.OwnEntry);
        check.ThrowIfAny();
        (VerifiedOn, VerifiedBy) = (by.Today, by.By);
    }
}
