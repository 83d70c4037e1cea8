using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;

namespace Concentric.Wishes;

/// <summary>A wish (心愿) of the wish grocery: raised, claimed, fulfilled.</summary>
public sealed partial class Wish : CommunityRecord, INumberedRecord
{
    [MaxLength(TextLimits.Number)]
    public required string Number { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    [Personal, MaxLength(TextLimits.Name)]
    public string? Wisher { get; set; }

    public DateOnly RaisedOn { get; set; }

    public DateOnly? ClaimedOn { get; set; }

    /// <summary>Who claimed it, when not a co-builder.</summary>
    [Personal, MaxLength(TextLimits.Name)]
    public string? ClaimedBy { get; set; }

    public long? CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public DateOnly? FulfilledOn { get; set; }

    int INumberedRecord.NumberYear => RaisedOn.Year;
}
