namespace Concentric.Metrics;

/// <summary>A unit's place in a ranking.</summary>
/// <param name="Id">The unit.</param>
/// <param name="Value">What it is ranked by.</param>
/// <param name="Rank">From 1; units with the same value share a rank. Null when not ranked: no cases, or fewer than the minimum.</param>
public sealed record Ranked(int Id, MetricValue Value, int? Rank);

/// <summary>Ranks units by a metric.</summary>
public static class Ranking
{
    /// <summary>Ranked units first, best first, ties in the order given (1, 2, 2, 4); then those not ranked.</summary>
    /// <param name="minimum">Least n with which a unit is ranked; applies to rates, whose n is the number of cases.</param>
    public static IReadOnlyList<Ranked> Of(Metric metric, IEnumerable<(int Id, MetricValue Value)> units, int minimum)
    {
        var all = units.ToList();
        var ranked = all.Where(unit => unit.Value.Value is not null && (!metric.IsRate || unit.Value.N >= minimum)).ToList();
        var ordered = metric.Polarity == Polarity.LessIsBetter
            ? ranked.OrderBy(unit => unit.Value.Value).ToList()
            : ranked.OrderByDescending(unit => unit.Value.Value).ToList();
        var result = new List<Ranked>(all.Count);
        for (var i = 0; i < ordered.Count; i++)
        {
            var tied = i > 0 && ordered[i].Value.Value == ordered[i - 1].Value.Value;
            result.Add(new(ordered[i].Id, ordered[i].Value, tied ? result[i - 1].Rank : i + 1));
        }
        result.AddRange(all.Except(ranked).Select(unit => new Ranked(unit.Id, unit.Value, null)));
        return result;
    }
}
