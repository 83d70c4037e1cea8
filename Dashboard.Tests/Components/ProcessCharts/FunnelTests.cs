using Bunit;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.ProcessCharts;
using Concentric.Tests.Components.Shared;

namespace Concentric.Tests.Components.ProcessCharts;

/// <summary>Communities beside the street: told apart by shape and words, each leading to its records.</summary>
public sealed class FunnelTests : ComponentTest
{
    private static readonly Funnel Street = Funnel.Of(FunnelScale.Rate,
        [.. Enumerable.Range(1, 8).Select(n => new FunnelUnit(n, 0.70 + (0.02 * n), 20 + (5 * n)))], 0.8)!;

    private static readonly FunnelPoint[] Points =
    [
        new("Xinsheng Garden", 25, 0.9, BesideStreet.Better, "90.0 % · 25 cases · better than the street", "/records/a"),
        new("Xinshun Garden", 60, 0.8, BesideStreet.AsStreet, "80.0 % · 60 cases · as the street", "/records/b"),
        new("Binhe Lane", 40, 0.5, BesideStreet.Worse, "50.0 % · 40 cases · worse than the street", "/records/c"),
    ];

    [Fact]
    public void AFew_HaveARowEach_WithNameMarkAndTheirBand()
    {
        var rows = Render<FunnelRows>(shown => shown.Add(one => one.Title, "On time").Add(one => one.Funnel, Street)
            .Add(one => one.Points, Points).Add(one => one.Format, value => $"{value:P0}").Add(one => one.CentreText, "street 80 %"));
        Assert.Equal(["Xinsheng Garden", "Xinshun Garden", "Binhe Lane"], rows.FindAll("li a > b").Select(name => name.TextContent));
        Assert.Equal(["◆", "●", "■"], rows.FindAll(".funnel-mark").Select(mark => mark.TextContent));
        Assert.Equal(["/records/a", "/records/b", "/records/c"], rows.FindAll("li a").Select(link => link.GetAttribute("href")));
        Assert.Contains("25 cases", rows.Find("li a > small").TextContent);
        var lefts = rows.FindAll(".funnel-mark").Select(mark => Percent(mark.GetAttribute("style")!, "left:")).ToList();
        Assert.True(lefts[2] < lefts[1] && lefts[1] < lefts[0]);
        // The street's line goes through the community that is as the street.
        Assert.Equal(lefts[1], Percent(rows.Find(".funnel-plot .funnel-line").GetAttribute("style")!, "left:"), 0.5);
        // The fewer cases, the wider the band.
        var widths = rows.FindAll("li .funnel-as-street").Select(band => Percent(band.GetAttribute("style")!, "width:")).ToList();
        Assert.True(widths[0] > widths[2] && widths[2] > widths[1]);
        Assert.All(rows.FindAll(".funnel-track, .funnel-plot"), part => Assert.Equal("true", part.GetAttribute("aria-hidden")));
    }

    [Fact]
    public void Many_AreAPicture_WhereOnlyWhatStandsOutIsNamedAtOnce()
    {
        var picture = Picture(Points);
        Assert.Equal(3, picture.FindAll(".funnel-points li").Count);
        Assert.Equal(["Xinsheng Garden", "Binhe Lane"], picture.FindAll(".funnel-hit > b").Select(name => name.TextContent));
        Assert.Equal(Points.Select(point => point.Detail), picture.FindAll(".chart-tip span").Select(tip => tip.TextContent));
        Assert.Equal(["◆", "●", "■"], picture.FindAll(".funnel-hit i").Select(mark => mark.TextContent));
        Assert.Empty(Picture([]).Markup.Trim());
    }

    private IRenderedComponent<FunnelPicture> Picture(IReadOnlyList<FunnelPoint> points) => Render<FunnelPicture>(shown => shown
        .Add(one => one.Title, "On time").Add(one => one.Funnel, Street).Add(one => one.Points, points)
        .Add(one => one.Format, value => $"{value:P0}").Add(one => one.FormatAcross, value => $"{value:0}")
        .Add(one => one.AcrossName, "cases").Add(one => one.CentreText, "street 80 %"));

    private static double Percent(string style, string name)
    {
        var from = style.IndexOf(name, StringComparison.Ordinal) + name.Length;
        return double.Parse(style[from..style.IndexOf('%', from)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
