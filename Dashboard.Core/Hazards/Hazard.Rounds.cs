using Concentric.Data;

namespace Concentric.Hazards;

/// <summary>The rounds of a hazard: its own columns tell of the present one, <see cref="Rounds"/> of every one.</summary>
public sealed partial class Hazard : IRoundedRecord
{
    public List<HazardRound> Rounds { get; } = [];

    IEnumerable<RecordRound> IRoundedRecord.Rounds => Rounds;

    private HazardRound? First => Rounds.MinBy(round => round.Number);

    /// <summary>Day on which the present round began.</summary>
    private DateOnly TakenUpOn => Rounds.MaxBy(round => round.Number) is { Number: > 1 } present ? present.FoundOn : FoundOn;

    public void KeepRounds()
    {
        if (Rounds.Count == 0) Rounds.Add(new HazardRound { Number = 1, HazardId = Id });
        Rounds.MinBy(round => round.Number)!.FoundOn = FoundOn;
        Rounds.MaxBy(round => round.Number)!.Take(this);
        foreach (var round in Rounds)
        {
            (round.CommunityId, round.Severity, round.IsFireLane, round.ArchivedAt) = (CommunityId, Severity, IsFireLane, ArchivedAt);
            round.KeepProof(Place, round.RectifiedOn);
        }
    }

    /// <summary>Leaves the present round as it is for good and begins another.</summary>
    public void BeginRound(DateOnly on, DateOnly dueOn)
    {
        KeepRounds();
        var ended = Rounds.MaxBy(round => round.Number)!;
        ended.ReopenedOn = on;
        Rounds.Add(new HazardRound { Number = ended.Number + 1, HazardId = Id, FoundOn = on });
        (RectifiedOn, RectifiedBy, VerifiedOn, VerifiedBy, DueOn) = (null, null, null, null, dueOn);
    }
}
