using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Tests.TestData;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace Concentric.Tests.Core.Exports;

/// <summary>Charts draw from cells; what they hold for programs that don't count is what the cells say.</summary>
public sealed partial class ChartTests
{
    [Fact]
    public async Task EveryPoint_IsTheCellThatItsFormulaNames_AndAnEmptyCellIsAGap()
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(receivedOn: SummaryBook.March.From));
        var book = await SummaryBook.MakeAsync(store);
        using var document = book.Open();
        var (points, gaps) = (0, 0);
        var charts = document.WorkbookPart!.WorksheetParts.SelectMany(sheet => sheet.DrawingsPart?.ChartParts ?? []).ToList();
        Assert.Equal(6, charts.Count);
        foreach (var chart in charts)
        {
            Assert.NotEmpty(chart.ChartSpace.Descendants<C.Title>().First().InnerText);
            foreach (var text in chart.ChartSpace.Descendants<C.StringReference>())
            {
                var shown = CellsOf(document, text.Formula!.Text).Select(cell => cell is null ? "" : WorkbookCells.Shown(document, cell));
                Assert.Equal(shown, text.StringCache!.Elements<C.StringPoint>().Select(point => point.NumericValue!.Text));
            }

            foreach (var numbers in chart.ChartSpace.Descendants<C.NumberReference>())
            {
                var cells = CellsOf(document, numbers.Formula!.Text);
                Assert.Equal((uint)cells.Count, numbers.NumberingCache!.PointCount!.Val!.Value);
                var held = numbers.NumberingCache.Elements<C.NumericPoint>()
                    .ToDictionary(point => (int)point.Index!.Value, point => Number(point.NumericValue!.Text));
                for (var i = 0; i < cells.Count; i++)
                {
                    var value = cells[i]?.CellValue is { } cell ? Number(cell.Text) : (double?)null;
                    Assert.Equal(value, held.TryGetValue(i, out var point) ? point : null);
                    _ = value is null ? gaps++ : points++;
                }
            }
        }

        Assert.True(points > 0 && gaps > 0, $"{points} points, {gaps} gaps");
        book.AssertValid();
    }

    /// <summary>The cells of a range in one row or column; null for one that is not written.</summary>
    private static List<Cell?> CellsOf(SpreadsheetDocument document, string address)
    {
        var range = Range().Match(address);
        Assert.True(range.Success, address);
        var cells = WorkbookCells.Of(document, range.Groups["sheet"].Value).ToDictionary(cell => cell.CellReference!.Value!);
        var (row, from) = (range.Groups["row"].Value, Place(range.Groups["from"].Value));
        var to = range.Groups["to"] is { Success: true } last ? Place(last.Value) : from;
        return [.. Enumerable.Range(from, to - from + 1).Select(column => cells.GetValueOrDefault((char)('A' + column) + row))];
    }

    private static int Place(string letter) => Assert.Single(letter) - 'A';

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^'?(?<sheet>.+?)'?!\$(?<from>[A-Z]+)\$(?<row>\d+)(:\$(?<to>[A-Z]+)\$\k<row>)?$")]
    private static partial Regex Range();
}
