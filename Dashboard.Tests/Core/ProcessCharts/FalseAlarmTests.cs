using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

/// <summary>
/// How often charts and usual ranges call nothing something, on 1,000 series of each sort, and how often they find what is there. The
/// table of docs/decisions/signal-or-noise.md is what this prints.
/// </summary>
public sealed class FalseAlarmTests(ITestOutputHelper output)
{
    private const int Series = 1_000;
    private const int Points = ProcessChart.BaselinePoints + ProcessChart.JudgedPoints;

    /// <summary>Of the newest point of a chart, by any rule.</summary>
    private const double MostFalse = 0.08;

    /// <summary>Of a quarter by its usual range, which colours a tile: twenty figures stand on a page.</summary>
    private const double MostFalseRanges = 0.02;

    [Fact]
    public void OfNothing_FewAreCalledSomething_AndWhatIsThereIsFound()
    {
        output.WriteLine("| series | limit | run | two of three | any rule | a quarter's range | change found: rule, range |");
        foreach (var (name, model, make) in NullSeries.All)
        {
            var still = new double[Points];
            // A rate from 80 to 63 %, half as many events again as usual, a level doubled.
            var changed = new double[Points];
            Array.Fill(changed, model switch { ProcessModel.Rate => -0.9, ProcessModel.Level => 1, _ => Math.Log(2) }, Points - 3, 3);
            var none = Count(model, seed => make(new(seed), Points, still));
            var found = Count(model, seed => make(new(seed), Points, changed));
            output.WriteLine(FormattableString.Invariant(
                $"| {name} | {none.Limit:0.0 %} | {none.Run:0.0 %} | {none.Two:0.0 %} | {none.Any:0.0 %} | {none.Range:0.0 %} ")
                + FormattableString.Invariant($"| {found.Any:0 %}, {found.Range:0 %} |"));
            Assert.True(none.Any <= MostFalse, $"{name}: the newest month is called something in {none.Any:P1} of nothing.");
            Assert.True(none.Range <= MostFalseRanges, $"{name}: a quarter is called something in {none.Range:P1} of nothing.");
        }
    }

    private static (double Limit, double Run, double Two, double Any, double Range) Count(ProcessModel model,
        Func<int, IReadOnlyList<ProcessPoint>> make)
    {
        int limit = 0, run = 0, two = 0, range = 0;
        for (var seed = 0; seed < Series; seed++)
        {
            var points = make(seed);
            switch (ProcessChart.Of(model, points).Points[^1].Rule)
            {
                case ProcessRule.BeyondLimit: limit++; break;
                case ProcessRule.Run: run++; break;
                case ProcessRule.TwoOfThree: two++; break;
            }

            var baseline = ProcessBaseline.Of(model, [.. points.SkipLast(3).TakeLast(ProcessChart.BaselinePoints)]);
            // Of zeros alone nothing is said.
            if (baseline is null) continue;
            var quarter = points.TakeLast(3).ToList();
            var exposure = model == ProcessModel.Level ? 1 : quarter.Sum(point => point.Exposure);
            var value = model == ProcessModel.Level ? quarter[^1].Value : quarter.Sum(point => point.Value * point.Exposure) / exposure;
            if (baseline.Expect(exposure).SideOf(value) != 0) range++;
        }

        double Of(int count) => count / (double)Series;
        return (Of(limit), Of(run), Of(two), Of(limit + run + two), Of(range));
    }
}
