using System.Text.Json.Serialization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Overview;

/// <summary>All figures of the overview, from one snapshot. Small enough to travel in the page.</summary>
/// <param name="Sequence">Of the cube's snapshot.</param>
/// <param name="Kind">How the period was chosen.</param>
/// <param name="Today">The office's day at which it was looked.</param>
/// <param name="Tiles">The main figures.</param>
/// <param name="More">Further figures, without a trend.</param>
/// <param name="Months">Months of the trend, oldest first; the last is cut to the period's end.</param>
/// <param name="Received">Petitions received in each month.</param>
/// <param name="Closed">Petitions closed in each month.</param>
/// <param name="Communities">In ranking order.</param>
/// <param name="Ranked">How many communities of the street are ranked.</param>
/// <param name="Stages">The council hall's loop as it stands; empty for a period that is over, of whose end no stages are known.</param>
public sealed record OverviewFigures(
    long Sequence, Period Period, PeriodKind Kind, DateOnly Today, IReadOnlyList<Figure> Tiles, IReadOnlyList<Figure> More,
    IReadOnlyList<Period> Months,
    IReadOnlyList<double?> Received, IReadOnlyList<double?> Closed, IReadOnlyList<CommunityFigures> Communities, int Ranked,
    IReadOnlyList<StageFigures> Stages)
{
    /// <summary>Why the communities are not held against the street; none where they are.</summary>
    public RankingGap RankingGap { get; init; }

    /// <summary>How many of the first communities of the street can't be told apart; 0 where nothing can be told.</summary>
    public int FirstGroup { get; init; }

    /// <summary>True where the ranking is by a count for 1,000 households.</summary>
    [JsonIgnore]
    public bool IsByHouseholds => Communities.Any(line => line.PerThousand is not null);

    /// <summary>The period on the day at which it was looked.</summary>
    public PeriodOnDay When() => new(Period, Kind, Today);

    /// <summary>
    /// True when there is nothing yet to show of the period: no case of any main figure but those that stand from before.
    /// </summary>
    public bool IsBlank(MetricCatalogue catalogue) =>
        Tiles.Where(figure => !catalogue[figure.Key].IsStanding).All(figure => figure.Now.N == 0);

    /// <summary>A tile's or further figure's value by key, without its comparisons; 0 when the overview has no such figure.</summary>
    public double ValueOf(string key) => Tiles.Concat(More).FirstOrDefault(figure => figure.Key == key)?.Now.Value ?? 0;
}

/// <summary>A figure with what it is compared with.</summary>
/// <param name="Previous">The period before, or the part of it that answers to a period that runs; null when the records do not reach back
/// so far.</param>
/// <param name="YearBefore">The same a year earlier; null likewise.</param>
/// <param name="Trend">By month, oldest first; empty for figures shown without.</param>
public sealed record Figure(string Key, MetricValue Now, MetricValue? Previous, MetricValue? YearBefore, IReadOnlyList<double?> Trend)
{
    /// <summary>Of a rate of answers, between what it would lie had all been reached; null for others.</summary>
    public UnreachedSpan? Span { get; init; }

    /// <summary>By value, the trend's months too: a figure that has not moved is not drawn again.</summary>
    public bool Equals(Figure? other) => other is not null && Key == other.Key && Now == other.Now && Previous == other.Previous
        && YearBefore == other.YearBefore && Span == other.Span && Trend.SequenceEqual(other.Trend);

    public override int GetHashCode() => HashCode.Combine(Key, Now);
}

/// <summary>
/// A community's line in the ranking: its rank in the street, the cases of the figure that ranks, and one value for each of
/// <see cref="OverviewReader.RankingColumns"/>.
/// </summary>
public sealed record CommunityFigures(int CommunityId, int? Rank, double N, IReadOnlyList<double?> Values)
{
    /// <summary>How far the rank can be relied on, and whether the community stands out; null where it can't be told.</summary>
    public RankStanding? Standing { get; init; }

    /// <summary>Of a count that ranks, for 1,000 households; null for a rate or where households are not known.</summary>
    public double? PerThousand { get; init; }

    /// <summary>By what it is divided for that, with the day from which the number holds.</summary>
    public HouseholdsInForce? Households { get; init; }

    /// <summary>By value, as <see cref="Figure"/>.</summary>
    public bool Equals(CommunityFigures? other) => other is not null && CommunityId == other.CommunityId && Rank == other.Rank
        && N.Equals(other.N) && Standing == other.Standing && Nullable.Equals(PerThousand, other.PerThousand)
        && Nullable.Equals(Households, other.Households)
        && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(CommunityId, Rank, N);
}

/// <summary>Petitions that stand at a stage, and how many of them are late.</summary>
/// <param name="Key">The stage as metric keys write it, as in <c>fed-back</c>.</param>
public sealed record StageFigures(PetitionStage Stage, string Key, double Open, double Overdue);
