using Bunit;
using Concentric.Dashboard.Components.Shared;

namespace Concentric.Tests.Components.Shared;

public class PagerTests : ComponentTest
{
    [Theory]
    [InlineData(1, 1234, "1–50 of 1,234", "‹ 1 2 … 25 ›")]
    [InlineData(5, 1234, "201–250 of 1,234", "‹ 1 … 4 5 6 … 25 ›")]
    [InlineData(25, 1234, "1,201–1,234 of 1,234", "‹ 1 … 24 25 ›")]
    [InlineData(2, 150, "51–100 of 150", "‹ 1 2 3 ›")]
    [InlineData(1, 50, "1–50 of 50", "")]
    [InlineData(1, 0, "0–0 of 0", "")]
    public void Pager_SaysWhatIsShown(int page, int total, string range, string pages)
    {
        var pager = Pager(page, total);
        Assert.Equal(range, pager.Find(".pager-range").TextContent);
        Assert.Equal(pages, string.Join(' ', pager.FindAll("li").Select(item => item.TextContent.Trim())));
    }

    [Fact]
    public void Links_LeadToTheirPages()
    {
        var pager = Pager(2, 150);
        Assert.Equal("/list?page=1", pager.Find("a[rel=prev]").GetAttribute("href"));
        Assert.Equal("/list?page=3", pager.Find("a[rel=next]").GetAttribute("href"));
        Assert.Equal("2", pager.Find("a[aria-current=page]").TextContent);
    }

    private IRenderedComponent<Pager> Pager(int page, int total) => Render<Pager>(parameters => parameters
        .Add(pager => pager.Page, page)
        .Add(pager => pager.PageSize, 50)
        .Add(pager => pager.Total, total)
        .Add(pager => pager.HrefOf, number => $"/list?page={number}"));
}
