using Concentric.Data;

namespace Concentric.Petitions;

/// <summary>The rounds of a petition: its own columns tell of the present one, <see cref="Rounds"/> of every one.</summary>
public sealed partial class Petition : IRoundedRecord
{
    public List<PetitionRound> Rounds { get; } = [];

    IEnumerable<RecordRound> IRoundedRecord.Rounds => Rounds;

    private PetitionRound? First => Rounds.MinBy(round => round.Number);

    /// <summary>Day on which the present round began.</summary>
    public DateOnly TakenUpOn => Rounds.MaxBy(round => round.Number) is { Number: > 1 } present ? present.ReceivedOn : ReceivedOn;

    public void KeepRounds()
    {
        // A content resident settles it, whichever way the answers came in.
        if (ClosedOn is null) SettledOn = null;
        else if (CallBackValid && !IsUnsatisfied) SettledOn ??= CallBackOn;
        if (Rounds.Count == 0) Rounds.Add(new PetitionRound { Number = 1, PetitionId = Id });
        Rounds.MinBy(round => round.Number)!.ReceivedOn = ReceivedOn;
        Rounds.MaxBy(round => round.Number)!.Take(this);
        foreach (var round in Rounds)
        {
            (round.CommunityId, round.IsJoint, round.ArchivedAt) = (CommunityId, IsJoint, ArchivedAt);
            round.KeepProof(Place, round.Outcome == PetitionOutcome.Resolved ? round.ClosedOn : null);
        }
    }

    /// <summary>Leaves the present round as it is for good and begins another.</summary>
    public void BeginRound(DateOnly on, DateOnly dueOn)
    {
        KeepRounds();
        var ended = Rounds.MaxBy(round => round.Number)!;
        ended.ReopenedOn = on;
        Rounds.Add(new PetitionRound { Number = ended.Number + 1, PetitionId = Id, ReceivedOn = on });
        (ClosedOn, Outcome, WorkingDaysToClose, SettledOn, DueOn) = (null, null, null, null, dueOn);
        TakeAnswers(null, null);
        Stage = Stage > PetitionStage.Negotiated ? PetitionStage.Negotiated : Stage;
        ReopenedCount++;
    }
}
