using Concentric.Data;

namespace Concentric.Hazards;

/// <summary>
/// One round of a hazard: found, rectified, verified. It begins anew when the rectification is returned, or the hazard found again.
/// </summary>
public sealed class HazardRound : RecordRound
{
    public long HazardId { get; set; }

    public Hazard? Hazard { get; set; }

    /// <summary>The hazard's, as <see cref="RecordRound.CommunityId"/> is.</summary>
    public HazardSeverity Severity { get; set; }

    /// <inheritdoc cref="Severity"/>
    public bool IsFireLane { get; set; }

    /// <summary>Day of finding; from the second round on, the day on which it was returned or found again.</summary>
    public DateOnly FoundOn { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>
    /// The first day on which it is overdue if it is still open: the day after the due date, but not before the round began.
    /// </summary>
    public DateOnly OverdueFrom { get; set; }

    /// <summary>Null while open, which only the last round is.</summary>
    public DateOnly? RectifiedOn { get; set; }

    public DateOnly? VerifiedOn { get; set; }

    /// <summary>
    /// Day on which the hazard was rectified last before this round; null mostly. Of those rectified twice in a period one is left out by
    /// it.
    /// </summary>
    public DateOnly? PreviousRectifiedOn { get; set; }

    /// <summary>The same for verifications.</summary>
    public DateOnly? PreviousVerifiedOn { get; set; }

    public override Record? Root => Hazard;

    /// <summary>Takes what its hazard says of the present round, and what came before.</summary>
    internal void Take(Hazard hazard)
    {
        (DueOn, RectifiedOn, VerifiedOn) = (hazard.DueOn, hazard.RectifiedOn, hazard.VerifiedOn);
        OverdueFrom = DueOn < FoundOn ? FoundOn : DueOn.AddDays(1);
        var before = hazard.Rounds.Where(round => round.Number < Number).ToList();
        PreviousRectifiedOn = before.Max(round => round.RectifiedOn);
        PreviousVerifiedOn = before.Max(round => round.VerifiedOn);
    }
}
