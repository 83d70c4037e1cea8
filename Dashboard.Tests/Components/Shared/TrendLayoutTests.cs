using Concentric.Dashboard.Components.Shared.Charts;

namespace Concentric.Tests.Components.Shared;

public class TrendLayoutTests
{
    [Fact]
    public void EndLabels_OfEqualValues_DoNotLieOnEachOther()
    {
        var layout = Layout(12, Line(18), Line(18), Line(18));
        var tops = layout.EndLabels.Select(label => label.Top).ToList();
        Assert.All(tops.Zip(tops.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 10));
    }

    [Fact]
    public void EndLabels_AtTheBottom_StayOnThePlot()
    {
        var layout = Layout(12, Line(0), Line(0), Line(20));
        Assert.All(layout.EndLabels, label => Assert.InRange(label.Top, 0, 100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(36)]
    public void Labels_ShowTheNewestPointAtAnyWidth_AndFewerOnNarrowOnes(int count)
    {
        var classes = Layout(count, Line(3)).LabelClasses;
        Assert.Equal("", classes[^1]);
        Assert.InRange(classes.Count(label => label == ""), 1, 8);
        Assert.InRange(classes.Count(label => label is not null), Math.Min(count, 5), 18);
    }

    [Fact]
    public void LongLabels_AreThinnedOutMore()
    {
        var points = Enumerable.Range(0, 36).Select(i => new TrendPoint($"September {2000 + i}", "")).ToList();
        var shown = new TrendLayout(points, [Line(3)], v => $"{v}", true).LabelClasses.Count(label => label is not null);
        Assert.InRange(shown, 2, 6);
    }

    [Fact]
    public void Line_WithAMissingValue_HasAGapAndADot()
    {
        var layout = Layout(5, new TrendSeries("a", TrendMark.Line, [1, 2, null, 3, null]));
        var (_, points) = Assert.Single(layout.Lines);
        Assert.Equal(2, ChartPath.Line(points).Count(character => character == 'M'));
        Assert.Equal("M70,0h0", ChartPath.Dots(points));
    }

    [Fact]
    public void NegativeBar_HangsFromZero()
    {
        var layout = Layout(2, new TrendSeries("a", TrendMark.Bar, [10, -10]));
        Assert.Equal((50, 50), layout.Bar(10));
        Assert.Equal((0, 50), layout.Bar(-10));
    }

    [Fact]
    public void Notes_ThatWouldOverlap_StandOnDifferentRows()
    {
        var placed = Layout(12, Line(3)).Place(
            [new TrendEvent(11, "late note of some length"), new TrendEvent(6, "early note of some length"), new TrendEvent(6.5, "next"),
                new TrendEvent(13, "outside"), new TrendEvent(-1, "before")]);
        Assert.Equal(["early note of some length", "next", "late note of some length"], placed.Select(mark => mark.Note));
        Assert.All(placed, one =>
            Assert.DoesNotContain(placed, other => other != one && other.Row == one.Row && other.From < one.To && one.From < other.To));
    }

    private static TrendSeries Line(double last) =>
        new("run", TrendMark.Line, [.. Enumerable.Repeat<double?>(5, 40).Prepend(last).Reverse().TakeLast(36)]);

    private static TrendLayout Layout(int count, params TrendSeries[] series) => new(
        [.. Enumerable.Range(1, count).Select(i => new TrendPoint($"{i}月", ""))],
        [.. series.Select(run => run with { Values = [.. run.Values.TakeLast(count)] })],
        value => $"{value}", wholeNumbers: true);
}
