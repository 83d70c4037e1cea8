using Concentric.Data;
using Concentric.Metrics;
using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>Communities held against the street: who is ranked by what, who stands out, and where nothing can be told.</summary>
public sealed class StreetRankingTests
{
    private static readonly MetricCatalogue Catalogue = new(new MetricOptions());
    private static readonly Metric OnTime = Catalogue["petitions.on-time-rate"];
    private static readonly Metric Reopened = Catalogue["petitions.reopened-rate"];
    private static readonly Metric Resolved = Catalogue["petitions.resolved"];
    private static readonly Metric Overdue = Catalogue["overdue.items"];
    private static readonly Dictionary<int, HouseholdsInForce> Households =
        Enumerable.Range(1, 8).ToDictionary(id => id, id => new HouseholdsInForce(id * 500, new(2020, 1, 1)));

    [Fact]
    public void WhoIsFarBelowTheStreet_IsWorse_OrBetter_ByTheMetric()
    {
        Assert.Equal([BesideStreet.AsStreet, BesideStreet.Worse], Beside(OnTime, Rates(0.3)));
        Assert.Equal([BesideStreet.Better, BesideStreet.AsStreet], Beside(Reopened, Rates(0.3)));
        Assert.Equal([BesideStreet.AsStreet], Beside(OnTime, Rates(0.88)));
    }

    [Fact]
    public void ItsNIsThatOfTheRateThatRanks_AndTooFewAreNotRanked()
    {
        var ranking = Of(OnTime, [.. Rates(0.9), (8, new(0, 0, 4))]);
        var few = ranking.Communities[^1];
        Assert.Equal((8, null, null), (few.Id, few.Rank, few.Standing));
        Assert.Equal(7, ranking.Ranked);
        Assert.Equal(7, ranking.FirstGroup);
        // So few cases say little: it could have any rank.
        var withFive = Of(OnTime, [.. Rates(0.9), (8, new(0.8, 4, 5))]).Communities[^1];
        Assert.Equal((8, 8, new RankStanding(1, 8, 0, BesideStreet.AsStreet)), (withFive.Id, withFive.Rank, withFive.Standing));
    }

    [Fact]
    public void WhereCommunitiesDifferTooMuch_NoneIsCalledAsTheStreet_ButRanksAreTold()
    {
        double[] rates = [0.97, 0.95, 0.93, 0.4, 0.2, 0.1, 0.05];
        var ranking = Of(OnTime, [.. rates.Select((rate, i) => (i + 1, new MetricValue(rate, rate * 100, 100)))]);
        Assert.Equal(RankingGap.None, ranking.Gap);
        Assert.False(ranking.TellsBeside);
        Assert.All(ranking.Communities, one => Assert.Equal((BesideStreet.Unknown, null), (one.Standing!.Beside, one.AsStreet)));
        Assert.True(ranking.Groups > 1, $"{ranking.Groups}");
        Assert.True(Of(OnTime, Rates(0.88)).TellsBeside);
    }

    [Fact]
    public void Counts_AreRankedByThousandHouseholds()
    {
        // The largest has most, and least for its size.
        var ranking = Of(Resolved, [.. Enumerable.Range(1, 8).Select(id => (id, new MetricValue(20 + id)))]);
        Assert.Equal(RankingGap.None, ranking.Gap);
        Assert.Equal(Enumerable.Range(1, 8), ranking.Communities.Select(one => one.Id));
        Assert.Equal((21, 42.0, 1), (ranking.Communities[0].Value.Value, ranking.Communities[0].PerThousand, ranking.Communities[0].Rank));
        Assert.Equal(7.0, ranking.Communities[7].PerThousand);
        Assert.All(ranking.Communities, one => Assert.Equal(Households[one.Id], one.Households));
        Assert.Equal(8, Of(Overdue, [.. Enumerable.Range(1, 8).Select(id => (id, new MetricValue(20 + id)))]).Communities[0].Id);
    }

    [Fact]
    public void WhereHouseholdsAreNotKnown_CountsAreRankedAsTheyAre_AndNotJudged()
    {
        Dictionary<int, HouseholdsInForce> known = new(Households);
        known.Remove(3);
        var ranking = StreetRanking.Of(Resolved, [.. Enumerable.Range(1, 8).Select(id => (id, new MetricValue(20 + id)))], new(196),
            known, 5);
        Assert.Equal((RankingGap.NoHouseholds, null), (ranking.Gap, ranking.Funnel));
        Assert.Equal((8, 1, null, null), (ranking.Communities[0].Id, ranking.Communities[0].Rank, ranking.Communities[0].PerThousand,
            ranking.Communities[0].Standing));
    }

    [Fact]
    public void WhatCannotBeHeldAgainstTheStreet_IsRanked_AndSaysWhy()
    {
        Assert.Equal(RankingGap.TooFewCommunities, Of(OnTime, [.. Rates(0.3).Take(4)]).Gap);
        Assert.Equal(RankingGap.None, Of(OnTime, [.. Rates(0.3).Take(5)]).Gap);
        Assert.Equal(RankingGap.AllAlike, Of(OnTime, [.. Enumerable.Range(1, 7).Select(id => (id, new MetricValue(1, 9, 9)))]).Gap);
        Assert.Equal(RankingGap.AllAlike, Of(Overdue, [.. Enumerable.Range(1, 7).Select(id => (id, new MetricValue(0)))]).Gap);
        foreach (var key in (string[])["contributions.yuan", "petitions.days-to-close", "score.three-rates", "visits.households",
            "activities.attendance"])
        {
            var ranking = Of(Catalogue[key], [.. Enumerable.Range(1, 7).Select(id => (id, new MetricValue(id, id, 9)))]);
            Assert.Equal((key, RankingGap.NotComparable, 1), (key, ranking.Gap, ranking.Communities[0].Rank));
        }

        Assert.Empty(Of(OnTime, []).Communities);
    }

    [Fact]
    public void TheCentre_IsTheStreetsOwnRate()
    {
        // Records of several communities count in each, and once in the street.
        var ranking = StreetRanking.Of(OnTime, Rates(0.9), new(0.85, 85, 100), Households, 5);
        Assert.Equal(0.85, ranking.Funnel!.Centre);
        Assert.All(ranking.Communities, one => Assert.True(one.AsStreet!.Value.Lower < 0.85 && one.AsStreet.Value.Upper > 0.85));
    }

    [Theory]
    [InlineData(33.8, 41, 63, 0.5365, 0.8857)]
    [InlineData(0, 5, 10, 0, 0.5)]
    [InlineData(5, 5, 5, 1, 1)]
    [InlineData(0, 0, 4, 0, 1)]
    public void HadAllBeenReached_ARateLiesBetween(double yes, double reached, double asked, double low, double high)
    {
        var span = UnreachedSpan.Of(new(reached == 0 ? null : yes / reached, yes, reached), new(reached / asked, reached, asked))!.Value;
        Assert.Equal((low, high), (Math.Round(span.Low, 4), Math.Round(span.High, 4)));
        Assert.Equal((reached, asked), (span.Reached, span.Asked));
    }

    [Fact]
    public void WhereNobodyWasAsked_ThereIsNoSpan() => Assert.Null(UnreachedSpan.Of(new(null, 0, 0), new(null, 0, 0)));

    /// <summary>Seven communities of 60 cases each: six about 0.9, the last as given.</summary>
    private static List<(int Id, MetricValue Value)> Rates(double last) =>
        [.. new[] { 0.9, 0.92, 0.88, 0.9, 0.93, 0.87, last }.Select((rate, i) => (i + 1, new MetricValue(rate, rate * 60, 60)))];

    private static StreetRanking Of(Metric metric, List<(int Id, MetricValue Value)> values)
    {
        var (over, under) = (values.Sum(one => one.Value.Numerator ?? 0), values.Sum(one => one.Value.Denominator ?? 0));
        return StreetRanking.Of(metric, values, new(under == 0 ? null : over / under, over, under), Households, 5);
    }

    /// <summary>The judgements from the first to the last, each named once.</summary>
    private static IEnumerable<BesideStreet> Beside(Metric metric, List<(int Id, MetricValue Value)> values) =>
        Of(metric, values).Communities.Select(one => one.Standing!.Beside).Distinct();
}
