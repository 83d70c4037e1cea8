using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Visits;

/// <summary>A home visit (入户走访): one round of a visitor, reaching one household or several.</summary>
public sealed class Visit : CommunityRecord
{
    public DateOnly VisitedOn { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Visitor { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    public List<VisitHousehold> Households { get; } = [];
}

/// <summary>A household that a visit reached, or found nobody home at.</summary>
public sealed class VisitHousehold : IRecordPart
{
    public long VisitId { get; set; }

    public Visit? Visit { get; set; }

    public long HouseholdId { get; set; }

    public Household? Household { get; set; }

    /// <summary>True when nobody was home: the visit was made, but the household was not reached.</summary>
    public bool NobodyHome { get; set; }

    Record? IRecordPart.Root => Visit;
}

/// <summary>A household by its address; no name is kept.</summary>
public sealed class Household
{
    public long Id { get; set; }

    public int CommunityId { get; set; }

    public Community? Community { get; set; }

    /// <summary>As <see cref="Rules.HouseholdAddress"/> writes it, as in 7-2-301; unique within the community.</summary>
    [Personal(Field = VisitRecords.Reached + "," + VisitRecords.NobodyHome), MaxLength(TextLimits.Number)]
    public required string Address { get; set; }
}
