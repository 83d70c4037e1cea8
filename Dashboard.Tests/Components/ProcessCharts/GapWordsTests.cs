using System.Globalization;
using Concentric.Dashboard.Api;
using Concentric.Dashboard.Features.Overview;
using Concentric.Dashboard.Features.ProcessCharts;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Tests.Components.ProcessCharts;

/// <summary>Why nothing can be told: of the period in the first sentence, of the chart below it, each once.</summary>
public sealed class GapWordsTests
{
    private static readonly DateOnly Today = new(2026, 3, 18);
    private static readonly Metric Held = new MetricCatalogue(new())["activities.held"];
    private static readonly ProcessRestart Heating = new(new(2026, 1, 12), false, [new(1, "供暖季", "heating season", "", "")]);

    public GapWordsTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = new("en");

    [Fact]
    public void WeeksBeforeThePeriod_AreNotTakenForThoseUpToNow()
    {
        var variation = Unknown(VariationGap.TooFewSinceRestart) with { Restart = Heating, LacksBefore = true };
        Assert.Equal("Fewer than 12 weeks lie between “heating season” and this period: too early to judge it. "
            + "The chart judges the weeks since.", Headline(variation, VariationGap.None));
        Assert.Null(ChartWords.GapOfPoints(Chart(variation, VariationGap.None)));
        Assert.Equal("Fewer than 12 weeks between “heating season” and this period: too early to judge",
            TileViews.Vary(Held, variation, null, Today).Text);
        // Too few up to now as well: that is said, once.
        var chart = Chart(variation, VariationGap.TooFewSinceRestart) with { Restart = Heating };
        Assert.StartsWith("Fewer than 12 weeks since “heating season”: too early", ChartWords.Headline(chart, Held).Text);
        Assert.Null(ChartWords.GapOfPoints(chart));
        Assert.Equal("Fewer than 12 weeks since “heating season”: too early to judge",
            TileViews.Vary(Held, variation with { LacksBefore = false }, null, Today).Text);
        // What the chart lacks is another thing than what the period does.
        Assert.StartsWith("There are fewer than 12 weeks of regular records",
            ChartWords.GapOfPoints(Chart(Unknown(VariationGap.NoWorkingDays), VariationGap.TooFewPoints)));
    }

    [Theory]
    [InlineData(0, false, "It has always been zero")]
    [InlineData(3, false, "Before this period it was always zero")]
    [InlineData(0, true, "Zero ever since “heating season”")]
    [InlineData(3, true, "From “heating season” up to this period it was zero")]
    public void OfZeros_NothingIsSaidThatTheFigureContradicts(double value, bool isSinceRestart, string told)
    {
        var restart = isSinceRestart ? Heating : null;
        var variation = Unknown(VariationGap.AllZero) with { Restart = restart };
        Assert.StartsWith(told, ChartWords.Headline(Chart(variation, VariationGap.AllZero, value), Held).Text);
        Assert.StartsWith(isSinceRestart ? "Zero from “heating season” up to this period" : "Always zero before",
            TileViews.Vary(Held, variation, null, Today).Text);
        // Of its own points the chart says it, not of the figure.
        Assert.Equal(isSinceRestart ? "All points since “heating season” that are over are zero, so no usual range can be drawn."
            : "All points that are over are zero, so no usual range can be drawn.",
            ChartWords.GapOfPoints(Chart(Unknown(VariationGap.NoWorkingDays), VariationGap.AllZero) with { Restart = restart }));
    }

    [Fact]
    public void APeriodWithoutWorkingDays_IsNotToldToWaitForOne()
    {
        Assert.StartsWith("This period has no working day", Headline(Unknown(VariationGap.WithoutWorkingDays), VariationGap.None));
        Assert.DoesNotContain("yet", TileViews.Vary(Held, Unknown(VariationGap.WithoutWorkingDays), null, Today).Text);
    }

    [Fact]
    public void AProgram_IsToldInWhichMonthACommunityJoined()
    {
        var variation = Unknown(VariationGap.TooFewSinceJoined) with { JoinedOn = new(2026, 1, 1) };
        Assert.Equal(new DateOnly(2026, 1, 1),
            MetricAnswer.Of(Held, Judged(variation, 3), Today, PreviousFigure.Of(null, null), null).JoinedOn);
    }

    private static FigureVariation Unknown(VariationGap gap) => new(VariationKind.Unknown, gap, null, false, 0, null);

    private static string Headline(FigureVariation variation, VariationGap ofChart) =>
        ChartWords.Headline(Chart(variation, ofChart), Held).Text;

    private static MetricChart Chart(FigureVariation variation, VariationGap gap, double value = 3) => new(
        default, new(new(2026, 1, 1), Today), PeriodKind.Quarter, Today, 54, Judged(variation, value), null, null, ProcessModel.Events,
        false, false, gap, null, []);

    private static JudgedFigure Judged(FigureVariation variation, double value) =>
        new(Held.Key, new(value), variation, null, Assurance.None, []);
}
