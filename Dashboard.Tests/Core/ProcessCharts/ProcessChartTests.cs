using Concentric.ProcessCharts;

namespace Concentric.Tests.Core.ProcessCharts;

public sealed class ProcessChartTests
{
    [Fact]
    public void Individuals_HaveTheTextbooksLimits()
    {
        // Moving ranges of 2 throughout: 2 / 1.128 = 1.773 is a standard deviation, and neighbours that alternate depend on nothing.
        var baseline = ProcessBaseline.Of(ProcessModel.Level, Levels(Alternating(12, 9, 11)))!;
        Assert.Equal((10, 0), (baseline.Centre, baseline.Dependence));
        Assert.Equal(2 / 1.128, baseline.Scatter, 9);
        var limits = baseline.Limits(1);
        Assert.Equal((10 - (3 * 2 / 1.128), 10 + (3 * 2 / 1.128)), (limits.Lower, limits.Upper));
        Assert.Equal(7, baseline.RunLength);
    }

    [Fact]
    public void Rates_ScatterAtLeastAsChanceDoes_AndMoreOfFewerCases()
    {
        var points = Alternating(12, 0.80, 0.801).Select(rate => new ProcessPoint(rate, 100)).ToList();
        var baseline = ProcessBaseline.Of(ProcessModel.Rate, points)!;
        Assert.Equal(1, baseline.Scatter);
        var binomial = Math.Sqrt(0.8005 * 0.1995 / 100);
        Assert.Equal(0.8005 - (3 * binomial), baseline.Limits(100).Lower, 9);
        Assert.Equal(0.8005 - (3 * binomial * 2), baseline.Limits(25).Lower, 9);
        Assert.Equal(1, baseline.Limits(10).Upper);
    }

    [Fact]
    public void AllOrNone_IsNoCertainty()
    {
        var all = ProcessBaseline.Of(ProcessModel.Rate, [.. Enumerable.Repeat(new ProcessPoint(1, 20), 24)])!;
        Assert.Equal(0, all.Expect(20).SideOf(19 / 20.0));
        Assert.Equal(-1, all.Expect(20).SideOf(12 / 20.0));
    }

    [Theory]
    [InlineData(ProcessBaseline.LeastPoints - 1, false)]
    [InlineData(ProcessBaseline.LeastPoints, true)]
    public void FewerPointsThanSaid_JudgeNothing(int points, bool isJudged)
    {
        Assert.Equal(isJudged, ProcessBaseline.Of(ProcessModel.Level, Levels(Alternating(points, 9, 11))) is not null);
        var chart = ProcessChart.Of(ProcessModel.Level, Levels([.. Alternating(points - 1, 9, 11), 1_000]));
        Assert.Equal(points, chart.Points.Count);
        Assert.Equal(isJudged, chart.Baseline is not null);
    }

    [Fact]
    public void ZerosAlone_JudgeNothing() =>
        Assert.Null(ProcessBaseline.Of(ProcessModel.Events, [.. Enumerable.Repeat(new ProcessPoint(0, 20), 24)]));

    /// <summary>Zeros have no scatter to judge the newest by: then those take part, and the chart agrees with the figure.</summary>
    [Theory]
    [InlineData(24, 8, true)]
    [InlineData(44, 8, true)]
    [InlineData(24, 0, false)]
    public void WhereTheEarlierPointsAreZero_TheNewestTakePart(int zeros, int others, bool isJudged)
    {
        List<ProcessPoint> points =
            [.. Enumerable.Repeat(new ProcessPoint(0, 20), zeros), .. Enumerable.Repeat(new ProcessPoint(0.2, 20), others)];
        var chart = ProcessChart.Of(ProcessModel.Events, points);
        Assert.Equal(isJudged, chart.Baseline is not null);
        Assert.Equal(isJudged ? zeros + others : null, chart.Baseline?.Points);
        // A case among the earlier ones: the newest are left out.
        if (others > 0)
        {
            points[^20] = new(0.2, 20);
            Assert.Equal(24, ProcessChart.Of(ProcessModel.Events, points).Baseline?.Points);
        }

        // Longer ago than what limits come from, and nothing since: not always zero.
        points = [new(0.2, 20), .. Enumerable.Repeat(new ProcessPoint(0, 20), 51)];
        Assert.NotNull(ProcessChart.Of(ProcessModel.Events, points).Baseline);
    }

    /// <summary>Of what is mostly zero, whole ones are judged: as many as were there before are no news.</summary>
    [Theory]
    [InlineData(ProcessModel.Level, 1, 1, 2)]
    [InlineData(ProcessModel.Level, 1, 7, 3)]
    [InlineData(ProcessModel.Events, 20, 1, 2)]
    [InlineData(ProcessModel.Events, 5, 7, 3)]
    public void WhatIsRare_IsJudgedByWholeCases(ProcessModel model, double exposure, int ones, int worse)
    {
        double[] usual = [.. Enumerable.Range(0, 24).Select(i => i * ones / 24 < (i + 1) * ones / 24 ? 1.0 : 0)];
        Assert.Equal(ones, usual.Sum());
        (ProcessRule Rule, int Side) Newest(params double[] judged)
        {
            var newest = ProcessChart.Of(model, [.. usual.Concat(judged).Select(count => new ProcessPoint(count / exposure, exposure))])
                .Points[^1];
            return (newest.Rule, newest.Side);
        }

        var baseline = ProcessBaseline.Of(model, [.. usual.Select(count => new ProcessPoint(count / exposure, exposure))])!;
        Assert.Equal((0, 0, 1), (baseline.Expect(exposure).SideOf(0), baseline.Expect(exposure).SideOf(1 / exposure),
            baseline.Expect(exposure).SideOf((worse + 1) / exposure)));
        Assert.Equal((ProcessRule.None, 0), Newest(0, 0, 0, 0, 0, 0, 0, 1));
        Assert.Equal((ProcessRule.None, 0), Newest(0, 0, 0, 0, 0, 0, 1, 1));
        Assert.Equal((ProcessRule.None, 0), Newest(0, 0, 0, 0, 0, 0, 0, worse - 1));
        Assert.Equal((ProcessRule.BeyondLimit, 1), Newest(0, 0, 0, 0, 0, 0, 0, worse));
        // Zero is the usual value: however many in a row are no run for the better. Ones in a row are news.
        Assert.Equal((ProcessRule.None, 0), Newest(0, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal(1, Newest(1, 1, 1, 1, 1, 1, 1, 1).Side);
    }

    /// <summary>A level that kept still has no moving ranges; one case more is within what cases do.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ALevelThatKeptStill_MayMoveByACase(int level)
    {
        var baseline = ProcessBaseline.Of(ProcessModel.Level, Levels(Enumerable.Repeat((double)level, 24)))!;
        Assert.Equal((0, 0, 1), (baseline.Limits(1).SideOf(level + 1), baseline.Limits(1).SideOf(level - 1),
            baseline.Limits(1).SideOf(level + 4)));
        // What is no count is judged as it is found.
        var amount = ProcessBaseline.Of(ProcessModel.Level, Levels(Enumerable.Repeat(level + 0.5, 24)))!;
        Assert.Equal(1, amount.Limits(1).SideOf(level + 1));
    }

    [Theory]
    [InlineData(1, 0.95)]
    [InlineData(0, 0.05)]
    public void ARateThatIsUsuallyAllOrNone_IsNoRun(double usual, double rare)
    {
        var points = Enumerable.Range(0, 32).Select(i => new ProcessPoint(i is 3 or 9 or 20 ? rare : usual, 20)).ToList();
        Assert.All(ProcessChart.Of(ProcessModel.Rate, points).Points, point => Assert.Equal(ProcessRule.None, point.Rule));
    }

    [Fact]
    public void EachRule_FindsWhatItIsFor()
    {
        // A limit lies 5.3 from the centre, the outer third begins at 3.5.
        var usual = Alternating(24, 9, 11);
        Assert.Equal((ProcessRule.BeyondLimit, 1, 31), Newest([.. usual, .. Alternating(7, 9, 11), 16]));
        Assert.Equal((ProcessRule.BeyondLimit, -1, 31), Newest([.. usual, .. Alternating(7, 9, 11), 4]));
        Assert.Equal((ProcessRule.Run, 1, 25), Newest([.. usual, 9, 11, 11, 11, 11, 11, 11, 11]));
        Assert.Equal((ProcessRule.None, 0, 31), Newest([.. usual, 9, 9, 11, 11, 11, 11, 11, 11]));
        Assert.Equal((ProcessRule.TwoOfThree, 1, 29), Newest([.. usual, 11, 9, 11, 9, 11, 14, 9, 14]));
        Assert.Equal((ProcessRule.None, 0, 31), Newest([.. usual, 11, 9, 11, 9, 11, 14, 9, 6]));
        // Beyond a limit at the end of a run, the run's beginning is told.
        Assert.Equal((ProcessRule.BeyondLimit, 1, 25), Newest([.. usual, 9, 11, 11, 11, 11, 11, 11, 16]));
    }

    [Fact]
    public void WhereNeighboursResembleEachOther_LimitsAreWiderAndRunsLonger()
    {
        double[] drifting = [.. Enumerable.Range(0, 24).Select(i => 10 + (3 * Math.Sin(i / 3.0)))];
        var baseline = ProcessBaseline.Of(ProcessModel.Level, Levels(drifting))!;
        Assert.True(baseline.Dependence > 0.7);
        Assert.True(baseline.RunLength > 12);
        Assert.All(drifting, value => Assert.Equal(0, baseline.Limits(1).SideOf(value)));
    }

    [Fact]
    public void ALongerStretch_EvensOut()
    {
        var baseline = ProcessBaseline.Of(ProcessModel.Events,
            [.. Alternating(24, 1.5, 2.5).Select(value => new ProcessPoint(value, 20))])!;
        var (month, quarter) = (baseline.Expect(20), baseline.Expect(60));
        Assert.Equal(2, month.Centre, 9);
        Assert.True(quarter.Upper - quarter.Lower < (month.Upper - month.Lower) * 0.7);
    }

    private static (ProcessRule, int, int) Newest(double[] values)
    {
        var newest = ProcessChart.Of(ProcessModel.Level, Levels(values)).Points[^1];
        return (newest.Rule, newest.Side, newest.Since);
    }

    private static double[] Alternating(int count, double one, double other) =>
        [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? one : other)];

    private static List<ProcessPoint> Levels(IEnumerable<double> values) => [.. values.Select(value => new ProcessPoint(value, 1))];
}
