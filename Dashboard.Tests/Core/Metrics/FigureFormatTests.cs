using System.Globalization;
using Concentric.Metrics;
using Concentric.PublishedFigures;
using CsCheck;

namespace Concentric.Tests.Core.Metrics;

/// <summary>How figures, changes and ranks are told: the rules of the catalogue that each mend a mistake seen elsewhere.</summary>
public class FigureFormatTests
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly MetricCatalogue Catalogue = new(new());

    private static readonly Metric Rate = Catalogue["petitions.on-time-rate"];
    private static readonly Metric Count = Catalogue["petitions.resolved"];
    private static readonly Metric Late = Catalogue["petitions.overdue"];
    private static readonly Metric Neutral = Catalogue["petitions.received"];

    [Theory]
    [InlineData("petitions.on-time-rate", 0.9307, "93.1", "93.1 %")]
    [InlineData("petitions.on-time-rate", 1.0, "100.0", "100.0 %")]
    [InlineData("petitions.on-time-rate", 0.0, "0.0", "0.0 %")]
    [InlineData("petitions.on-time-rate", null, "—", "—")]
    [InlineData("petitions.days-to-close", null, "—", "—")]
    [InlineData("petitions.days-to-close", 4.5, "4.5", "4.5 working days")]
    [InlineData("petitions.resolved", 1864.0, "1,864", "1,864 cases")]
    [InlineData("petitions.resolved", 0.0, "0", "0 cases")]
    [InlineData("activities.saved", 30000.05, "30,000.05", "30,000.05 yuan")]
    [InlineData("outputs.rubbish", 30.25, "30.3", "30.3 t")]
    public void Value_HasItsUnit_AndNoCasesIsADash(string key, double? value, string number, string withUnit)
    {
        Assert.Equal(number, FigureFormat.Value(Catalogue[key], value, English));
        Assert.Equal(withUnit, FigureFormat.WithUnit(Catalogue[key], value, English));
    }

    [Theory]
    [InlineData(100.0, 112.5, ChangeKind.Percent, 12.5, "+12.5 %")]
    [InlineData(100.0, 90.0, ChangeKind.Percent, -10.0, "−10.0 %")]
    [InlineData(100.0, 100.0, ChangeKind.Percent, 0.0, "0.0 %")]
    [InlineData(100_000.0, 100_001.0, ChangeKind.Percent, 0.001, "0.0 %")]
    [InlineData(0.0, 18.0, ChangeKind.Difference, 18.0, "+18")]
    [InlineData(0.0, 0.0, ChangeKind.Difference, 0.0, "0")]
    [InlineData(5.0, 0.0, ChangeKind.Percent, -100.0, "−100.0 %")]
    public void Change_OfACount_IsInPerCent_AndTheDifferenceAgainstZero(double before, double now, ChangeKind kind, double amount,
        string text)
    {
        var change = Change.Between(Count, new(before), new(now));
        Assert.Equal((kind, amount), (change.Kind, Math.Round(change.Amount, 9)));
        Assert.Equal(text, FigureFormat.Change(change, English));
    }

    [Fact]
    public void Change_OfARate_IsInPercentagePoints_EvenFromZero()
    {
        Assert.Equal(ChangeKind.Points, Change.Between(Rate, new(0, 0, 4), new(0.5, 2, 4)).Kind);
        Assert.Equal("+50.0 pt", FigureFormat.Change(Change.Between(Rate, new(0, 0, 4), new(0.5, 2, 4)), English));
    }

    [Fact]
    public void Change_WithoutCasesOnEitherSide_IsNone()
    {
        Assert.Equal(ChangeKind.None, Change.Between(Rate, new(null, 0, 0), new(0.5, 2, 4)).Kind);
        Assert.Equal(ChangeKind.None, Change.Between(Rate, new(0.5, 2, 4), new(null, 0, 0)).Kind);
        Assert.Equal("—", FigureFormat.Change(Change.Between(Count, null, new(3)), English));
    }

    [Fact]
    public void Judgement_FollowsPolarity_NotTheSign()
    {
        Assert.Equal(Judgement.Better, Change.Between(Count, new(1), new(2)).Judgement);
        Assert.Equal(Judgement.Worse, Change.Between(Late, new(1), new(2)).Judgement);
        Assert.Equal(Judgement.Better, Change.Between(Late, new(2), new(1)).Judgement);
        Assert.Equal(Judgement.Neutral, Change.Between(Neutral, new(1), new(2)).Judgement);
        Assert.Equal(Judgement.Neutral, Change.Between(Count, new(2), new(2)).Judgement);
    }

    [Theory]
    [InlineData(1.0, "100.0")]
    [InlineData(0.9995, "99.9")]
    [InlineData(0.99999999, "99.9")]
    [InlineData(0.9994, "99.9")]
    [InlineData(0.99, "99.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(0.0004, "0.1")]
    [InlineData(0.00000001, "0.1")]
    [InlineData(0.0005, "0.1")]
    [InlineData(0.0015, "0.2")]
    // What adding tenths leaves over is no difference.
    [InlineData(0.99999999999999989, "100.0")]
    public void NoneAndAll_AreSaidWhenTheyAreExact(double rate, string written) =>
        Assert.Equal(written, FigureFormat.Value(Rate, rate, English));

    /// <summary>Every rate of whole numbers: 0 and 100 are written of none and all, and of nothing else.</summary>
    [Fact]
    public void EveryRateOfCounts_IsNoneOrAll_OnlyWhenItIs() =>
        (from cases in Gen.Long[1, 20_000_000]
         from counted in Gen.Long[0, cases]
         from edge in Gen.Int[0, 4]
         select (cases, counted: edge switch { 0 => 0, 1 => cases, 2 => Math.Min(1, cases), 3 => Math.Max(0, cases - 1), _ => counted }))
        .Sample(one =>
        {
            var written = FigureFormat.Value(Rate, one.counted / (double)one.cases, English);
            Assert.Equal(one.counted == one.cases, written == "100.0");
            Assert.Equal(one.counted == 0, written == "0.0");
            Assert.InRange(double.Parse(written, English) / 100 - (one.counted / (double)one.cases), -0.0010001, 0.0010001);
        });

    [Theory]
    [InlineData(10_000.0, 3.0, "−99.9 %")]
    [InlineData(10_000.0, 0.0, "−100.0 %")]
    [InlineData(10_000.0, 19_997.0, "+99.9 %")]
    [InlineData(10_000.0, 20_000.0, "+100.0 %")]
    public void AlmostAllGone_IsNotAllGone(double before, double now, string written) =>
        Assert.Equal(written, FigureFormat.Change(Change.Between(Count, new(before), new(now)), English));

    [Fact]
    public void AClaimOfAll_IsNotHeldByAlmostAll()
    {
        Assert.Equal(ClaimVerdict.FallsShort, ClaimVerdicts.Judge(FigureRelation.AtLeast, 100_000, ClaimVerdicts.Milli(Rate, 0.9997)));
        Assert.Equal(ClaimVerdict.Supported, ClaimVerdicts.Judge(FigureRelation.AtLeast, 100_000, ClaimVerdicts.Milli(Rate, 1)));
    }

    [Fact]
    public void Ranking_TiesShareARank_AndFewCasesAreNotRanked()
    {
        (int, MetricValue)[] units = [(1, new(0.8, 8, 10)), (2, new(0.9, 9, 10)), (3, new(0.8, 4, 5)), (4, new(1, 4, 4)),
            (5, new(null, 0, 0)), (6, new(0.7, 7, 10))];
        Assert.Equal(
            [(2, 1), (1, 2), (3, 2), (6, 4), (4, null), (5, null)],
            Ranking.Of(Rate, units, minimum: 5).Select(unit => (unit.Id, unit.Rank)));
    }

    [Fact]
    public void Ranking_OfWhatIsLessIsBetter_BeginsWithTheLeast() =>
        Assert.Equal([(2, 1), (3, 1), (1, 3)], Ranking.Of(Late, [(1, new(7)), (2, new(0)), (3, new(0))], minimum: 5)
            .Select(unit => (unit.Id, unit.Rank)));
}
