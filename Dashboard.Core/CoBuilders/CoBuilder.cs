using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Programmes;
using Concentric.Projects;

namespace Concentric.CoBuilders;

/// <summary>What sort of unit a co-builder is.</summary>
public enum CoBuilderKind { DutyDepartment, PartyOrganisation, Police, SocialOrganisation, PropertyCompany, Enterprise }

/// <summary>A co-builder (共建单位): a unit that works with the communities and is evaluated once a year.</summary>
public sealed class CoBuilder : Record
{
    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    public CoBuilderKind Kind { get; set; }

    public DateOnly JoinedOn { get; set; }

    public DateOnly? LeftOn { get; set; }

    [Personal, MaxLength(TextLimits.Name)]
    public string? Contact { get; set; }

    [Personal, MaxLength(TextLimits.Number)]
    public string? ContactPhone { get; set; }
}

/// <summary>Money or hours that a co-builder gave to a community on one day.</summary>
public sealed class Contribution : CommunityRecord
{
    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public DateOnly GivenOn { get; set; }

    /// <summary>Money or money's worth, in fen.</summary>
    public long AmountFen { get; set; }

    /// <summary>Working time given, in minutes.</summary>
    public int Minutes { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Purpose { get; set; }

    public long? ProjectId { get; set; }

    public Project? Project { get; set; }

    public int? ProgrammeId { get; set; }

    public Programme? Programme { get; set; }
}
