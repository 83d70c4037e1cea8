using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Volunteers;

/// <summary>A volunteer; counted as a person, never as person-times.</summary>
public sealed class Volunteer : CommunityRecord
{
    [Personal, MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [Personal, MaxLength(TextLimits.Number)]
    public string? Phone { get; set; }

    public DateOnly RegisteredOn { get; set; }
}

/// <summary>A service post (服务岗位) that volunteers can claim.</summary>
public sealed class VolunteerPost : CommunityRecord
{
    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>Volunteers wanted; at least 1.</summary>
    public int Places { get; set; }
}

/// <summary>A volunteer's claim to a post.</summary>
public sealed class VolunteerClaim : CommunityRecord
{
    public long VolunteerId { get; set; }

    public Volunteer? Volunteer { get; set; }

    public long PostId { get; set; }

    public VolunteerPost? Post { get; set; }

    public DateOnly ClaimedOn { get; set; }

    public DateOnly? EndedOn { get; set; }
}
