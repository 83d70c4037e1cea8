using System.Globalization;
using Concentric.Alerts;
using Concentric.Metrics;

namespace Concentric.Tests.Core.Alerts;

/// <summary>A sentence about an alert says over which days, and never that a figure is below itself.</summary>
public sealed class AlertWordsTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void AFact_SaysItsDays_WheneverItIsRead()
    {
        var limit = new AlertTerms("visits.count", AlertCondition.PastLimit, AlertSide.Below, 5_000, null, null);
        var figures = new AlertFigures(2, null, null, null, new(new(2026, 2, 18), new(2026, 3, 17)));
        Assert.Contains("2026-02-18 至 2026-03-17", AlertWords.Fact(limit, "馨盛园", figures, Chinese));
        Assert.Contains("2026-02-18 to 2026-03-17", AlertWords.Fact(limit, "Xinsheng", figures, English));
        var target = new AlertTerms("visits.count", AlertCondition.OffTarget, AlertSide.Above, null, null, 2);
        var month = figures with { Target = 6.4, Period = new(new(2026, 2, 1), new(2026, 2, 28)) };
        Assert.Contains("2026年2月", AlertWords.Fact(target, "馨盛园", month, Chinese));
        Assert.Contains("February 2026", AlertWords.Fact(target, "Xinsheng", month, English));
        // Notices of an older version don't know them.
        Assert.StartsWith("馨盛园：“", AlertWords.Fact(limit, "馨盛园", figures with { Period = null }, Chinese));
        Assert.Contains("2026-03-20", AlertWords.Over(limit, "馨盛园", 7, new(2026, 3, 20), Chinese));
        // A month's figure is not that day's.
        Assert.Equal($"馨盛园：2026-03-20 “{AlertWords.Name("visits.count", Chinese)}”已达到目标",
            AlertWords.Over(target, "馨盛园", 7, new(2026, 3, 20), Chinese));
        Assert.DoesNotContain("7", AlertWords.Over(target, "Xinsheng", 7, new(2026, 3, 20), English));
    }

    [Theory]
    [InlineData("petitions.on-time-rate", 0.8996, 0.9, "89.96 %", "90.00 %")]
    [InlineData("petitions.on-time-rate", 0.89996, 0.9, "89.996 %", "90.000 %")]
    [InlineData("petitions.on-time-rate", 0.9, 0.9, "90.0 %", "90.0 %")]
    [InlineData("petitions.on-time-rate", 0.85, 0.9, "85.0 %", "90.0 %")]
    [InlineData("visits.count", 1, 1.4, "1 visits", "1.4 visits")]
    [InlineData("visits.count", 1, 2.6, "1 visits", "3 visits")]
    public void WhatDiffers_IsNotWrittenAlike(string key, double value, double other, string written, string beside)
    {
        var metric = new MetricCatalogue(MetricOptions.Default)[key];
        Assert.Equal((written.Split(' ')[0], beside.Split(' ')[0]), (FigureFormat.Beside(metric, value, other, English).Split(' ')[0],
            FigureFormat.Beside(metric, other, value, English).Split(' ')[0]));
    }
}
