using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Lists;
using Concentric.Rules;

namespace Concentric.Volunteers;

/// <summary>A volunteer; counted as a person, never as person-times.</summary>
public sealed class Volunteer : CommunityRecord
{
    /// <summary>
    /// How forms and files of other kinds, and their refusals, name a volunteer's name: what has a name elsewhere is a unit or a thing.
    /// </summary>
    public const string NameField = "VolunteerName";
    /// <summary>Volunteers of the caller's communities, the newest first.</summary>
    public static ReferenceSource References { get; } = new("volunteer", (db, caller) =>
        db.Volunteers.ReadableBy(caller).Where(known => known.ArchivedAt == null)
        .OrderByDescending(known => known.Id)
        .Select(known => new ReferenceChoice
        {
            Id = known.Id,
            Name = known.Name,
            NameEn = known.Name,
            CommunityId = null,
            KnownByCommunityId = known.CommunityId,
            KnownByDay = null,
            KnownByPhone = known.Phone,
            IsPast = false,
        }))
    { IsPersonal = true };

    [Personal(Field = NameField), MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [Personal, MaxLength(TextLimits.Number)]
    public string? Phone { get; set; }

    public DateOnly RegisteredOn { get; set; }

    public List<VolunteerClaim> Claims { get; } = [];
}

/// <summary>A service post (服务岗位) that volunteers can claim.</summary>
public sealed partial class VolunteerPost : CommunityRecord
{
    /// <summary>Posts of the caller's communities, by title.</summary>
    public static ReferenceSource References { get; } = new("volunteer-post", (db, caller) =>
        db.VolunteerPosts.ReadableBy(caller).Where(post => post.ArchivedAt == null).OrderBy(post => NameOrder.Of(post.Title))
        .ThenBy(post => post.Id)
        .Select(post => new ReferenceChoice
        {
            Id = post.Id,
            Name = post.Title,
            NameEn = post.Title,
            CommunityId = post.CommunityId,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = false
        }))
    { IsOfCommunity = true };

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    /// <summary>Volunteers wanted; at least 1.</summary>
    public int Places { get; set; }

    public List<VolunteerClaim> Claims { get; } = [];
}

/// <summary>A volunteer's claim to a post: held from the day it was claimed until the day before it ended.</summary>
public sealed partial class VolunteerClaim : CommunityRecord
{
    public long VolunteerId { get; set; }

    public Volunteer? Volunteer { get; set; }

    public long PostId { get; set; }

    public VolunteerPost? Post { get; set; }

    public DateOnly ClaimedOn { get; set; }

    /// <summary>From this day on the place is free again; null while it is held.</summary>
    public DateOnly? EndedOn { get; set; }
}
