using System.ComponentModel.DataAnnotations;

namespace Concentric.PublishedFigures;

/// <summary>How a claim stood when it was last looked at: kept only to notice that it has changed.</summary>
public sealed class ClaimStanding
{
    /// <summary>The claim.</summary>
    [Key]
    public long ClaimId { get; set; }

    public PublishedFigure? Claim { get; set; }

    public ClaimVerdict Verdict { get; set; }

    /// <summary>Counted up with every change; tells one change's notices from the next one's.</summary>
    public long Changes { get; set; }

    /// <summary>Instant (UTC) since which it has stood so.</summary>
    public DateTime Since { get; set; }
}
