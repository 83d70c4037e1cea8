using Concentric.Rotation;
using CsCheck;

namespace Concentric.Tests.Core.Rotation;

/// <summary>The judgement on synthetic communities: how often it calls an effect that is not there, and one that is.</summary>
public sealed class DifferenceInDifferencesTests(ITestOutputHelper output)
{
    private const int Cases = 1_000;
    private const int Weeks = 26;

    [Theory]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    public void WithoutAnEffect_AtMostFiveOfAHundredAreCalledOne(int communities, bool isRate)
    {
        var called = Called(communities, isRate, 0);
        output.WriteLine(
            $"{communities} communities, {(isRate ? "rates" : "counts")}, no effect: {called} of {Cases} called better or worse");
        Assert.InRange(called, 1, Cases / 20);
    }

    [Theory]
    [InlineData(8, false, 0.7, 0.5)]
    [InlineData(8, true, 0.15, 0.5)]
    [InlineData(20, false, 0.7, 0.85)]
    [InlineData(20, true, 0.15, 0.75)]
    public void APlantedEffect_IsFoundAsOftenAsSaid(int communities, bool isRate, double effect, double least)
    {
        var power = Called(communities, isRate, effect) / (double)Cases;
        output.WriteLine(
            $"{communities} communities, {(isRate ? $"rates {effect:+0.00}" : $"counts × {Math.Exp(effect):0.0}")}: found in {power:P0}");
        Assert.True(power >= least, $"found in {power:P0}");
    }

    [Fact]
    public void TheOrderOfCommunities_DoesNotMatter() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[0.01, 1], (value, variance) => new CommunityChange(value, variance)).Array[8, 12]
            .Sample(changes =>
        {
            var straight = DifferenceInDifferences.Compare(changes[..2], changes[2..])!.Value;
            var turned = DifferenceInDifferences.Compare([changes[1], changes[0]], [.. changes[2..].Reverse()])!.Value;
            Assert.Equal(straight.Estimate, turned.Estimate, 9);
            Assert.Equal((straight.Rank, straight.Groupings), (turned.Rank, turned.Groupings));
        }, iter: 200);

    [Fact]
    public void TheIntervalAndTheRank_SayTheSame() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[0.01, 0.2], (value, variance) => new CommunityChange(value, variance)).Array[8, 12]
            .Sample(changes =>
        {
            var net = DifferenceInDifferences.Compare(changes[..2], changes[2..])!.Value;
            Assert.InRange(net.Estimate, net.Low, net.High);
            // But for rounding, where the real grouping is as marked as the one that the interval is made of.
            if (net.P <= DifferenceInDifferences.Level) Assert.True(net.Low > 0 || net.High < 0);
            else Assert.True(net.Low < 1e-6 && net.High > -1e-6);
        }, iter: 500);

    [Fact]
    public void ManyGroupings_AreDrawnTheSameEachTime()
    {
        var changes = Enumerable.Range(0, 40).Select(i => new CommunityChange(Math.Sin(i), 0.1 + (i % 3))).ToArray();
        var net = DifferenceInDifferences.Compare(changes[..6], changes[6..])!.Value;
        Assert.Equal(DifferenceInDifferences.MostGroupings, net.Groupings);
        Assert.Equal(net, DifferenceInDifferences.Compare(changes[..6], changes[6..]));
    }

    [Fact]
    public void ARate_NeedsCasesInBothWindows()
    {
        Week[] none = [new(0, 0), new(0, 0)], some = [new(3, 4), new(2, 2)];
        Assert.Null(CommunityChange.OfRatios(none, some, isRate: true));
        Assert.Null(CommunityChange.OfRatios(some, none, isRate: true));
        Assert.Equal(0, CommunityChange.OfRatios(some, some, isRate: true)!.Value.Value);
    }

    /// <summary>
    /// Of so many cases, how many are called an effect. Two of the communities are exchanged. All share a season; each has its own
    /// level, its own drift, and weeks that scatter more than chance alone would have them.
    /// </summary>
    private static int Called(int communities, bool isRate, double effect)
    {
        var random = new Random(20260507);
        var called = 0;
        for (var i = 0; i < Cases; i++)
        {
            var season = random.NextDouble() * 52;
            var changes = Enumerable.Range(0, communities).Select(community => Change(random, isRate, season, community < 2 ? effect : 0))
                .ToList();
            if (changes.Exists(change => change is null)) continue;
            if (DifferenceInDifferences.Compare([.. changes[..2].Select(x => x!.Value)],
                [.. changes[2..].Select(x => x!.Value)])!.Value.IsMarked) called++;
        }

        return called;
    }

    private static CommunityChange? Change(Random random, bool isRate, double season, double effect)
    {
        var level = Math.Exp(0.7 + (1.6 * random.NextDouble()));
        var drift = (isRate ? 0.03 : 0.15) * Normal(random);
        var share = 0.6 + (0.15 * random.NextDouble());
        var weeks = new Week[2 * Weeks];
        for (var week = 0; week < weeks.Length; week++)
        {
            var isAfter = week >= Weeks;
            var wave = 0.3 * Math.Sin((week + season) / 52 * 2 * Math.PI);
            var noise = 0.25 * Normal(random);
            var cases = Poisson(random, level * Math.Exp(wave + noise + (isRate || !isAfter ? 0 : drift + effect)));
            if (!isRate)
            {
                weeks[week] = new(cases, 1);
                continue;
            }

            var p = Math.Clamp(share + (0.05 * wave) + (isAfter ? drift + effect : 0) + (0.05 * Normal(random)), 0, 1);
            var met = 0;
            for (var i = 0; i < cases; i++) met += random.NextDouble() < p ? 1 : 0;
            weeks[week] = new(met, cases);
        }

        return isRate
            ? CommunityChange.OfRatios(weeks.AsSpan(0, Weeks), weeks.AsSpan(Weeks), isRate: true)
            : CommunityChange.OfCounts(weeks.AsSpan(0, Weeks), weeks.AsSpan(Weeks));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(Random random, double mean)
    {
        var (count, product, limit) = (0, random.NextDouble(), Math.Exp(-mean));
        while (product > limit)
        {
            count++;
            product *= random.NextDouble();
        }

        return count;
    }
}
