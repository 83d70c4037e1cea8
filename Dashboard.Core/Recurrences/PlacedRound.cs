using Concentric.Data;

namespace Concentric.Recurrences;

/// <summary>What of a round tells whether its matter came back: of petitions and hazards alike.</summary>
internal sealed record PlacedRound
{
    public required long Id { get; init; }

    public required long RecordId { get; init; }

    public required int Number { get; init; }

    public required string PlaceKey { get; init; }

    public required int CommunityId { get; init; }

    public required string Category { get; init; }

    /// <summary>Day on which the round began: of the first one, the day on which the matter came up.</summary>
    public required DateOnly BeganOn { get; init; }

    public required DateOnly? ProofDueOn { get; init; }

    public required DateOnly? ReopenedOn { get; init; }

    public required DateOnly? CameBackOn { get; init; }

    public required long? CameBackAsId { get; init; }

    /// <summary>Which rounds of some places don't say yet when, and as which record, they came back; with what they are to say.</summary>
    /// <param name="rounds">All that are kept at these places.</param>
    public static IEnumerable<(PlacedRound Round, DateOnly? On, long? AsId)> FindChanged(IEnumerable<PlacedRound> rounds)
    {
        foreach (var same in rounds.GroupBy(round => (round.PlaceKey, round.CommunityId, round.Category)))
        {
            var arrivals = same.Where(round => round.Number == 1).OrderBy(round => round.BeganOn).ThenBy(round => round.RecordId).ToList();
            foreach (var round in same)
            {
                var (on, asId) = Find(round, arrivals);
                if ((on, asId) != (round.CameBackOn, round.CameBackAsId)) yield return (round, on, asId);
            }
        }
    }

    private static (DateOnly? On, long? AsId) Find(PlacedRound round, List<PlacedRound> arrivals)
    {
        if (round.ProofDueOn is not { } last) return (null, null);
        var fixedOn = last.AddDays(-RecordRound.ProofDays);
        var other = arrivals.Find(one => one.RecordId != round.RecordId && one.BeganOn > fixedOn && one.BeganOn <= last);
        // Taken up again: the same matter, even on the day on which it was closed.
        if (round.ReopenedOn is { } again && again <= last && (other is null || again <= other.BeganOn)) return (again, round.RecordId);
        return (other?.BeganOn, other?.RecordId);
    }
}
