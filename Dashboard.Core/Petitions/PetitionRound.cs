using Concentric.Data;

namespace Concentric.Petitions;

/// <summary>One round of a petition: taken up, closed, called back. Reopening begins the next one.</summary>
public sealed class PetitionRound : RecordRound
{
    public long PetitionId { get; set; }

    public Petition? Petition { get; set; }

    /// <summary>The petition's, as <see cref="RecordRound.CommunityId"/> is.</summary>
    public bool IsJoint { get; set; }

    /// <summary>Day of receipt; from the second round on, the day on which the petition was reopened.</summary>
    public DateOnly ReceivedOn { get; set; }

    public DateOnly DueOn { get; set; }

    /// <summary>Null while open, which only the last round is.</summary>
    public DateOnly? ClosedOn { get; set; }

    public PetitionOutcome? Outcome { get; set; }

    /// <summary>Working days from <see cref="ReceivedOn"/> to <see cref="ClosedOn"/>.</summary>
    public int? WorkingDaysToClose { get; set; }

    public DateOnly? CallBackOn { get; set; }

    public bool CallBackValid { get; set; }

    public bool CallBackResponded { get; set; }

    public bool CallBackResolved { get; set; }

    public Satisfaction? Satisfaction { get; set; }

    /// <inheritdoc cref="Petition.SettledOn"/>
    public DateOnly? SettledOn { get; set; }

    /// <summary>
    /// Day on which the petition was closed last before this round; null mostly. Of those that were closed twice in a period one is left
    /// out by it.
    /// </summary>
    public DateOnly? PreviousClosedOn { get; set; }

    /// <summary>The same for closings with the outcome resolved.</summary>
    public DateOnly? PreviousResolvedOn { get; set; }

    /// <summary>The same for call-backs at which the resident confirmed it.</summary>
    public DateOnly? PreviousConfirmedOn { get; set; }

    public override Record? Root => Petition;

    /// <summary>Takes what its petition says of the present round, and what came before.</summary>
    internal void Take(Petition petition)
    {
        (DueOn, ClosedOn, Outcome, WorkingDaysToClose) = (petition.DueOn, petition.ClosedOn, petition.Outcome, petition.WorkingDaysToClose);
        (CallBackOn, CallBackValid, CallBackResponded, CallBackResolved, Satisfaction) =
            (petition.CallBackOn, petition.CallBackValid, petition.CallBackResponded, petition.CallBackResolved, petition.Satisfaction);
        SettledOn = petition.SettledOn;
        var before = petition.Rounds.Where(round => round.Number < Number).ToList();
        PreviousClosedOn = before.Max(round => round.ClosedOn);
        PreviousResolvedOn = before.Where(round => round.Outcome == PetitionOutcome.Resolved).Max(round => round.ClosedOn);
        PreviousConfirmedOn = before.Where(round => round is { CallBackValid: true, CallBackResolved: true })
            .Max(round => round.CallBackOn);
    }
}
