using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Time;
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

    /// <summary>Weeks of each window over which it shall be judged, of <see cref="EffectWindows.Choices"/>; null for the longest.</summary>
    public int? Weeks { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    /// <summary>
    /// First day on which it can't be fixed any more: the exchange's own. From then on charts and lists show what comes of it, and
    /// whoever chooses afterwards chooses what looks well.
    /// </summary>
    public static DateOnly TooLateFrom(DateOnly exchangeOn) => exchangeOn;

    /// <summary>On which day of the exchange it was fixed, counted from 1; null for one that was fixed beforehand.</summary>
    public int? LateDay(OfficeClock clock) => clock.DayOf(FixedAt).DayNumber - ExchangeOn.DayNumber is var days
        && days >= 0 ? days + 1 : null;
}

internal sealed class RotationConfiguration : IEntityTypeConfiguration<PrimaryMetric>
{
    public void Configure(EntityTypeBuilder<PrimaryMetric> builder) => builder.HasIndex(x => x.ExchangeOn).IsUnique();
}
