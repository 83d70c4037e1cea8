using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Metrics;

/// <summary>How a target is spread over the days that it is for.</summary>
public enum TargetSpread
{
    /// <summary>Evenly over all days.</summary>
    Days,

    /// <summary>Evenly over working days, by the office's calendar.</summary>
    WorkingDays,

    /// <summary>As the figure came in the same days a year before; by working days where there was nothing then.</summary>
    YearBefore,
}

/// <summary>
/// A target that the office has set for a metric, for the street or one community: for the days from one to another, or for each
/// year. Read by <see cref="MetricTargets"/>.
/// </summary>
public sealed class MetricTarget
{
    public int Id { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string MetricKey { get; set; }

    /// <summary>The community whose target it is; null for the street's.</summary>
    public int? CommunityId { get; set; }

    /// <summary>First of its days; null, as <see cref="LastDay"/> is then, for one of each year.</summary>
    public DateOnly? FirstDay { get; set; }

    public DateOnly? LastDay { get; set; }

    /// <summary>Thousandths of the metric's unit for all its days; rates in thousandths of 1.</summary>
    public long AmountMilli { get; set; }

    public TargetSpread Spread { get; set; }

    /// <summary>Why it was set so.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Reason { get; set; }

    /// <summary>Who set it; null for one that came with the store.</summary>
    [MaxLength(TextLimits.Name)]
    public string? SetBy { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? SetAt { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    /// <summary>In the metric's unit; a rate as a fraction.</summary>
    public double Amount => AmountMilli / 1_000.0;

    /// <summary>As it is entered: in thousandths of the unit, a rate in thousandths of a per cent.</summary>
    public long EnteredMilli(Metric metric) => metric.IsRate ? AmountMilli * 100 : AmountMilli;

    /// <summary>True when both are for the same slice and some of their days are the same.</summary>
    public bool Overlaps(MetricTarget other) => MetricKey == other.MetricKey && CommunityId == other.CommunityId
        && (FirstDay is null
            ? other.FirstDay is null
            : other.FirstDay is not null && FirstDay <= other.LastDay && other.FirstDay <= LastDay);

    internal object Told() => new { Metric = MetricKey, CommunityId, FirstDay, LastDay, Target = Amount, Spread, Reason };
}
