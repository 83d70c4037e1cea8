using Bunit;
using Concentric.Dashboard.Components.Tables;
using Concentric.Sheets;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;

namespace Concentric.Tests.Components.Tables;

/// <summary>One declaration of a page's table: what the page draws and what its file holds.</summary>
public sealed class PageTableTests : ComponentTest
{
    private static readonly Line[] Lines = [new("甲", 1_234, new DateTime(2026, 3, 1, 16, 30, 0, DateTimeKind.Utc), 250, true),
        new("乙", null, null, null, false)];

    private static PageTable<Line> Table => new("名册", columns =>
    [
        columns.Text("name", "名称", 20, line => line.Name).AsRowHead(),
        columns.Whole("count", "件数", 10, line => line.Count).Classed(line => line.Count > 1_000 ? "bad" : null),
        columns.Moment("at", "时间", new OfficeClock(new TestClock(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")), line => line.At),
        columns.Yuan("amount", "金额", 12, line => line.Fen),
        columns.YesNo("done", "办结", 8, line => line.IsDone).InFileOnly(),
        columns.OnPage("do", "操作"),
    ]);

    [Fact]
    public void ThePage_DrawsItsColumns_WithTheCellsThatItDrawsItself()
    {
        var table = Table.With("do", line => builder => builder.AddMarkupContent(0, $"<button>{line.Name}</button>"));
        var view = Render<PageTableView<Line>>(parameters => parameters
            .Add(one => one.Table, table).Add(one => one.Rows, Lines).Add(one => one.KeyOf, line => line.Name)
            .Add(one => one.RowAttributes, line => [new("data-line", line.Name)]).Add(one => one.Class, "cards"));

        Assert.Equal(["名称", "件数", "时间", "金额", "操作"], view.FindAll("thead th").Select(head => head.TextContent));
        Assert.Equal("甲", view.Find("tr[data-line=甲] th[scope=row]").TextContent);
        Assert.Equal(["1,234", "2026-03-02 00:30", "2.50", "甲"], view.FindAll("tr[data-line=甲] td").Select(cell => cell.TextContent));
        Assert.Equal(["", "—", "", "乙"], view.FindAll("tr[data-line=乙] td").Select(cell => cell.TextContent));
        Assert.Contains("bad", view.Find("tr[data-line=甲] td").ClassList);
        Assert.DoesNotContain("bad", view.Find("tr[data-line=乙] td").ClassList);
        Assert.All(view.FindAll("tbody td"), cell => Assert.NotEqual("", cell.GetAttribute("data-name")));
    }

    [Fact]
    public void TheFile_HasTheSameColumns_AndThoseOfItsOwn()
    {
        var file = Table.ToFile(Lines, ["合计", 1_234L, null, null, null, null]);
        Assert.Equal(3, file.Matched);
        Assert.Equal("名册", file.Name);
        Assert.Equal(
            [("名称", SheetType.Text), ("件数", SheetType.Whole), ("时间", SheetType.Day), ("时间 (time)", SheetType.Text), ("金额", SheetType.Money),
                ("办结", SheetType.Text)],
            file.Columns.Select(column => (column.Header, column.Type)));
    }

    [Fact]
    public void AColumnThatIsNotThere_OrTwice_IsAnError()
    {
        Assert.Throws<KeyNotFoundException>(() => Table.With("nothing", _ => _ => { }));
        Assert.Throws<ArgumentException>(() =>
            new PageTable<Line>("名册", columns => [columns.OnPage("do", "操作"), columns.OnPage("do", "操作")]));
    }

    private sealed record Line(string Name, int? Count, DateTime? At, long? Fen, bool IsDone);
}
