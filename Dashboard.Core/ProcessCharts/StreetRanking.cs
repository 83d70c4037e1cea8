using System.Globalization;
using System.Text.Json.Serialization;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>What a community's figure says beside the street's.</summary>
public enum BesideStreet
{
    /// <summary>Not judged.</summary>
    Unknown,

    /// <summary>No further from the street than so few cases, and what all communities differ by, make it.</summary>
    AsStreet,

    /// <summary>Beyond that, for the better.</summary>
    Better,

    /// <summary>Beyond that, for the worse.</summary>
    Worse,

    /// <summary>Beyond that, where neither side is better.</summary>
    Different,
}

/// <summary>Why communities are not held against the street.</summary>
public enum RankingGap
{
    /// <summary>They are.</summary>
    None,

    /// <summary>The figure is a sum, a median or a mixture, or counts different ones: chance has no known size in it.</summary>
    NotComparable,

    /// <summary>Fewer than <see cref="Funnel.LeastUnits"/> communities are ranked.</summary>
    TooFewCommunities,

    /// <summary>Nothing happened in any of them, or all was done in each.</summary>
    AllAlike,

    /// <summary>A count, and of some community no households are known.</summary>
    NoHouseholds,
}

/// <summary>How far a community's rank can be relied on, and whether it stands out. Small enough to travel in a page.</summary>
/// <param name="From">The best rank that the figures leave open.</param>
/// <param name="To">The worst.</param>
/// <param name="Group">Counted from 0 in the order of ranks; those of one group can't be told from its first.</param>
public sealed record RankStanding(int From, int To, int Group, BesideStreet Beside)
{
    /// <summary>As it is written: <c>1–4</c>, or <c>3</c> where only one rank is left.</summary>
    [JsonIgnore]
    public string Range => From == To ? From.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{From}–{To}");

    /// <summary>True for what a person should look at.</summary>
    [JsonIgnore]
    public bool StandsOut => Beside > BesideStreet.AsStreet;

    /// <summary>Told apart by shape, not by colour alone; empty for one that is as the street.</summary>
    [JsonIgnore]
    public string Sign => Beside switch
    {
        BesideStreet.Better => "◆",
        BesideStreet.Worse => "■",
        BesideStreet.Different => "▲",
        _ => "",
    };
}

/// <summary>A community's line among those of the street.</summary>
/// <param name="Value">Its own figure.</param>
/// <param name="Rank">From 1; null when not ranked.</param>
/// <param name="PerThousand">Of a count, for 1,000 households; null for a rate or where households are not known.</param>
/// <param name="Standing">Null where it can't be told.</param>
/// <param name="AsStreet">Within which it would be as the street: a fraction, or for 1,000 households; null where it can't be told.</param>
public sealed record RankedCommunity(int Id, MetricValue Value, int? Rank, double? PerThousand, RankStanding? Standing,
    UsualRange? AsStreet)
{
    /// <summary>By what a count is divided, in force on the last day of the period; null as <see cref="PerThousand"/> is.</summary>
    public HouseholdsInForce? Households { get; init; }

    /// <summary>By what it is ranked.</summary>
    public double? Compared => PerThousand ?? Value.Value;
}

/// <summary>The communities of a street beside each other: counts by 1,000 households where all are known.</summary>
/// <param name="Funnel">Null where they can't be held against the street; <paramref name="Gap"/> says why.</param>
/// <param name="Communities">Ranked ones first, best first; then those not ranked.</param>
public sealed record StreetRanking(RankingGap Gap, Funnel? Funnel, IReadOnlyList<RankedCommunity> Communities)
{
    /// <summary>Households that counts are told for.</summary>
    public const int Households = 1_000;

    /// <summary>True where a count is told for 1,000 households.</summary>
    public bool IsByHouseholds => Communities.Any(one => one.PerThousand is not null);

    /// <summary>How many are ranked.</summary>
    public int Ranked => Communities.Count(one => one.Rank is not null);

    /// <summary>How many of the first can't be told apart; 0 where nothing can be told.</summary>
    public int FirstGroup => Communities.Count(one => one.Standing is { Group: 0 });

    /// <summary>How many groups can be told apart; 0 where nothing can be told.</summary>
    public int Groups => Communities.Max(one => one.Standing?.Group + 1) ?? 0;

    /// <summary>
    /// False where communities differ so much, or have so few cases, that none could ever be told from the street: that none stands out
    /// then says nothing.
    /// </summary>
    public bool TellsBeside => Communities.Any(one => one.AsStreet is not null);

    /// <summary>Reads the communities of a street from the cube and holds them against it.</summary>
    /// <param name="households">Those in force on the last day of the period are taken.</param>
    /// <inheritdoc cref="Of"/>
    public static StreetRanking Read(CubeSnapshot snapshot, Metric metric, Period period, DateOnly today, IEnumerable<int> communities,
        HouseholdHistory households, int minimum) =>
        Of(metric, [.. communities.Select(id => (id, snapshot.For([id]).Read(metric, period, today)))],
            snapshot.For(null).Read(metric, period, today), households.On(period.To), minimum);

    /// <summary>Ranks the communities of a street by a metric and holds them against it.</summary>
    /// <param name="street">The street's own figure, which is the centre for a rate.</param>
    /// <param name="households">By community, as of the last day of the period; of one that is missing they are not known.</param>
    /// <param name="minimum">Least cases with which a community is ranked by a rate.</param>
    public static StreetRanking Of(Metric metric, IReadOnlyList<(int Id, MetricValue Value)> communities, MetricValue street,
        IReadOnlyDictionary<int, HouseholdsInForce> households, int minimum)
    {
        var values = communities.ToDictionary(one => one.Id, one => one.Value);
        if (ScaleOf(metric) is not { } scale)
            return new(RankingGap.NotComparable, null, [.. Plain(Ranking.Of(metric, communities, minimum))]);
        var isCount = scale == FunnelScale.Events;
        if (isCount && communities.Any(one => !households.ContainsKey(one.Id)))
            return new(RankingGap.NoHouseholds, null, [.. Plain(Ranking.Of(metric, communities, minimum))]);

        var places = Ranking.Of(metric, isCount
            ? communities.Select(one => (one.Id, new MetricValue(one.Value.Value / Thousands(one.Id)))) : communities, minimum);
        var units = places.Where(place => place.Rank is not null).Select(place =>
            new FunnelUnit(place.Id, place.Value.Value!.Value, isCount ? Thousands(place.Id) : place.Value.N)).ToList();
        var funnel = Funnel.Of(scale, units, isCount ? null : street.Value);
        if (funnel is null)
            return new(units.Count < Funnel.LeastUnits ? RankingGap.TooFewCommunities : RankingGap.AllAlike, null,
                [.. Lines(places, null)]);
        var ranges = FunnelRanks.Of(funnel, units, [.. places.Take(units.Count).Select(place => place.Rank!.Value)],
            metric.Polarity != Polarity.LessIsBetter);
        return new(RankingGap.None, funnel, [.. Lines(places, ranges)]);

        double Thousands(int id) => households[id].Households / (double)Households;

        IEnumerable<RankedCommunity> Plain(IEnumerable<Ranked> ranked) =>
            ranked.Select(place => new RankedCommunity(place.Id, place.Value, place.Rank, null, null, null));

        IEnumerable<RankedCommunity> Lines(IReadOnlyList<Ranked> ranked, IReadOnlyList<RankRange>? standing)
        {
            for (var i = 0; i < ranked.Count; i++)
            {
                var place = ranked[i];
                double? perThousand = isCount ? place.Value.Value : null;
                HouseholdsInForce? dividedBy = isCount ? households[place.Id] : null;
                if (standing is null || i >= standing.Count)
                {
                    yield return new(place.Id, values[place.Id], place.Rank, perThousand, null, null) { Households = dividedBy };
                    continue;
                }

                var limits = funnel!.Limits(units[i].Exposure);
                var side = limits.SideOf(units[i].Value);
                var isTold = side != 0 || funnel.Tells(units[i].Exposure, +1) || funnel.Tells(units[i].Exposure, -1);
                yield return new(place.Id, values[place.Id], place.Rank, perThousand, new(standing[i].From, standing[i].To,
                    standing[i].Group, isTold ? BesideOf(metric, side) : BesideStreet.Unknown), isTold ? limits : null)
                { Households = dividedBy };
            }
        }
    }

    /// <summary>How chance works in a metric's figure; null where that is not known.</summary>
    public static FunnelScale? ScaleOf(Metric metric) => metric switch
    {
        WeightedMetric => null,
        { IsRate: true } => FunnelScale.Rate,
        { IsStanding: true } => FunnelScale.Events,
        _ => VariationReader.ModelOf(metric) == ProcessModel.Events ? FunnelScale.Events : null,
    };

    private static BesideStreet BesideOf(Metric metric, int side) => side == 0 ? BesideStreet.AsStreet
        : metric.Polarity == Polarity.Neutral ? BesideStreet.Different
        : side > 0 == (metric.Polarity == Polarity.MoreIsBetter) ? BesideStreet.Better : BesideStreet.Worse;
}
