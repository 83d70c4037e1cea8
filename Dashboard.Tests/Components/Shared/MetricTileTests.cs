using Bunit;
using Concentric.Dashboard.Components.Shared;
using Concentric.ProcessCharts;

namespace Concentric.Tests.Components.Shared;

public class MetricTileTests : ComponentTest
{
    [Fact]
    public void Comparison_IsToldByArrowSignAndWord_NotByColourAlone()
    {
        var deltas = Tile(new("−0.6 pt", "vs previous", -1, Verdict.Bad), new("+18", "vs last year", 1, Verdict.Good))
            .FindAll(".tile-deltas > span");
        Assert.Equal("bad", deltas[0].ClassName);
        Assert.Equal("▼−0.6 pt vs previous, worse", deltas[0].TextContent);
        Assert.Equal("good", deltas[1].ClassName);
        Assert.Equal("▲+18 vs last year, better", deltas[1].TextContent);
    }

    [Fact]
    public void FewerOverdue_IsGood_ThoughItFell()
    {
        var delta = Tile(new TileComparison("−3", "vs last week", -1, Verdict.Good)).Find(".tile-deltas > span");
        Assert.Equal("good", delta.ClassName);
        Assert.StartsWith("▼", delta.TextContent);
    }

    [Fact]
    public void NothingToCompare_HasNoArrow() =>
        Assert.Equal("— no records last year", Tile(new TileComparison("—", "no records last year", 0, Verdict.Neutral))
            .Find(".tile-deltas > span").TextContent);

    [Fact]
    public void EveryChange_MarksTheTileAnew()
    {
        var tile = Tile();
        Assert.DoesNotContain("changed", tile.Find("section").ClassName);
        var marks = new List<string?>();
        for (var changes = 1; changes <= 3; changes++)
        {
            tile.Render(parameters => parameters.Add(x => x.Changes, changes));
            marks.Add(tile.Find("section").ClassName);
        }

        // A browser starts an animation again only if its name differs from the one before.
        Assert.All(marks, mark => Assert.Contains("changed", mark));
        Assert.NotEqual(marks[0], marks[1]);
        Assert.NotEqual(marks[1], marks[2]);
    }

    [Fact]
    public void Tile_LeadsToItsRecords_AndTellsItsFormula()
    {
        var tile = Tile();
        Assert.Equal("/petitions?metric=petitions.resolved", tile.Find("h2 a").GetAttribute("href"));
        Assert.Equal("Closed with outcome resolved", tile.Find(".info-box").TextContent);
        Assert.Equal("Resolved: how it is reckoned", tile.Find("summary").TextContent);
    }

    [Theory]
    [InlineData(VariationKind.Better, Verdict.Good, "◆", "good")]
    [InlineData(VariationKind.Worse, Verdict.Bad, "■", "bad")]
    [InlineData(VariationKind.Changed, Verdict.Neutral, "▲", "neutral")]
    [InlineData(VariationKind.AsUsual, Verdict.Neutral, "○", "neutral")]
    public void WhetherItIsUsual_IsToldByShapeAndWords(VariationKind kind, Verdict verdict, string shape, string colour)
    {
        var tile = Render<MetricTile>(parameters => parameters.Add(x => x.Key, "key").Add(x => x.Name, "Name").Add(x => x.Formula, "")
            .Add(x => x.Value, "12").Add(x => x.Variation, new(kind, "as usual", "usually 10–20", verdict))
            .Add(x => x.ChartHref, "/charts/key"));
        var mark = tile.Find(".tile-variation");
        Assert.Contains(colour, mark.ClassList);
        string Text(string selector) => mark.QuerySelector(selector)!.TextContent;
        Assert.Equal((shape, "as usual", "usually 10–20"), (Text("i"), Text("a[href='/charts/key']"), Text("small")));
    }

    [Fact]
    public void WhatIsUsual_IsShortBesideTheFigure_AndReadOutInFull()
    {
        var tile = Render<MetricTile>(parameters => parameters.Add(x => x.Key, "key").Add(x => x.Name, "Name").Add(x => x.Formula, "")
            .Add(x => x.Value, "12").Add(x => x.Variation, new(VariationKind.AsUsual, "as usual", "usually 10–20 cases", Verdict.Neutral)
            {
                InBrackets = "(10–20)",
            }));
        var range = tile.Find(".tile-variation small");
        Assert.Equal("(10–20)", range.QuerySelector("[aria-hidden=true]")!.TextContent);
        Assert.Equal("usually 10–20 cases", range.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Equal("usually 10–20 cases", range.GetAttribute("title"));
    }

    [Fact]
    public void WhatThereIsNot_TakesNoLine()
    {
        Assert.Empty(Tile().FindAll(".tile-deltas, .tile-foot, .spark"));
        Assert.Equal("Target 100", Render<MetricTile>(parameters => parameters.Add(x => x.Key, "key").Add(x => x.Name, "Name")
            .Add(x => x.Formula, "").Add(x => x.Value, "12").Add(x => x.Foot, "Target 100")).Find(".tile-foot").TextContent);
    }

    private IRenderedComponent<MetricTile> Tile(params TileComparison[] comparisons) => Render<MetricTile>(parameters => parameters
        .Add(tile => tile.Key, "petitions.resolved")
        .Add(tile => tile.Name, "Resolved")
        .Add(tile => tile.Formula, "Closed with outcome resolved")
        .Add(tile => tile.Value, "164")
        .Add(tile => tile.Href, "/petitions?metric=petitions.resolved")
        .Add(tile => tile.Comparisons, comparisons));
}
