using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Metrics;

/// <summary>
/// A target that the office has set for a metric: for a year and all communities together. Read by <see cref="StreetTargets"/>.
/// </summary>
public sealed class MetricTarget
{
    public int Id { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string MetricKey { get; set; }

    /// <summary>Thousandths of the metric's unit for a period of one year; rates in thousandths of 1.</summary>
    public long AmountMilli { get; set; }
}
