using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Volunteers;

/// <summary>A volunteer is registered and corrected as a whole. A refusal changes nothing.</summary>
public sealed partial class Volunteer
{
    /// <summary>How refusals name the volunteer's name: what has a name elsewhere is a unit or a thing.</summary>
    public const string NameField = "VolunteerName";

    /// <summary>Somebody registers.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Volunteer Register(VolunteerDetails details, ActorStamp by, ValidationContext check)
    {
        check.RequiredLine(NameField, details.Name, TextLimits.Name);
        var volunteer = new Volunteer { Name = "" };
        volunteer.Correct(details, by, check);
        return volunteer;
    }

    /// <summary>Makes the volunteer what the details say; a name or phone that they leave out stays.</summary>
    public void Correct(VolunteerDetails details, ActorStamp by, ValidationContext check)
    {
        // Somebody new has been asked for a name already.
        var name = Name.Length == 0 ? PlainText.Clean(details.Name) : check.Line(NameField, details.Name, TextLimits.Name);
        var phone = check.Phone(nameof(Phone), details.Phone, Phone);
        check.Past(nameof(RegisteredOn), details.RegisteredOn, by.Today);
        check.ThrowIfAny();
        CommunityId = details.CommunityId;
        Name = name ?? Name;
        Phone = phone ?? (details.ClearsPhone ? null : Phone);
        RegisteredOn = details.RegisteredOn;
    }
}
