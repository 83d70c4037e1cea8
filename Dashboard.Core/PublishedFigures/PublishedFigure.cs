using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.Data;
using Concentric.Time;

namespace Concentric.PublishedFigures;

/// <summary>How a published number relates to the true one.</summary>
public enum FigureRelation { Exactly, AtLeast, About }

/// <summary>A figure claimed in public, to be held against the records. Those who see the whole street read it.</summary>
[EnteredBy(EntryRight.KeepFigures)]
public sealed class PublishedFigure : StreetRecord, INonMetricRecord
{
    /// <summary>Key of the programme it was claimed for, as in <c>council-hall</c>.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Mechanism { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Claim { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string ClaimEn { get; set; }

    public FigureRelation Relation { get; set; }

    /// <summary>The number, in thousandths of the unit as people write it: yuan, tonnes, and per cent for a rate.</summary>
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

    /// <summary>Where it was published.</summary>
    [MaxLength(TextLimits.Title)]
    public required string Source { get; set; }

    public DateOnly PublishedOn { get; set; }

    /// <summary>Who answers for the claim and is told when it stops holding; null for the leaders.</summary>
    public int? OwnerId { get; set; }

    public DashboardUser? Owner { get; set; }

    /// <summary>The days it speaks of.</summary>
    public Period Period => new(PeriodFrom, PeriodTo);

    public string ClaimFor(CultureInfo culture) => culture.Pick(Claim, ClaimEn);

    /// <summary>The parts of a list that is kept as one text.</summary>
    public static IReadOnlyList<string> Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
