using Bunit;
using Concentric.Dashboard.Features.ProcessCharts;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Tests.Components.Shared;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Concentric.Tests.Components.ProcessCharts;

public class BehaviourChartTests : ComponentTest
{
    private static readonly DateOnly Today = new(2026, 3, 18);
    private static readonly Metric Held = new MetricCatalogue(new())["activities.held"];

    [Fact]
    public void EachPoint_IsToldApartByItsShape_AndLeadsToItsRecords()
    {
        var chart = Draw(Chart([
            Point(1, 10, isBefore: true), Point(2, 12), Point(3, 30, ProcessRule.BeyondLimit, 1, VariationKind.Better),
            Point(4, 1, ProcessRule.BeyondLimit, -1, VariationKind.Worse), Point(6, 5, isOver: false)])
            with
        { Restart = new(new(2025, 2, 1), true, []) });
        Assert.Equal(["before", "usual", "better", "worse", "running"],
            chart.FindAll(".chart-columns .behaviour-point").Select(point => point.ClassList.Single(name => name != "behaviour-point")));
        Assert.Equal(["/records?from=2025-01-01", "/records?from=2025-02-01", "/records?from=2025-03-01", "/records?from=2025-04-01",
            "/records?from=2025-06-01"], chart.FindAll(".chart-columns a").Select(link => link.GetAttribute("href")));
        // May had no working day, so it has a place and no point.
        Assert.Equal(6, chart.FindAll(".chart-columns li").Count);
        Assert.Equal(["as usual", "better than usual", "worse than usual", "not over yet, not judged",
            "before the new secretary, not judged with the rest", "usual range"],
            chart.FindAll(".behaviour-key li").Select(key => key.TextContent.Trim()));
    }

    [Fact]
    public void TheTable_SaysTheSame_TheNewestFirst()
    {
        var chart = Draw(Chart([Point(1, 12), Point(2, 30, ProcessRule.BeyondLimit, 1, VariationKind.Better), Point(3, 5, isOver: false)]));
        Assert.Equal(["Month", "Figure (events)", "Working days", "Usual range", "Beside the usual"],
            chart.FindAll(".chart-table thead th").Select(head => head.TextContent));
        Assert.Equal(["March 2025|5|20|5–20|not over yet, not judged",
            "February 2025|30|20|5–20|◆ February 2025: above the usual range", "January 2025|12|20|5–20|"],
            chart.FindAll(".chart-table tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))));
    }

    [Fact]
    public void WhatWasBeforeAnEnteredEvent_IsCalledSo()
    {
        var chart = Draw(Chart([Point(1, 10, isBefore: true), Point(2, 12)]) with
        { Restart = new(new(2025, 2, 1), false, [new(1, "供暖季", "heating season", "", "")]) });
        Assert.Contains("before “heating season”, not judged with the rest",
            chart.FindAll(".behaviour-key li").Select(key => key.TextContent.Trim()));
    }

    [Fact]
    public void ARestart_IsMarkedWithItsReason()
    {
        var chart = Draw(Chart([Point(1, 10, isBefore: true), Point(2, 12)]) with { Restarts = [new(new(2025, 2, 1), true, [])] });
        Assert.Contains("new secretary", chart.Find(".chart-event").TextContent);
        Assert.Contains("--left:50%", chart.Find(".chart-event").GetAttribute("style"));
    }

    /// <summary>A sign that no point has is not explained, least of all one that says that all is well.</summary>
    [Fact]
    public void WherePointsAreNotJudged_NoneIsCalledUsual()
    {
        string[] KeysOf(params MetricChartPoint[] points) =>
            [.. Draw(Chart(points)).FindAll(".behaviour-key li").Select(key => key.TextContent.Trim())];
        var unjudged = Point(2, 12, kind: VariationKind.Unknown) with { Lower = null, Centre = null, Upper = null };
        Assert.Equal(["not judged"], KeysOf(unjudged));
        Assert.Equal(["not over yet, not judged"], KeysOf(unjudged with { IsOver = false }));
        Assert.Equal(["before , not judged with the rest"], KeysOf(unjudged with { IsBeforeRestart = true }));
        Assert.Equal(["as usual", "usual range"], KeysOf(Point(1, 12)));
    }

    [Fact]
    public void WithoutPoints_ItSaysWhatToExpect() =>
        Assert.Equal("There are no points to draw yet", Draw(Chart([])).Find(".empty-title").TextContent);

    [Fact]
    public void Limits_AreDrawnInSteps_AndStayWithinThePlot()
    {
        var chart = Chart([Point(1, 12), Point(2, 12, exposure: 10)]);
        var slots = BehaviourPath.Slots(chart);
        var scale = Concentric.Dashboard.Components.Shared.Charts.ChartScale.For([0, 10]);
        Assert.Equal("M0,0H50V50H0ZM50,0H100V75H50Z", BehaviourPath.Band(slots, scale));
        Assert.Equal("M0,50H50V75H100", BehaviourPath.Steps(slots, scale, point => point.Lower));
    }

    [Fact]
    public void WordsOfALeader_TellWhatStandsOut_ARunOnce()
    {
        var since = new DateOnly(2025, 3, 1);
        var chart = Chart([Point(1, 12), Point(2, 12),
            .. Enumerable.Range(3, 6).Select(month => Point(month, 16)),
            Point(9, 16, ProcessRule.Run, 1, VariationKind.Better, since, 7),
            Point(10, 16, ProcessRule.Run, 1, VariationKind.Better, since, 8),
            Point(11, 1, ProcessRule.BeyondLimit, -1, VariationKind.Worse)]);
        Assert.Equal(["November 2025: below the usual range",
            "8 months in a row above the middle of what is usual, from March 2025 to October 2025"],
            ChartWords.Findings(chart).Select(finding => finding.Text));
        // While it goes on it has no end, nor has what still runs any part in it.
        var lasting = Chart([.. chart.Points.SkipLast(1), Point(11, 1, isOver: false)]);
        Assert.Equal(["8 months in a row above the middle of what is usual, since March 2025"],
            ChartWords.Findings(lasting).Select(finding => finding.Text));
        var weeks = chart with { IsMonthly = false };
        Assert.EndsWith("from 1 Mar 2025 to 31 Oct 2025", ChartWords.Findings(weeks)[1].Text);
    }

    [Fact]
    public void WhereNoSinglePointStandsOut_ThePeriodAsAWholeDoes()
    {
        var chart = Chart([Point(1, 30, ProcessRule.BeyondLimit, 1, VariationKind.Better),
            Point(10, 12), Point(11, 12), Point(12, 12)]) with
        { Period = new(new(2025, 10, 1), new(2025, 12, 31)) };
        Assert.DoesNotContain(ChartWords.Findings(chart), finding => finding.Text.Contains("as a whole"));
        var worse = chart with
        {
            Figure = chart.Figure with { Variation = new(VariationKind.Worse, VariationGap.None, new(15, 9.5, 19.5), true, 24, null) },
        };
        Assert.Equal((VariationKind.Worse, "None of the months stands out by itself; the period as a whole does"),
            (ChartWords.Findings(worse)[0].Mark.Kind, ChartWords.Findings(worse)[0].Text));
        foreach (var other in new[]
        {
            worse with { Points = [.. worse.Points.SkipLast(1), Point(12, 1, ProcessRule.BeyondLimit, -1, VariationKind.Worse)] },
            worse with { Period = new(new(2026, 1, 1), Today) }, worse with { Model = ProcessModel.Level },
        })
            Assert.DoesNotContain(ChartWords.Findings(other), finding => finding.Text.Contains("as a whole"));
    }

    [Fact]
    public void TheFirstSentence_SaysSinceWhenAllIsAsUsual_AndWhyNothingCanBeTold()
    {
        var chart = Chart([Point(1, 30, ProcessRule.BeyondLimit, 1, VariationKind.Better), Point(2, 12), Point(3, 12)]);
        Assert.Equal("As usual since 1 Feb 2025", ChartWords.Headline(chart, Held).Text);
        Assert.Equal("1 Jan – 18 Mar: 12 events; usually 10–19 events in as many working days (54)", ChartWords.Figure(chart, Held));
        var joined = new FigureVariation(VariationKind.Unknown, VariationGap.TooFewSinceJoined, null, false, 0, null)
        { JoinedOn = new(2025, 7, 1) };
        Assert.StartsWith("A community joined in July 2025;",
            ChartWords.Headline(chart with { Figure = chart.Figure with { Variation = joined } }, Held).Text);
        foreach (var gap in Enum.GetValues<VariationGap>().Where(gap => gap != VariationGap.None))
        {
            var unknown = chart with { Figure = chart.Figure with { Variation = new(VariationKind.Unknown, gap, null, false, 0, null) } };
            Assert.NotEqual("", ChartWords.Headline(unknown, Held).Text);
            Assert.Equal("1 Jan – 18 Mar: 12 events", ChartWords.Figure(unknown, Held));
        }
    }

    [Fact]
    public void OfATarget_ItIsSaidWhetherAndWhenItIsMet()
    {
        var chart = Chart([Point(1, 12)]);
        Assert.Null(ChartWords.Target(chart.Figure, Held));
        Assert.Equal(("≈", "Target 15 events: met at times"),
            ChartWords.Target(chart.Figure with { Target = 15, Assurance = Assurance.Sometimes }, Held));
        TargetPace pace = new(60, new(new(2026, 1, 1), new(2026, 3, 31)), 55, null);
        Assert.Equal("At the present pace it will be about 55 events by 31 Mar, short of the target of 60 events",
            ChartWords.Forecast(chart with { Pace = pace }, Held));
        Assert.Equal("At the present pace the target of 60 events by 31 Mar is reached about 25 Mar",
            ChartWords.Forecast(chart with { Pace = pace with { ReachedOn = new(2026, 3, 25) } }, Held));
        Assert.Equal("The target of 60 events by 31 Mar is reached already",
            ChartWords.Forecast(chart with { Pace = pace with { ReachedOn = Today } }, Held));
        Assert.Equal("At the present pace the target of 60 events by 31 Mar is reached about 18 Mar",
            ChartWords.Forecast(chart with { Pace = pace with { ReachedOn = Today, IsExpectedToday = true } }, Held));
        Assert.Equal("At the present rate it is met around June 2026",
            ChartWords.Forecast(chart with { TrendReaches = new(2026, 6, 1) }, Held));
    }

    [Theory]
    [InlineData("activities.held", 10, 9.6, "9 events", "10 events")]
    [InlineData("activities.held", 10, 9.99, "9 events", "10 events")]
    [InlineData("activities.held", 10.4, 10.2, "9 events", "10 events")]
    [InlineData("outputs.rubbish", 10, 9.96, "9.9 t", "10 t")]
    [InlineData("outputs.rubbish", 8.5, 7.25, "7.2 t", "8.5 t")]
    [InlineData("outputs.rubbish", 8.44, 8.42, "8.3 t", "8.4 t")]
    [InlineData("outputs.road", 1_500, 1_499.97, "1,499.9 m", "1,500 m")]
    public void WhatFallsShort_IsNotToldAsTheTarget_AndKeepsItsDecimals(string key, double target, double atEnd, string told, string aim)
    {
        var metric = new MetricCatalogue(new())[key];
        var chart = Chart([Point(1, 12)]) with { Pace = new(target, new(new(2026, 1, 1), new(2026, 3, 31)), atEnd, null) };
        Assert.Equal($"At the present pace it will be about {told} by 31 Mar, short of the target of {aim}",
            ChartWords.Forecast(chart, metric));
    }

    [Theory]
    [InlineData("en", "2025-11-09", "Worse than usual since 9 Nov 2025")]
    [InlineData("en", "2026-02-09", "Worse than usual since 9 Feb")]
    [InlineData("zh-CN", "2025-11-09", "2025年11月9日以来差于往常")]
    [InlineData("zh-CN", "2026-02-09", "2月9日以来差于往常")]
    public void SinceADayOfAnotherYear_IsSaidWithTheYear(string language, string since, string text)
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture =
            System.Globalization.CultureInfo.GetCultureInfo(language);
        var worse = new FigureVariation(VariationKind.Worse, VariationGap.None, new(15, 9.5, 19.5), true, 24,
            DateOnly.ParseExact(since, "yyyy-MM-dd"));
        Assert.Equal(text, Concentric.Dashboard.Features.Overview.TileViews.Vary(Held, worse, 5, Today).Text);
    }

    [Theory]
    [InlineData(VariationKind.Changed, "▲Not as usual")]
    [InlineData(VariationKind.Worse, "■Worse than usual")]
    [InlineData(VariationKind.AsUsual, "+12.5 %")]
    [InlineData(VariationKind.Unknown, "+12.5 %")]
    // 9 in 20 days against 8 in 16: a count of unlike working days is compared by the day, and says so.
    [InlineData(VariationKind.AsUsual, "by working day −10.0 %", 16)]
    public void InTheStrip_WhateverIsOutOfTheOrdinary_HasItsMark(VariationKind kind, string told, int daysBefore = 20)
    {
        var figure = new Concentric.Overview.Figure(Held.Key, new(9), new(8), null, []);
        var variation = kind == VariationKind.Unknown ? new FigureVariation(kind, VariationGap.TooFewPoints, null, false, 0, null)
            : new(kind, VariationGap.None, new(15, 9.5, 19.5), true, 24, null);
        var line = Concentric.Dashboard.Features.Overview.TileViews.LineOf(figure, Held, variation, new(20, daysBefore, 20),
            new(new(2026, 3, 1), Today), Today, new(new()));
        var strip = Render<Concentric.Dashboard.Features.Overview.FigureStrip>(parameters => parameters
            .Add(x => x.Lines, [line]).Add(x => x.Changes, new Dictionary<string, int>()));
        Assert.Equal(told, strip.Find(".strip-chart").TextContent.Trim());
    }

    private IRenderedComponent<BehaviourChart> Draw(MetricChart chart) => Render<BehaviourChart>(parameters => parameters
        .Add(x => x.Chart, chart).Add(x => x.Metric, Held).Add(x => x.HrefOf, point => $"/records?from={point.Period.From:yyyy-MM-dd}"));

    private static MetricChart Chart(MetricChartPoint[] points) => new(
        default, new(new(2026, 1, 1), Today), PeriodKind.Quarter, Today, 54,
        new(Held.Key, new(12), new(VariationKind.AsUsual, VariationGap.None, new(15, 9.5, 19.5), true, 24, null), null, Assurance.None, []),
        null, null, ProcessModel.Events, true, false, VariationGap.None, null, points);

    private static MetricChartPoint Point(int month, double value, ProcessRule rule = ProcessRule.None, int side = 0,
        VariationKind kind = VariationKind.AsUsual, DateOnly? since = null, int length = 1, bool isOver = true, bool isBefore = false,
        double exposure = 20)
    {
        var period = Period.MonthOf(new(2025, month, 1));
        double? Judged(double limit) => isBefore ? null : limit;
        return new(period, value, exposure, Judged(exposure / 4), Judged(exposure / 2), Judged(exposure), null, rule, side,
            isBefore || !isOver ? VariationKind.Unknown : kind, rule == ProcessRule.None ? null : since ?? period.From, length,
            isOver, isBefore);
    }
}
