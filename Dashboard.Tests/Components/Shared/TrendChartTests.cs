using Bunit;
using Concentric.Dashboard.Components.Shared.Charts;

namespace Concentric.Tests.Components.Shared;

public class TrendChartTests : ComponentTest
{
    private static readonly IReadOnlyList<TrendPoint> Points = [new("May", "May 2025", "/petitions?month=2025-05"),
        new("Jun", "June 2025")];

    [Fact]
    public void Table_HoldsTheNumbersOfTheChart()
    {
        var chart = Chart([new("closed", TrendMark.Bar, [9, 1234]), new("received", TrendMark.Line, [null, 0])]);
        Assert.Equal(["Month", "closed", "received"], chart.FindAll("thead th").Select(cell => cell.TextContent));
        Assert.Equal(["May 2025", "9", "—", "June 2025", "1,234", "0"], chart.FindAll("tbody th, tbody td")
            .Select(cell => cell.TextContent));
    }

    [Fact]
    public void EachPoint_SaysItsValues_AndLeadsToItsRecords()
    {
        var chart = Chart([new("closed", TrendMark.Bar, [9, 0])]);
        var link = chart.Find(".chart-columns a");
        Assert.Equal("/petitions?month=2025-05", link.GetAttribute("href"));
        Assert.Contains("May 2025", link.TextContent);
        Assert.Contains("closed 9", link.TextContent);
        Assert.Single(chart.FindAll(".chart-columns a"));
    }

    /// <summary>Names come from what people entered.</summary>
    [Fact]
    public void Texts_StayTexts()
    {
        const string Name = "<b onclick=\"x\">R&D's";
        var chart = Render<TrendChart>(Parameters([new(Name, Name, $"/petitions?q={Name}")], [new(Name, TrendMark.Bar, [3])]));
        Assert.Empty(chart.FindAll("[onclick]"));
        Assert.Equal([Name, "3"], chart.FindAll("tbody th, tbody td").Select(cell => cell.TextContent));
        Assert.Equal($"/petitions?q={Name}", chart.Find(".chart-columns a").GetAttribute("href"));
        Assert.Equal([Name, $"{Name} 3"], chart.FindAll(".chart-tip > *").Select(line => line.TextContent));
        Assert.Equal(Name, chart.Find(".chart-label").TextContent);
    }

    [Fact]
    public void MissingValue_DrawsNoBar_ButZeroDoes()
    {
        var bars = Chart([new("closed", TrendMark.Bar, [null, 0])]).FindAll(".chart-bar");
        Assert.Equal("visibility:hidden", bars[0].GetAttribute("style"));
        Assert.Equal("bottom:0%;height:0%", bars[1].GetAttribute("style"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void NoValues_SayWhatToDo(int values)
    {
        var chart = Chart([new("closed", TrendMark.Bar, [.. Enumerable.Repeat<double?>(null, values)])]);
        Assert.Equal("No petitions yet", chart.Find(".empty-title").TextContent);
        Assert.Empty(chart.FindAll("table, svg"));
    }

    [Fact]
    public void NoPoints_SayWhatToDo() =>
        Assert.NotNull(Render<TrendChart>(Parameters([], [new("closed", TrendMark.Line, [])])).Find(".empty-title"));

    [Fact]
    public void Numbers_InStyles_DoNotFollowTheReadersLanguage()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        var chart = Chart([new("closed", TrendMark.Bar, [1, 3])]);
        Assert.Equal("bottom:0%;height:33.33%", chart.Find(".chart-bar").GetAttribute("style"));
    }

    /// <summary>A line does not plunge to a month of which the first days are counted: what leads there is drawn apart.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void AMonthThatGoesOn_IsDrawnApart(bool isPart, int lines)
    {
        var chart = Render<TrendChart>(Parameters([new("May", "May"), new("Jun", "June"), new("Jul", "July", IsPart: isPart)],
            [new("received", TrendMark.Line, [9, 8, 1])]));
        Assert.Equal(lines, chart.FindAll(".line").Count);
        Assert.Equal(isPart ? 1 : 0, chart.FindAll(".line.part").Count);
        Assert.Equal(isPart ? 2 : 3, chart.Find(".line").GetAttribute("d")!.Count(letter => letter is 'M' or 'L'));
    }

    private IRenderedComponent<TrendChart> Chart(IReadOnlyList<TrendSeries> series) => Render<TrendChart>(Parameters(Points, series));

    private static Action<ComponentParameterCollectionBuilder<TrendChart>> Parameters(IReadOnlyList<TrendPoint> points,
        IReadOnlyList<TrendSeries> series) =>
        parameters => parameters
            .Add(chart => chart.Title, "Petitions by month")
            .Add(chart => chart.Points, points)
            .Add(chart => chart.Series, series)
            .Add(chart => chart.PointHeader, "Month")
            .Add(chart => chart.EmptyText, "No petitions yet")
            .Add(chart => chart.Format, value => value.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("en")));
}
