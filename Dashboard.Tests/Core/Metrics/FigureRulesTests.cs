using System.Globalization;
using Concentric.Metrics;

namespace Concentric.Tests.Core.Metrics;

public class FigureRulesTests
{
    private static readonly MetricCatalogue Catalogue = new(new());
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Theory]
    [InlineData("petitions.resolved", 100.0, 118.0, "+18.0 %", Judgement.Better)]
    [InlineData("petitions.resolved", 0.0, 7.0, "+7", Judgement.Better)]
    [InlineData("petitions.resolved", 10.0, 5.0, "−50.0 %", Judgement.Worse)]
    [InlineData("petitions.resolved", 10.0, 10.0, "0.0 %", Judgement.Neutral)]
    [InlineData("petitions.on-time-rate", 0.90, 0.924, "+2.4 百分点", Judgement.Better)]
    [InlineData("petitions.reopened-rate", 0.10, 0.094, "−0.6 百分点", Judgement.Better)]
    [InlineData("hazards.overdue", 2.0, 5.0, "+150.0 %", Judgement.Worse)]
    [InlineData("petitions.received", 2.0, 5.0, "+150.0 %", Judgement.Neutral)]
    public void Change_FollowsUnitAndPolarity(string key, double before, double now, string written, Judgement judgement)
    {
        var change = Change.Between(Catalogue[key], new MetricValue(before), new MetricValue(now));
        Assert.Equal(written, FigureFormat.Change(change, Chinese));
        Assert.Equal(judgement, change.Judgement);
    }

    [Fact]
    public void Change_WithoutCases_IsNone()
    {
        var rate = Catalogue["petitions.on-time-rate"];
        Assert.Equal(ChangeKind.None, Change.Between(rate, new MetricValue(null), new MetricValue(0.5)).Kind);
        Assert.Equal(ChangeKind.None, Change.Between(rate, new MetricValue(0.5), new MetricValue(null)).Kind);
        Assert.Equal(ChangeKind.None, Change.Between(rate, null, new MetricValue(0.5)).Kind);
        Assert.Equal("—", FigureFormat.Change(default, Chinese));
    }

    [Theory]
    [InlineData("petitions.on-time-rate", 0.9305, "93.1 %")]
    [InlineData("petitions.on-time-rate", 1.0, "100.0 %")]
    [InlineData("activities.attendance", 1864.0, "1,864 person-times")]
    [InlineData("activities.saved", 30000.5, "30,000.5 yuan")]
    [InlineData("outputs.rubbish", 30.0, "30 t")]
    [InlineData("petitions.on-time-rate", null, "—")]
    public void Value_IsWrittenWithItsUnit(string key, double? value, string written) =>
        Assert.Equal(written, FigureFormat.WithUnit(Catalogue[key], value, English));

    [Fact]
    public void Ranking_SharesRanksOnTies_AndLeavesSmallOnesOut()
    {
        var rate = Catalogue["petitions.on-time-rate"];
        var ranked = Ranking.Of(rate,
            [(1, Of(0.8, 10)), (2, Of(0.9, 10)), (3, Of(0.9, 5)), (4, Of(1.0, 4)), (5, new MetricValue(null, 0, 0)), (6, Of(0.7, 6))],
            minimum: 5);
        Assert.Equal([(2, 1), (3, 1), (1, 3), (6, 4), (4, null), (5, null)], ranked.Select(place => (place.Id, place.Rank)));

        static MetricValue Of(double value, double n) => new(value, value * n, n);
    }

    [Fact]
    public void Ranking_PutsFewerFirst_WhenLessIsBetter()
    {
        var ranked = Ranking.Of(Catalogue["petitions.overdue"], [(1, new MetricValue(3)), (2, new MetricValue(0))], minimum: 5);
        Assert.Equal([2, 1], ranked.Select(place => place.Id));
    }
}
