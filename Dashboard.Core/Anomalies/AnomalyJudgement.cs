using Concentric.ProcessCharts;

namespace Concentric.Anomalies;

/// <summary>How a community's share stands beside the street's.</summary>
/// <param name="AsStreet">Within which a community with so many cases is as the street.</param>
/// <param name="IsWorthAsking">True above it. Below it there is nothing to ask: nobody is asked for what did not happen.</param>
public readonly record struct AnomalyStanding(UsualRange AsStreet, bool IsWorthAsking);

/// <summary>
/// Which communities are worth asking: those whose share is beyond what so few cases, and what all communities differ by, make it.
/// </summary>
/// <remarks>
/// The funnel of communities beside each other, with its limits for all questions of the page together (Šidák 1967), so that of streets
/// in which nothing is the matter at most one in twenty has any community marked on the page. A false discovery rate (Benjamini and
/// Hochberg 1995) would let one in twenty marks be false instead of one in twenty pages, and has no range that could be shown beside a
/// share. The simulation is in docs/decisions/published-figures-and-second-looks.md.
/// </remarks>
public static class AnomalyJudgement
{
    /// <summary>Of single shares in which nothing is the matter, so many look high by chance when each is looked at alone.</summary>
    public const double AloneByChance = 0.05;

    /// <summary>
    /// So many times the questions are reckoned with: by how much communities differ is estimated anew for each, from few of them.
    /// </summary>
    private const int Doubted = 4;

    /// <summary>How many questions are held against the street together.</summary>
    public static int Questions { get; } = Enum.GetValues<Anomaly>().Count(IsJudged);

    /// <summary>
    /// False for records entered in batches: ten of one evening are one event, and chance has no known size in their share.
    /// </summary>
    public static bool IsJudged(Anomaly sign) => sign != Anomaly.Backdated;

    /// <summary>
    /// The communities that can be held against the street, by id; none where they are too few, all alike, or differ so much that nothing
    /// could ever be marked. One whose limit reaches the end of the scale is left out: it would be an all-clear that nobody has looked for.
    /// </summary>
    /// <param name="least">The fewest cases with which a community is compared.</param>
    public static IReadOnlyDictionary<int, AnomalyStanding> Of(AnomalyTable table, int least)
    {
        var units = UnitsOf(table, least);
        if (!IsJudged(table.Anomaly) || FunnelOf(units) is not { } funnel) return new Dictionary<int, AnomalyStanding>();
        return units.Select(unit => (Unit: unit, Limits: funnel.Limits(unit.Exposure)))
            .Where(one => funnel.Tells(one.Unit.Exposure, +1) || one.Limits.SideOf(one.Unit.Value) > 0)
            .ToDictionary(one => one.Unit.Id, one => new AnomalyStanding(one.Limits, one.Limits.SideOf(one.Unit.Value) > 0));
    }

    /// <summary>True where communities differ too much for any of them to be held against the street.</summary>
    /// <inheritdoc cref="Of"/>
    public static bool DiffersTooMuch(AnomalyTable table, int least) =>
        IsJudged(table.Anomaly) && FunnelOf(UnitsOf(table, least)) is { } funnel && !funnel.Tells(+1);

    private static List<FunnelUnit> UnitsOf(AnomalyTable table, int least) => [.. table.Communities
        .Where(line => line.N >= least && line.N > 0).Select(line => new FunnelUnit(line.CommunityId, line.Share!.Value, line.N))];

    private static Funnel? FunnelOf(List<FunnelUnit> units) => Funnel.Of(FunnelScale.Rate, units, together: Questions * Doubted);
}
