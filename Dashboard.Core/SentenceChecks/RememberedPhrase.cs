using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.SentenceChecks;

/// <summary>What the office has said that a phrase of its reports means. It holds words around a number, and no number.</summary>
public sealed class RememberedPhrase
{
    /// <summary>The most that are kept.</summary>
    public const int Most = 2_000;

    /// <summary>Fewer letters than this say too little to be known by.</summary>
    public const int LeastLetters = 2;

    public int Id { get; set; }

    /// <summary>As <see cref="ReadClaim.Phrase"/>.</summary>
    [MaxLength(SentenceReader.MostPhrase)]
    public required string Phrase { get; set; }

    /// <summary>Key of the metric; null for a phrase that no metric counts.</summary>
    [MaxLength(TextLimits.Key)]
    public string? MetricKey { get; set; }

    /// <summary>Who said it.</summary>
    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }

    internal object Told() => new { Phrase, Metric = MetricKey };
}

internal sealed class RememberedPhraseConfiguration : IEntityTypeConfiguration<RememberedPhrase>
{
    public void Configure(EntityTypeBuilder<RememberedPhrase> builder) => builder.HasIndex(x => x.Phrase).IsUnique();
}
