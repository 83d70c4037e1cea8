using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.PublishedFigures;

/// <summary>How a published number relates to the true one.</summary>
public enum FigureRelation { Exactly, AtLeast, About }

/// <summary>A figure claimed in public, to be held against the records.</summary>
public sealed class PublishedFigure : Record
{
    /// <summary>The mechanism it belongs to, as in <c>council-hall</c>.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Mechanism { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Claim { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string ClaimEn { get; set; }

    public FigureRelation Relation { get; set; }

    /// <summary>The number, in thousandths of the metric's unit.</summary>
    public long AmountMilli { get; set; }

    /// <summary>Key of the metric that it is held against; null when there is no such metric.</summary>
    [MaxLength(TextLimits.Key)]
    public string? MetricKey { get; set; }

    /// <summary>Keys of the programmes that narrow the metric, separated by commas; null for none.</summary>
    [MaxLength(TextLimits.Title)]
    public string? Programmes { get; set; }

    /// <summary>Codes of the communities, separated by commas; null for all.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    public DateOnly PeriodFrom { get; set; }

    public DateOnly PeriodTo { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Source { get; set; }

    public DateOnly PublishedOn { get; set; }
}
