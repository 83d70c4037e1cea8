using System.Diagnostics;
using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>
/// How often a community is held to be out of the ordinary where nothing is the matter, how often one that is is found, and how often
/// ranges of ranks hold the true rank. The tables of docs/decisions/communities-beside-each-other.md are what this prints.
/// </summary>
public sealed class FunnelTests(ITestOutputHelper output)
{
    private const int Streets = 1_000;

    /// <summary>Cases from 5 to 60 or 20 to 400, or thousands of households; so much spread of the communities' own rates.</summary>
    private static readonly (string Name, FunnelScale Scale, double Spread, int Least, int Most)[] Worlds =
    [
        ("rate, 5 to 60 cases, by chance only", FunnelScale.Rate, 0, 5, 60),
        ("rate, 20 to 400 cases, by chance only", FunnelScale.Rate, 0, 20, 400),
        ("rate, 5 to 60 cases, spread", FunnelScale.Rate, 0.3, 5, 60),
        ("rate, 20 to 400 cases, spread", FunnelScale.Rate, 0.4, 20, 400),
        ("rate, 20 to 400 cases, wide spread", FunnelScale.Rate, 0.6, 20, 400),
        ("events, by chance only", FunnelScale.Events, 0, 0, 0),
        ("events, spread", FunnelScale.Events, 0.3, 0, 0),
    ];

    private static readonly int[] Sizes = [5, 7, 9, 10, 14, 20, 30, 50];

    [Fact]
    public void OfStreetsInWhichNothingIsTheMatter_OneInTwentyAtMostFlagsAny_AndWhatIsThereIsFound()
    {
        output.WriteLine($"| street | {string.Join(" | ", Sizes)} |");
        foreach (var world in Worlds)
        {
            var (none, found) = (new List<double>(), new List<double>());
            foreach (var size in Sizes)
            {
                none.Add(Share(size, seed => MarkedIn(world, size, seed, shift: 0).Count > 0));
                // One whose rate is 44 % instead of 80, or with three times as many events.
                found.Add(Share(size, seed => MarkedIn(world, size, seed, shift: 1).Contains(0)));
                Assert.True(none[^1] <= Funnel.MostFalse, $"{world.Name}, {size} communities: {none[^1]:P1} flag somebody for nothing.");
            }

            var cells = none.Zip(found, (a, b) => FormattableString.Invariant($"{a:0.0 %} / {b:0 %}"));
            output.WriteLine($"| {world.Name} | {string.Join(" | ", cells)} |");
            if (world.Spread == 0 && world.Most != 60) Assert.True(found[^1] > 0.9, $"{world.Name}: found in {found[^1]:P0} of fifty.");
        }
    }

    [Fact]
    public void RangesOfRanks_HoldTheTrueRank_AsOftenAsTheySay()
    {
        output.WriteLine("| street | communities | true rank within | width of the range | groups |");
        foreach (var world in Worlds.Where(world => world.Spread > 0))
        {
            foreach (var size in (int[])[5, 14, 50])
            {
                int within = 0, all = 0, groups = 0;
                var width = 0.0;
                for (var seed = 0; seed < Streets / 5; seed++)
                {
                    var (units, truth) = Make(world, size, seed, 0);
                    var order = units.OrderByDescending(unit => unit.Value).ToList();
                    if (Funnel.Of(world.Scale, order) is not { } funnel) continue;
                    var ranges = FunnelRanks.Of(funnel, order, [.. Enumerable.Range(1, size)], moreIsBetter: true);
                    for (var i = 0; i < size; i++)
                    {
                        var rank = 1 + truth.Count(one => one > truth[order[i].Id]);
                        all++;
                        if (ranges[i].From <= rank && rank <= ranges[i].To) within++;
                        width += (ranges[i].To - ranges[i].From + 1) / (double)size;
                    }

                    groups += ranges[^1].Group + 1;
                }

                output.WriteLine(FormattableString.Invariant(
                    $"| {world.Name} | {size} | {within / (double)all:0 %} | {width / all:0 %} | {groups * 5.0 / Streets:0.0} |"));
                Assert.True(within > 0.85 * all, $"{world.Name}, {size}: {within / (double)all:P0} within.");
            }
        }

        foreach (var size in (int[])[14, 25, 50])
            output.WriteLine(FormattableString.Invariant($"{size} communities: {Time(size):0.00} ms"));
    }

    [Fact]
    public void WithoutSpread_LimitsAreThoseOfChance()
    {
        // Five of one rate: no spread. One in fifty streets, two sides, five communities: 2.876 deviations; arcsine of √0.8 is 1.1071.
        var funnel = Funnel.Of(FunnelScale.Rate, [.. Enumerable.Range(0, 5).Select(id => new FunnelUnit(id, 0.8, 100))])!;
        Assert.Equal((0.8, 0), (funnel.Centre, funnel.Spread));
        var limits = funnel.Limits(100);
        Assert.Equal(Math.Pow(Math.Sin(1.1071487 - (2.8757 * 0.05)), 2), limits.Lower, 3);
        Assert.Equal(Math.Pow(Math.Sin(1.1071487 + (2.8757 * 0.05)), 2), limits.Upper, 3);
        Assert.Equal(1, funnel.Limits(5).Upper);
    }

    [Fact]
    public void WhoIsFarOffAmongFew_DoesNotHideItself_AndIsLeftOutOfTheCentre()
    {
        double[] rates = [0.9, 0.92, 0.88, 0.9, 0.93, 0.87, 0.3];
        var funnel = Funnel.Of(FunnelScale.Rate, [.. rates.Select((rate, id) => new FunnelUnit(id, rate, 60))])!;
        Assert.Equal((1, 0.9), (funnel.Apart, Math.Round(funnel.Centre, 6)));
        Assert.Equal([0, 0, 0, 0, 0, 0, -1], rates.Select(rate => funnel.Limits(60).SideOf(rate)));
    }

    [Fact]
    public void WithSpread_ManyCasesDoNotMakeLimitsMeet()
    {
        var funnel = Funnel.Of(FunnelScale.Events,
            [.. new[] { 40.0, 60, 80, 100, 120, 140, 160 }.Select((value, id) => new FunnelUnit(id, value, 2))])!;
        Assert.True(funnel.Spread > 1, $"{funnel.Spread}");
        Assert.True(funnel.Limits(1e9).Lower < 60);
        Assert.True(funnel.Limits(1).Upper > funnel.Limits(10).Upper);
    }

    [Fact]
    public void TooFew_OrNothing_OrAll_IsNotDrawn()
    {
        Assert.Null(Funnel.Of(FunnelScale.Rate, [.. Enumerable.Range(0, Funnel.LeastUnits - 1).Select(id => new FunnelUnit(id, 0.5, 9))]));
        Assert.NotNull(Funnel.Of(FunnelScale.Rate, [.. Enumerable.Range(0, Funnel.LeastUnits).Select(id => new FunnelUnit(id, 0.5, 9))]));
        Assert.Null(Funnel.Of(FunnelScale.Rate, [.. Enumerable.Range(0, 9).Select(id => new FunnelUnit(id, 1, 9))]));
        Assert.Null(Funnel.Of(FunnelScale.Events, [.. Enumerable.Range(0, 9).Select(id => new FunnelUnit(id, 0, 9))]));
    }

    [Fact]
    public void WhoDiffersByChanceOnly_CouldHaveAnyRank_AndIsOfOneGroup()
    {
        List<FunnelUnit> units = [.. Enumerable.Range(0, 8).Select(id => new FunnelUnit(id, 0.82 - (id * 0.005), 40))];
        var ranges = FunnelRanks.Of(Funnel.Of(FunnelScale.Rate, units)!, units, [.. Enumerable.Range(1, 8)], moreIsBetter: true);
        Assert.All(ranges, range => Assert.Equal(new RankRange(1, 8, 0), range));
    }

    [Fact]
    public void WhoIsFarOff_HasItsRankAlone_WhicheverSideIsBest()
    {
        List<FunnelUnit> units = [new(0, 0.2, 300), .. Enumerable.Range(1, 11).Select(id => new FunnelUnit(id, 0.8, 300))];
        var funnel = Funnel.Of(FunnelScale.Rate, units)!;
        int[] ranks = [1, .. Enumerable.Repeat(2, 11)];
        var first = FunnelRanks.Of(funnel, units, ranks, moreIsBetter: false);
        Assert.Equal(new RankRange(1, 1, 0), first[0]);
        Assert.All(first.Skip(1), range => Assert.Equal(new RankRange(2, 12, 1), range));
    }

    [Fact]
    public void ARanking_SaysTheSameTwice_AlsoDrawnAgainAfterManyOthers()
    {
        var rankings = Enumerable.Range(0, 40).Select(seed =>
        {
            var (units, _) = Make(Worlds[3], 12, 1, seed);
            return units.OrderByDescending(unit => unit.Value).ToList();
        }).ToList();
        // The same values on other numbers of cases are another ranking.
        rankings.Add([.. rankings[0].Select(unit => unit with { Exposure = unit.Exposure * 9 })]);
        var first = rankings.ConvertAll(Ranges);
        Assert.NotEqual(first[0], first[^1]);
        Assert.Equal(first[^1], Ranges(rankings[^1]));
        Assert.Equal(first, rankings.ConvertAll(Ranges));
        Assert.Equal(first.AsEnumerable().Reverse(), rankings.AsEnumerable().Reverse().Select(Ranges));

        static IReadOnlyList<RankRange> Ranges(List<FunnelUnit> units) =>
            FunnelRanks.Of(Funnel.Of(FunnelScale.Rate, units)!, units, [.. Enumerable.Range(1, units.Count)], moreIsBetter: true);
    }

    /// <summary>The best of twenty streets, in milliseconds.</summary>
    private static double Time(int size)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            // Others each time: what was drawn for a ranking is kept.
            var (units, _) = Make(Worlds[3], size, 1, i);
            var ordered = units.OrderByDescending(unit => unit.Value).ToList();
            var started = Stopwatch.GetTimestamp();
            FunnelRanks.Of(Funnel.Of(FunnelScale.Rate, ordered)!, ordered, [.. Enumerable.Range(1, size)], moreIsBetter: true);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return best;
    }

    private static double Share(int size, Func<int, bool> happens) =>
        Enumerable.Range(0, Streets).Count(seed => happens((seed * 64) + size)) / (double)Streets;

    private static List<int> MarkedIn((string, FunnelScale Scale, double, int, int) world, int size, int seed, double shift)
    {
        var (units, _) = Make(world, size, seed, shift);
        return Funnel.Of(world.Scale, units) is not { } funnel ? []
            : [.. units.Where(unit => funnel.Limits(unit.Exposure).SideOf(unit.Value) != 0).Select(unit => unit.Id)];
    }

    /// <summary>A street and its communities' true rates; with a shift the first is another than the others.</summary>
    private static (List<FunnelUnit> Units, double[] Truth) Make((string, FunnelScale Scale, double Spread, int Least, int Most) world,
        int size, int seed, double shift)
    {
        var random = new Random(seed);
        var (units, truth) = (new List<FunnelUnit>(), new double[size]);
        for (var id = 0; id < size; id++)
        {
            var (own, isOdd) = (world.Spread * Normal(random), shift > 0 && id == 0);
            if (world.Scale == FunnelScale.Rate)
            {
                var cases = isOdd ? (world.Least + world.Most) / 2
                    : (int)Math.Round(world.Least * Math.Pow((double)world.Most / world.Least, random.NextDouble()));
                truth[id] = 1 / (1 + Math.Exp(-(1.4 + own - (isOdd ? 1.6 : 0))));
                units.Add(new(id, Enumerable.Range(0, cases).Count(_ => random.NextDouble() < truth[id]) / (double)cases, cases));
            }
            else
            {
                var thousands = isOdd ? 1.8 : 0.6 + (2.4 * random.NextDouble());
                truth[id] = 20 * Math.Exp(own - (world.Spread * world.Spread / 2)) * (isOdd ? 3 : 1);
                units.Add(new(id, Poisson(random, truth[id] * thousands) / thousands, thousands));
            }
        }

        return (units, truth);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(Random random, double mean)
    {
        if (mean > 200) return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        var (count, left) = (0, Math.Exp(-mean));
        for (var product = random.NextDouble(); product > left; product *= random.NextDouble()) count++;
        return count;
    }
}
