using Concentric.Data;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>A co-builder joins, is corrected, and may leave; its history is the audit trail. A refusal changes nothing.</summary>
public sealed partial class CoBuilder
{
    /// <summary>A unit joins.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static CoBuilder Join(CoBuilderDetails details, ActorStamp by, ValidationContext check)
    {
        var coBuilder = new CoBuilder { Name = "", NameEn = "" };
        coBuilder.Correct(details, by, check);
        return coBuilder;
    }

    /// <summary>Makes the co-builder what the details say.</summary>
    public void Correct(CoBuilderDetails details, ActorStamp by, ValidationContext check)
    {
        var name = check.RequiredLine(nameof(Name), details.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(NameEn), details.NameEn, TextLimits.Name);
        check.Chosen(nameof(Kind), details.Kind);
        if (check.Past(nameof(JoinedOn), details.JoinedOn, by.Today) && details.LeftOn is { } left && check.Past(nameof(LeftOn), left, by.Today))
            check.That(left >= details.JoinedOn, nameof(LeftOn), left, Rule.BeforeStart, details.JoinedOn);
        check.That(details.MergedIntoId is null || details.LeftOn is not null, nameof(LeftOn), null, Rule.Required);
        check.That(details.MergedIntoId is null || details.MergedIntoId != Id, nameof(MergedIntoId), null, Rule.Unknown);
        var contact = check.Line(nameof(Contact), details.Contact, TextLimits.Name);
        var phone = check.Phone(nameof(ContactPhone), details.ContactPhone, ContactPhone);
        check.ThrowIfAny();

        Name = name;
        NameEn = nameEn ?? name;
        Kind = details.Kind!.Value;
        JoinedOn = details.JoinedOn;
        LeftOn = details.LeftOn;
        MergedIntoId = details.MergedIntoId;
        Contact = contact ?? (details.ClearsContact ? null : Contact);
        ContactPhone = phone ?? (details.ClearsPhone ? null : ContactPhone);
    }
}
