using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concentric.SentenceChecks;

/// <summary>
/// A text with the outcome of its check, kept by whoever checked it and read by nobody else: a draft may name residents, and is its
/// writer's until it is handed in.
/// </summary>
public sealed class KeptCheck
{
    /// <summary>The most that an account keeps.</summary>
    public const int MostOfOne = 100;

    /// <summary>Days after it was last kept on which it is deleted: next year's report can be held against it, and no more.</summary>
    public const int KeptDays = 400;

    /// <summary>The longest that choices or outcome may be, in UTF-16 units.</summary>
    public const int MostTold = 1_000_000;

    public int Id { get; set; }

    /// <summary>The account that keeps it.</summary>
    public int UserId { get; set; }

    public DashboardUser? User { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Title { get; set; }

    [MaxLength(SentenceChecker.MostText)]
    public required string Text { get; set; }

    /// <summary>The day from which it is read.</summary>
    public DateOnly WrittenOn { get; set; }

    /// <summary>Period of what the text does not say.</summary>
    public DateOnly PeriodFrom { get; set; }

    public DateOnly PeriodTo { get; set; }

    /// <summary>Codes, separated by commas; null for the whole street.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Communities { get; set; }

    /// <summary><see cref="ClaimChoice"/>s as JSON.</summary>
    [MaxLength(MostTold)]
    public required string Choices { get; set; }

    /// <summary><see cref="KeptOutcome"/>s as JSON.</summary>
    [MaxLength(MostTold)]
    public required string Outcome { get; set; }

    /// <summary>Numbers that were found.</summary>
    public int Claims { get; set; }

    /// <summary>Those of them that were not borne out.</summary>
    public int Unsupported { get; set; }

    /// <summary>Instant (UTC) when it was kept last.</summary>
    public DateTime At { get; set; }
}

/// <summary>What was found of a claim when its check was kept.</summary>
/// <param name="Key"><see cref="CheckedClaim.Key"/>.</param>
/// <param name="Recorded">The figure then; null without one.</param>
public sealed record KeptOutcome(string Key, SentenceVerdict Verdict, string? Metric, double? Recorded);

/// <summary>A claim of which the records say otherwise than when its check was kept.</summary>
/// <param name="Number">Among the claims of the text, from 1.</param>
public sealed record ClaimShift(int Number, CheckedClaim Now, KeptOutcome Then);

internal sealed class KeptCheckConfiguration : IEntityTypeConfiguration<KeptCheck>
{
    public void Configure(EntityTypeBuilder<KeptCheck> builder)
    {
        // An account's own, and that no two of them have one title.
        builder.HasIndex(x => new { x.UserId, x.Title }).IsUnique();
        // Which are to be deleted.
        builder.HasIndex(x => x.At);
    }
}
