using Concentric.Anomalies;

namespace Concentric.Tests.Core.Anomalies;

/// <summary>
/// How often the page marks any community where nothing is the matter, and how often one that is is marked. The table of
/// docs/decisions/published-figures-and-second-looks.md is what this prints.
/// </summary>
public sealed class AnomalyJudgementTests(ITestOutputHelper output)
{
    private const int Streets = 1_000;
    private const int Least = 5;

    private static readonly (string Name, int Least, int Most, double Spread)[] Worlds =
    [
        ("5 to 60 cases, by chance only", 5, 60, 0), ("20 to 400 cases, by chance only", 20, 400, 0),
        ("5 to 60 cases, spread 0.3", 5, 60, 0.3), ("20 to 400 cases, spread 0.4", 20, 400, 0.4),
    ];

    private static readonly int[] Sizes = [5, 8, 14, 30, 50];

    [Fact]
    public void OfPagesOfAStreetInWhichNothingIsTheMatter_OneInTwentyAtMostMarksAny()
    {
        output.WriteLine($"| street | {string.Join(" | ", Sizes)} |");
        foreach (var world in Worlds)
        {
            var cells = new List<string>();
            foreach (var size in Sizes)
            {
                var none = Share(seed => Marked(world, size, seed, false).Count > 0);
                var found = Share(seed => Marked(world, size, seed, true).Contains((Anomaly.LastDay, 0)));
                cells.Add(FormattableString.Invariant($"{none:0.0 %} / {found:0 %}"));
                Assert.True(none <= 0.05, $"{world.Name}, {size} communities: {none:P1} of pages mark somebody for nothing.");
                if (world is { Most: 400, Spread: 0 }) Assert.True(found > 0.5, $"{world.Name}, {size}: found in {found:P0}.");
            }

            output.WriteLine($"| {world.Name} | {string.Join(" | ", cells)} |");
        }
    }

    [Fact]
    public void WhatLiesBelowTheStreet_IsNotAskedAbout_AndBatchesAreNotJudged()
    {
        AnomalyCount[] lines = [new(0, 1, 400), .. Enumerable.Range(1, 8).Select(id => new AnomalyCount(id, 120 + id, 400))];
        var standings = AnomalyJudgement.Of(new(Anomaly.LastDay, lines), Least);
        Assert.Equal(9, standings.Count);
        Assert.DoesNotContain(standings.Values, standing => standing.IsWorthAsking);
        AnomalyCount[] high = [new(0, 350, 400), .. lines[1..]];
        Assert.True(AnomalyJudgement.Of(new(Anomaly.LastDay, high), Least)[0].IsWorthAsking);
        Assert.Empty(AnomalyJudgement.Of(new(Anomaly.Backdated, high), Least));
    }

    [Theory]
    [InlineData(4, 40, 0)]
    [InlineData(5, 40, 5)]
    [InlineData(5, 4, 0)]
    public void FewCommunities_OrFewCases_AreNotHeldAgainstTheStreet(int communities, int cases, int compared) =>
        Assert.Equal(compared, AnomalyJudgement.Of(new(Anomaly.Reopened,
            [.. Enumerable.Range(0, communities).Select(id => new AnomalyCount(id, 1 + (id % 2), cases))]), Least).Count);

    [Fact]
    public void WhereCommunitiesDifferTooMuch_OrALimitReachesTheEnd_NobodyIsGivenAnAllClear()
    {
        int[] counts = [0, 2, 4, 10, 40, 85, 95];
        AnomalyTable wide = new(Anomaly.Reopened, [.. counts.Select((count, id) => new AnomalyCount(id, count, 100))]);
        Assert.Empty(AnomalyJudgement.Of(wide, Least));
        Assert.True(AnomalyJudgement.DiffersTooMuch(wide, Least));
        // Five cases of one among many: nothing that it could do would be marked.
        AnomalyTable few = new(Anomaly.LastDay,
            [new(0, 3, 5), .. Enumerable.Range(1, 7).Select(id => new AnomalyCount(id, 260 + (4 * id), 400))]);
        Assert.False(AnomalyJudgement.DiffersTooMuch(few, Least));
        Assert.Equal(Enumerable.Range(1, 7), AnomalyJudgement.Of(few, Least).Keys.Order());
    }

    [Fact]
    public void NothingAnywhere_OrEverywhere_MarksNobody()
    {
        foreach (var count in new[] { 0, 40 })
            Assert.Empty(AnomalyJudgement.Of(new(Anomaly.NoCallBack,
                [.. Enumerable.Range(0, 8).Select(id => new AnomalyCount(id, count, 40))]), Least));
    }

    private static double Share(Func<int, bool> isSo) => Enumerable.Range(0, Streets).AsParallel().Count(isSo) / (double)Streets;

    private static HashSet<(Anomaly, int)> Marked((string Name, int Least, int Most, double Spread) world, int size, int seed, bool isOff)
    {
        var random = new Random(seed);
        int[] cases = [.. Enumerable.Range(0, size).Select(_ => random.Next(world.Least, world.Most + 1))];
        cases[0] = (world.Least + world.Most) / 2;
        var marked = new HashSet<(Anomaly, int)>();
        int[] lastDay = [];
        foreach (var (sign, usual) in new[] { (Anomaly.NoCallBack, 0.15), (Anomaly.LastDay, 0.25), (Anomaly.LastHours, 0.4),
            (Anomaly.Reopened, 0.06) })
        {
            int[] counts = [.. cases.Select((n, id) =>
            {
                // What was closed in the last hours was closed on the last day.
                var of = sign == Anomaly.LastHours ? lastDay[id] : n;
                var logit = Math.Log(usual / (1 - usual)) + (world.Spread * Normal(random)) + (isOff && id == 0 ? 1.7 : 0);
                var rate = 1 / (1 + Math.Exp(-logit));
                return Enumerable.Range(0, of).Count(_ => random.NextDouble() < rate);
            })];
            if (sign == Anomaly.LastDay) lastDay = counts;
            var table = new AnomalyTable(sign, [.. counts.Select((count, id) => new AnomalyCount(id, count, cases[id]))]);
            foreach (var (id, standing) in AnomalyJudgement.Of(table, Least))
                if (standing.IsWorthAsking) marked.Add((sign, id));
        }

        return marked;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
