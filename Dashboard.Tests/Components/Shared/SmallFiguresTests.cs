using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Components.Shared.Charts;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components.Shared;

public class SmallFiguresTests : ComponentTest
{
    [Fact]
    public void Sparkline_SpansItsBox()
    {
        var path = Spark(1, 3, 2).Find("path").GetAttribute("d");
        Assert.Equal("M3,25L55,3L107,14", path);
    }

    [Fact]
    public void Sparkline_OfEqualValues_RunsThroughTheMiddle() =>
        Assert.Equal("M3,14L107,14", Spark(5, 5).Find("path").GetAttribute("d"));

    [Fact]
    public void Sparkline_OfOneValue_IsADotAtTheRight() =>
        Assert.Equal("107", Spark(5).Find("circle").GetAttribute("cx"));

    [Fact]
    public void Sparkline_WithoutValues_IsNothing()
    {
        Assert.Empty(Spark(null, null).Markup.Trim());
        Assert.Empty(Spark().Markup.Trim());
    }

    [Fact]
    public void Sparkline_EndsWithItsLastKnownValue() =>
        Assert.Equal("55", Spark(1, 2, null).Find("circle").GetAttribute("cx"));

    /// <summary>A month of which a day is over has little of anything: it does not look like a fall.</summary>
    [Fact]
    public void Sparkline_DrawsAMonthThatGoesOnApart_AndMeasuresByTheOthers()
    {
        var line = Render(Sparkline.Of([10, 30, 20, 1], isPart: true));
        Assert.Equal(["M3,25L37.67,3L72.33,14", "M72.33,14L107,25"], line.FindAll("path").Select(path => path.GetAttribute("d")));
        Assert.Equal("part", line.Find("circle").ClassName);
        // More than in any month is more, though it goes on.
        Assert.Equal("3", Render(Sparkline.Of([10, 20, 40], isPart: true)).Find("circle").GetAttribute("cy"));
        // The only value there is, and it is of a part.
        Assert.Equal("14", Render(Sparkline.Of([null, null, 4], isPart: true)).Find("circle.part").GetAttribute("cy"));
    }

    [Theory]
    [InlineData(0.95, "width:95%")]
    [InlineData(1.2, "width:100%")]
    [InlineData(null, "width:0%")]
    public void Meter_StaysInItsBox(double? fraction, string style) =>
        Assert.Equal(style, Render(Meter.Of(fraction)).Find("i").GetAttribute("style"));

    [Fact]
    public void Funnel_MeasuresStagesByTheLargest_AndKeepsNumbersReadable()
    {
        var funnel = Render<StageFunnel>(parameters => parameters.Add(x => x.Stages,
            [new("Collected", 20, "20"), new("Negotiated", 2, "2"), new("Handled", 0, "0")]));
        Assert.Equal(["width:100%", "width:10%", "width:0%"], funnel.FindAll("i").Select(bar => bar.GetAttribute("style")));
        Assert.Equal([false, true, true], funnel.FindAll("b").Select(number => number.ClassList.Contains("outside")));
    }

    [Fact]
    public void Funnel_WithNothingOpen_HasEmptyBars()
    {
        var funnel = Render<StageFunnel>(parameters => parameters.Add(x => x.Stages, [new("Collected", 0, "0")]));
        Assert.Equal("width:0%", funnel.Find("i").GetAttribute("style"));
    }

    [Fact]
    public void Segments_SayWhichOneIsChosen()
    {
        var control = Render<SegmentedControl>(parameters => parameters
            .Add(x => x.Label, "Period")
            .Add(x => x.Segments, [new("Month", "?period=month", false), new("Quarter", "?period=quarter", true)]));
        Assert.Equal("Quarter", control.Find("a[aria-current=true]").TextContent);
        Assert.Equal("Period", control.Find("[role=group]").GetAttribute("aria-label"));
    }

    private IRenderedComponent<IComponent> Spark(params double?[] values) =>
        Render(Sparkline.Of(values));
}
