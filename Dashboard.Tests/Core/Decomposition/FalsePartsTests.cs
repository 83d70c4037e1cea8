using Concentric.Decomposition;
using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.Decomposition;

/// <summary>
/// How often a page names a part of a change where nothing happened, and how often one that did change is named. The table of
/// docs/decisions/why-it-changed.md is what this prints.
/// </summary>
public sealed class FalsePartsTests(ITestOutputHelper output)
{
    private const int Pages = 1_000;
    private const int Months = 24;

    /// <summary>Cases of a part in a month; spread of its rate from month to month (logit), and of what is common to all parts.</summary>
    private static readonly (string Name, int Least, int Most, double Own, double Common)[] Worlds =
    [
        ("by chance only", 2, 30, 0, 0),
        ("each part has its months, 0.4", 2, 30, 0.4, 0),
        ("the street has its months, 0.4", 2, 30, 0, 0.4),
        ("both", 2, 30, 0.3, 0.3),
    ];

    private static readonly int[] Sizes = [2, 5, 14, 30, 50];

    [Fact]
    public void OfPagesInWhichNothingHappened_OneInTwentyAtMostNamesAPart_AndWhatHappenedIsNamed()
    {
        output.WriteLine($"| rate | {string.Join(" | ", Sizes)} |");
        foreach (var world in Worlds)
        {
            var cells = new List<string>();
            foreach (var size in Sizes)
            {
                var none = Share(seed => Named(world, size, seed, 0).Count > 0);
                // One part of middling size whose rate falls from 80 to 40 %.
                var found = Share(seed => Named(world, size, seed, 1.8).Contains(0));
                cells.Add(FormattableString.Invariant($"{none:0.0 %} / {found:0 %}"));
                Assert.True(none <= TwoPeriods.MostFalse, $"{world.Name}, {size} parts: {none:P1} name one for nothing.");
            }

            output.WriteLine($"| {world.Name} | {string.Join(" | ", cells)} |");
        }

        Assert.True(Share(seed => Named(Worlds[0], 14, seed, 1.8).Contains(0)) > 0.5);

        var counts = new List<string>();
        foreach (var size in Sizes)
        {
            var none = Share(seed => NamedCounts(size, seed, 1).Count > 0);
            counts.Add(FormattableString.Invariant($"{none:0.0 %} / {Share(seed => NamedCounts(size, seed, 2).Contains(0)):0 %}"));
            Assert.True(none <= TwoPeriods.MostFalse, $"events, {size} parts: {none:P1} name one for nothing.");
        }

        output.WriteLine($"| events, overdispersed 0.2 | {string.Join(" | ", counts)} |");
    }

    private static double Share(Func<int, bool> isSo) => Enumerable.Range(0, Pages).AsParallel().Count(isSo) / (double)Pages;

    /// <summary>The parts named when the last three months are compared with the three before them.</summary>
    private static List<int> Named((string Name, int Least, int Most, double Own, double Common) world, int size, int seed, double fall)
    {
        var random = new Random(seed);
        var (cases, counted) = (new double[size, Months], new double[size, Months]);
        double[] levels = [.. Enumerable.Range(0, size).Select(_ => 1.4 + (0.5 * Normal(random)))];
        levels[0] = 1.4;
        int[] usual = [.. Enumerable.Range(0, size).Select(_ => random.Next(world.Least, world.Most + 1))];
        usual[0] = (world.Least + world.Most) / 2;
        for (var month = 0; month < Months; month++)
        {
            var common = world.Common * Normal(random);
            for (var part = 0; part < size; part++)
            {
                var logit = levels[part] + common + (world.Own * Normal(random)) - (part == 0 && month >= Months - 3 ? fall : 0);
                var rate = 1 / (1 + Math.Exp(-logit));
                cases[part, month] = usual[part];
                for (var i = 0; i < usual[part]; i++) if (random.NextDouble() < rate) counted[part, month]++;
            }
        }

        var points = Enumerable.Range(0, Months - 3).Select(month =>
        {
            var n = Enumerable.Range(0, size).Sum(part => cases[part, month]);
            return new ProcessPoint(Enumerable.Range(0, size).Sum(part => counted[part, month]) / n, n);
        }).ToList();
        double Sum(double[,] of, int part, int from) => Enumerable.Range(from, 3).Sum(month => of[part, month]);
        var now = Enumerable.Range(0, size).Sum(part => Sum(cases, part, Months - 3));
        var inflation = ProcessBaseline.Of(ProcessModel.Rate, points)!.Inflation(now);
        return [.. Enumerable.Range(0, size).Where(part => TwoPeriods.SideOfRate(new(Sum(counted, part, Months - 3),
            Sum(cases, part, Months - 3), Sum(counted, part, Months - 6), Sum(cases, part, Months - 6)), inflation, size) != 0)];
    }

    private static List<int> NamedCounts(int size, int seed, double times)
    {
        const int days = 21;
        var random = new Random(seed);
        var counts = new double[size, Months];
        double[] usual = [.. Enumerable.Range(0, size).Select(_ => 2.0 + random.Next(30))];
        usual[0] = 15;
        for (var month = 0; month < Months; month++)
            for (var part = 0; part < size; part++)
                counts[part, month] = Poisson(random, usual[part] * Math.Exp(0.2 * Normal(random)) * (part == 0 && month >= Months - 3
                    ? times : 1));
        var points = Enumerable.Range(0, Months - 3).Select(month =>
            new ProcessPoint(Enumerable.Range(0, size).Sum(part => counts[part, month]) / days, days)).ToList();
        var inflation = ProcessBaseline.Of(ProcessModel.Events, points)!.Inflation(3 * days);
        double Sum(int part, int from) => Enumerable.Range(from, 3).Sum(month => counts[part, month]);
        return [.. Enumerable.Range(0, size).Where(part => TwoPeriods.SideOfCount(Sum(part, Months - 3), Sum(part, Months - 6), 3 * days,
            3 * days, inflation, size) != 0)];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int Poisson(Random random, double mean)
    {
        var (count, left) = (0, Math.Exp(-mean));
        for (var product = random.NextDouble(); product > left; product *= random.NextDouble()) count++;
        return count;
    }
}
