using Concentric.CoBuilders;

namespace Concentric.Dashboard.Features.CoBuilders;

/// <summary>What the form of a co-builder holds while it is filled in. The contact of a known one stays in the store.</summary>
public sealed class CoBuilderForm
{
    public string? Name { get; set; }

    public string? NameEn { get; set; }

    public CoBuilderKind? Kind { get; set; }

    public DateOnly? JoinedOn { get; set; }

    public DateOnly? LeftOn { get; set; }

    public long? MergedIntoId { get; set; }

    public string? Contact { get; set; }

    public string? ContactPhone { get; set; }

    /// <summary>Takes the contact that is in the store out.</summary>
    public bool ClearsContact { get; set; }

    /// <summary>Takes the phone that is in the store out.</summary>
    public bool ClearsPhone { get; set; }

    public static CoBuilderForm Of(CoBuilder unit) => new()
    {
        Name = unit.Name,
        NameEn = unit.NameEn,
        Kind = unit.Kind,
        JoinedOn = unit.JoinedOn,
        LeftOn = unit.LeftOn,
        MergedIntoId = unit.MergedIntoId,
    };

    public CoBuilderDetails ToDetails() => new(Name, Kind, JoinedOn ?? default)
    {
        NameEn = NameEn,
        LeftOn = LeftOn,
        MergedIntoId = MergedIntoId,
        Contact = Contact,
        ContactPhone = ContactPhone,
        ClearsContact = ClearsContact,
        ClearsPhone = ClearsPhone,
    };
}
