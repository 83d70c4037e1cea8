using Concentric.CoBuilders;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>Whether a unit takes part in the ranking, and if not, why.</summary>
public enum Standing
{
    Ranked,

    /// <summary>Fewer records than the scheme's minimum.</summary>
    TooLittleEvidence,

    /// <summary>It left in the year.</summary>
    Left,

    /// <summary>It was merged into another unit, which its records count for.</summary>
    Merged,
}

/// <summary>A unit in a cycle.</summary>
/// <param name="Id">The co-builder.</param>
/// <param name="MergedIntoId">The unit into which it was merged; null for all others.</param>
public sealed record UnitProfile(long Id, string Name, string NameEn, CoBuilderKind Kind, DateOnly JoinedOn, DateOnly? LeftOn,
    long? MergedIntoId)
{
    /// <summary>Names it had before, the newest first.</summary>
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    public string NameFor(System.Globalization.CultureInfo culture) => culture.Pick(Name, NameEn);

    /// <summary>The days on which it took part.</summary>
    /// <param name="year">The cycle's year.</param>
    /// <param name="until">Last day that counts.</param>
    public Membership In(int year, DateOnly until)
    {
        var from = new DateOnly(year, 1, 1);
        return new(year, JoinedOn > from ? JoinedOn : from, LeftOn < until ? LeftOn.Value : until);
    }

    public Standing StandingOn(Measures measures, int minimum, DateOnly until) =>
        MergedIntoId is not null ? Standing.Merged
        : LeftOn <= until ? Standing.Left
        : measures.Records < minimum ? Standing.TooLittleEvidence
        : Standing.Ranked;
}

/// <summary>A unit with its score and place.</summary>
/// <param name="Rank">From 1, ties share one (1, 2, 2, 4); null when not ranked.</param>
public sealed record UnitLine(UnitProfile Unit, UnitInput Input, UnitScore Score, Standing Standing, int? Rank);

/// <summary>Ranks units by score.</summary>
public static class Standings
{
    /// <summary>Ranked ones first, the best first, ties by name; then the others.</summary>
    public static IReadOnlyList<UnitLine> Rank(Scheme scheme, DateOnly until, IEnumerable<(UnitProfile Unit, UnitInput Input)> units)
    {
        var scored = units.Select(one =>
            new UnitLine(one.Unit, one.Input, Scoring.Score(scheme, one.Input),
                one.Unit.StandingOn(one.Input.Measures, scheme.MinimumEvidence, until), null))
            .OrderBy(line => line.Standing).ThenByDescending(line => line.Score.Total).ThenBy(line => line.Unit.Name, NameOrder.Comparer)
                .ThenBy(line => line.Unit.Id).ToList();
        for (var i = 0; i < scored.Count && scored[i].Standing == Standing.Ranked; i++)
            scored[i] = scored[i] with { Rank = i > 0 && scored[i - 1].Score.Total == scored[i].Score.Total ? scored[i - 1].Rank : i + 1 };
        return scored;
    }

    /// <summary>The rank that a score would have among others.</summary>
    public static int RankOf(decimal total, IEnumerable<UnitLine> others) =>
        1 + others.Count(line => line.Rank is not null && line.Score.Total > total);
}
