using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.Rotation;

/// <summary>The metric by which an exchange shall be judged, fixed before anything of it can be seen.</summary>
public sealed class PrimaryMetric
{
    public int Id { get; set; }

    /// <summary>First day of the exchange; it has one at most.</summary>
    public DateOnly ExchangeOn { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string MetricKey { get; set; }

    /// <summary>Who fixed it last.</summary>
    [MaxLength(TextLimits.Name)]
    public required string FixedBy { get; set; }

    /// <summary>UTC.</summary>
    public DateTime FixedAt { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    /// <summary>
    /// First day on which it can't be fixed any more: from then on the page tells what came of the exchange, and whoever chooses
    /// afterwards chooses what looks well.
    /// </summary>
    public static DateOnly TooLateFrom(DateOnly exchangeOn) => exchangeOn.AddDays(7 * EffectWindows.LeastWeeks);
}

internal sealed class RotationConfiguration : IEntityTypeConfiguration<PrimaryMetric>
{
    public void Configure(EntityTypeBuilder<PrimaryMetric> builder) => builder.HasIndex(x => x.ExchangeOn).IsUnique();
}
