using Concentric.Volunteers;

namespace Concentric.Dashboard.Features.Volunteers;

/// <summary>What the form of a volunteer holds while it is filled in. Name and phone of a known one stay in the store.</summary>
public sealed class VolunteerForm
{
    public string? Name { get; set; }

    public string? Phone { get; set; }

    /// <summary>Takes the phone that is in the store out.</summary>
    public bool ClearsPhone { get; set; }

    public int? CommunityId { get; set; }

    public DateOnly? RegisteredOn { get; set; }

    public static VolunteerForm Of(Volunteer volunteer) => new() { CommunityId = volunteer.CommunityId, RegisteredOn = volunteer.RegisteredOn };

    public VolunteerDetails ToDetails() => new(CommunityId ?? 0, RegisteredOn ?? default) { Name = Name, Phone = Phone, ClearsPhone = ClearsPhone };
}
