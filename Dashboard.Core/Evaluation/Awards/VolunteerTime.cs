using System.ComponentModel.DataAnnotations;
using Concentric.Activities;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Volunteers;

namespace Concentric.Evaluation;

/// <summary>Time that a volunteer served on one day, at an activity or at a post. It counts once somebody else has verified it.</summary>
public sealed class VolunteerTime : CommunityRecord, INonMetricRecord
{
    /// <summary>The most minutes on one day: sixteen hours.</summary>
    public const int MostMinutes = 960;

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

    /// <summary>Makes it what the details say; what is changed must be verified anew.</summary>
    public void Take(VolunteerTimeDetails details, ActorStamp by, Rules.ValidationContext check)
    {
        check.Past(nameof(ServedOn), details.ServedOn, by.Today);
        check.Within("WorkTime", details.Minutes, 1, MostMinutes, QuantityUnit.Minutes);
        var purpose = check.RequiredLine(nameof(Purpose), details.Purpose, TextLimits.Title);
        check.ThrowIfAny();
        (VolunteerId, ServedOn, Minutes, ActivityId, Purpose, EnteredBy) = (details.VolunteerId, details.ServedOn, details.Minutes, details.ActivityId, purpose, by.By);
        (VerifiedOn, VerifiedBy) = (null, null);
    }

    /// <summary>Somebody else than the one who entered it says that it is so.</summary>
    public void Verify(ActorStamp by)
    {
        var check = new Rules.ValidationContext();
        check.That(VerifiedOn is null, nameof(VerifiedOn), VerifiedOn, Rule.Verified);
        check.That(by.By != EnteredBy, nameof(VerifiedBy), null, Rule.OwnEntry);
        check.ThrowIfAny();
        (VerifiedOn, VerifiedBy) = (by.Today, by.By);
    }
}

/// <summary>What is said about time served.</summary>
public sealed record VolunteerTimeDetails(long VolunteerId, DateOnly ServedOn, int Minutes, string? Purpose, long? ActivityId = null);
