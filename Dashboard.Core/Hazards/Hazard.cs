using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.OfficeLists;
using Concentric.Rules;

namespace Concentric.Hazards;

/// <summary>Severity of a hazard: 一般 or 重大.</summary>
public enum HazardSeverity
{
    [CalledInSheets("一般隐患", "较小", "轻微")]
    General,

    [CalledInSheets("重大隐患", "较大", "严重")]
    Major,
}

/// <summary>
/// Sorts of hazards: the terms that the program brings, by what offices write. The office keeps the list, and records bring terms of
/// their own.
/// </summary>
public static class HazardCategory
{
    public const string FireLane = "消防通道";
    public const string FireEquipment = "消防设施";
    public const string EBike = "电动自行车";
    public const string Wiring = "电气线路";
    public const string Gas = "燃气";
    public const string Building = "房屋结构";
    public const string PublicPlace = "公共场所";

    public static TermList List { get; } = new("hazard-categories", typeof(HazardCategory)) { IsOpen = true };
}

/// <summary>What happened to a hazard in one step.</summary>
public enum HazardStepKind
{
    Found, Rectified, Returned, Verified, Reopened, Extended, Corrected,

    /// <summary>Another community keeps it since.</summary>
    Transferred,

    /// <summary>Another community was asked to take it over.</summary>
    Offered,

    /// <summary>The community that was asked said no, or the one that asked thought better of it.</summary>
    Declined,
}

/// <summary>A safety hazard (安全隐患): found, rectified, then verified by someone else. Its days are those of the present round.</summary>
public sealed partial class Hazard : CommunityRecord, INumberedRecord
{
    /// <summary>As in YH-2026-000187; unique.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Number { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    [MaxLength(TextLimits.Description)]
    public string? Description { get; set; }

    [MaxLength(TextLimits.Title)]
    public string? Place { get; set; }

    /// <summary>Code of a term of <see cref="HazardCategory.List"/>.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Category { get; set; }

    public HazardSeverity Severity { get; set; }

    /// <summary>True when the point is a fire lane.</summary>
    public bool IsFireLane { get; set; }

    [MaxLength(TextLimits.Name)]
    public string? ResponsibleUnit { get; set; }

    public long? CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public DateOnly FoundOn { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>Day of rectification; null while open.</summary>
    public DateOnly? RectifiedOn { get; set; }

    [MaxLength(TextLimits.Name)]
    public string? RectifiedBy { get; set; }

    /// <summary>Day on which somebody else verified the rectification (复查).</summary>
    public DateOnly? VerifiedOn { get; set; }

    [MaxLength(TextLimits.Name)]
    public string? VerifiedBy { get; set; }

    public int ExtensionCount { get; set; }

    /// <summary>The community that is asked to take it over; null while none is. Until it answers nothing else changes.</summary>
    public int? OfferedToId { get; set; }

    /// <summary>Day on which it was asked.</summary>
    public DateOnly? OfferedOn { get; set; }

    public List<HazardStep> Steps { get; } = [];

    public List<HazardPhoto> Photos { get; } = [];

    int INumberedRecord.NumberYear => FoundOn.Year;
}

/// <summary>One line of a hazard's timeline.</summary>
public sealed class HazardStep : IRecordStep
{
    public long Id { get; set; }

    public long HazardId { get; set; }

    public Hazard? Hazard { get; set; }

    public HazardStepKind Kind { get; set; }

    /// <summary>Instant of entry (UTC).</summary>
    public DateTime At { get; set; }

    public DateOnly HappenedOn { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    /// <summary>The due date that holds since this step; null when the step left it alone.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>Whose day a correction moved to <see cref="HappenedOn"/>; null when no day was corrected.</summary>
    public HazardStepKind? Concerns { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    /// <summary>The community that keeps it since a transfer, or that an offer is about.</summary>
    public int? CommunityId { get; set; }

    /// <summary>Who is to put it right since a transfer; null for nobody.</summary>
    [MaxLength(TextLimits.Name)]
    public string? ResponsibleUnit { get; set; }

    Record? IRecordPart.Root => Hazard;

    string IRecordStep.StepName => Kind.ToString();

    bool IRecordStep.RewritesThePast => Kind is HazardStepKind.Corrected or HazardStepKind.Transferred;
}
