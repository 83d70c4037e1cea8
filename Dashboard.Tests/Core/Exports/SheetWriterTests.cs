using System.Globalization;
using System.Text;
using Concentric.Sheets;

namespace Concentric.Tests.Core.Exports;

/// <summary>Rows written as a stream, into workbooks and comma-separated files.</summary>
public sealed class SheetWriterTests
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    private static readonly SheetColumn[] Columns =
    [
        new("编号", SheetType.Identifier, 17), new("标题 <1> & \"2\"", SheetType.Text, 30), new("日期", SheetType.Day, 12),
        new("人次", SheetType.Whole, 10),
        new("金额", SheetType.Money, 12), new("吨", SheetType.Milli, 12), new("率", SheetType.Percent, 8),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CellsOfEveryType_ComeBackAsWhatTheyAre()
    {
        var book = (await WriteAsync(async table =>
        {
            await table.BeginAsync("台账", Columns, Stop);
            await RowAsync(table, "00123", "污水井", new(2026, 3, 18), 1_234_567, -1_205, 1_500, 0.875);
            await RowAsync(table, null, null, null, null, null, null, null);
            await RowAsync(table, "1-2", "=1+1", new(1899, 5, 1), 0, 7, -1, 0);
        })).AssertValid();
        Assert.Equal(["台账"], book.Sheets);
        var rows = book.Rows();
        Assert.Equal(Columns.Select(column => (object?)column.Header), rows[0]);
        Assert.Equal(["00123", "污水井", new DateTime(2026, 3, 18), 1_234_567d, -12.05, 1.5, 0.875], rows[1]);
        Assert.All(rows[2], Assert.Null);
        // Workbooks have no days before 1900.
        Assert.Equal(["1-2", "=1+1", "1899-05-01", 0d, 0.07, -0.001, 0d], rows[3]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("00123")]
    [InlineData("_x0041_ and _x000D_")]
    [InlineData(" space around ")]
    [InlineData("first\nsecond")]
    [InlineData("😀 𠮷 <b>&amp;</b>")]
    public async Task Text_ComesOutTheSame(string text)
    {
        var book = (await WriteAsync(async table =>
        {
            await table.BeginAsync("a", [new("x", SheetType.Text, 8)], Stop);
            table.Text(text);
            await table.EndRowAsync(Stop);
        })).AssertValid();
        Assert.Equal(text, book.Rows()[1][0]);
    }

    [Fact]
    public async Task ATextThatNoCellHolds_IsCutAndCleaned()
    {
        var stream = new MemoryStream();
        await using var table = new XlsxWriter(stream, Chinese);
        await table.BeginAsync("a", [new("x", SheetType.Text, 8)], Stop);
        table.Text(new string('长', 40_000));
        table.Text("bell\u0007 \uD83D!");
        await table.EndRowAsync(Stop);
        await table.CompleteAsync(Stop);
        var row = new SheetBook(stream.ToArray()).AssertValid().Rows()[1];
        Assert.Equal(CellText.MostUnits, ((string)row[0]!).Length);
        Assert.Equal("bell !", row[1]);
        Assert.Equal((1, 1), (table.Cells.Cut, table.Cells.Cleaned));
    }

    [Theory]
    [InlineData("zh-CN", "#,##0\" 个工作日\"", "#,##0\" 天\"", "#,##0\" 分钟\"")]
    [InlineData("en", "[=1]#,##0\" working day\";#,##0\" working days\"", "[=1]#,##0\" day\";#,##0\" days\"", "#,##0\" min\"")]
    public async Task Durations_AreNumbersThatShowTheirUnit(string culture, params string[] formats)
    {
        SheetType[] units = [SheetType.WorkingDays, SheetType.Days, SheetType.Minutes];
        var stream = new MemoryStream();
        await using var table = new XlsxWriter(stream, CultureInfo.GetCultureInfo(culture));
        await table.BeginAsync("a", [.. units.Select(unit => new SheetColumn(unit.ToString(), unit, 8))], Stop);
        foreach (var unit in units) table.Duration(3, unit);
        await table.EndRowAsync(Stop);
        await table.CompleteAsync(Stop);
        Assert.Equal([3d, 3d, 3d], new SheetBook(stream.ToArray()).AssertValid().Rows()[1]);
        using var book = new ClosedXML.Excel.XLWorkbook(stream);
        Assert.Equal(formats, book.Worksheet(1).Row(2).Cells(1, 3).Select(cell => cell.Style.NumberFormat.Format));
        Assert.Equal(formats, book.Worksheet(1).Columns(1, 3).Select(column => column.Style.NumberFormat.Format));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(7, 3)]
    [InlineData(0, 1)]
    public async Task WhatASheetCannotHold_GoesOnInTheNext(int rows, int sheets)
    {
        // Four rows to a sheet, one of them the header.
        var book = (await WriteAsync(async table =>
        {
            await table.BeginAsync("列表", [new("n", SheetType.Whole, 8)], Stop);
            for (var i = 1; i <= rows; i++)
            {
                table.Whole(i);
                await table.EndRowAsync(Stop);
            }
        }, mostRows: 4)).AssertValid();
        Assert.Equal(sheets, book.Sheets.Count);
        Assert.Equal(Enumerable.Range(1, rows).Select(n => (object?)(double)n), book.Sheets.SelectMany(sheet => book.Rows(sheet).Skip(1))
            .Select(row => row[0]));
        Assert.All(book.Sheets, sheet => Assert.Equal("n", book.Rows(sheet)[0][0]));
    }

    [Fact]
    public async Task SheetNames_AreMadeToFit_AndDiffer()
    {
        var book = (await WriteAsync(async table =>
        {
            foreach (var name in (string[])["a[b]:c*d?e/f\\g", new string('长', 40), new string('长', 40), "", "'O''Brien'"])
                await table.BeginAsync(name, [new("x", SheetType.Text, 8)], Stop);
        })).AssertValid();
        Assert.Equal(["a b  c d e f g", new string('长', 31), new string('长', 27) + " (2)", "Sheet", "O''Brien"], book.Sheets);
    }

    [Fact]
    public async Task ManyRows_AreWrittenInPieces()
    {
        var book = (await WriteAsync(async table =>
        {
            await table.BeginAsync("a", Columns, Stop);
            for (var i = 0; i < 3_000; i++) await RowAsync(table, $"SQ-2026-{i:000000}", "楼道堆物,影响通行", new(2026, 3, 1), i, i, i, 0.5);
        })).AssertValid();
        Assert.Equal(3_001, book.Rows().Count);
        Assert.Equal("SQ-2026-002999", book.Rows()[3_000][0]);
    }

    [Fact]
    public async Task CommaSeparated_HasAMark_AndQuotesWhatNeedsIt()
    {
        var stream = new MemoryStream();
        await using var table = new CsvWriter(stream);
        await table.BeginAsync("", Columns, Stop);
        await RowAsync(table, "00123", "a,\"b\"\nc", new(2026, 3, 18), 1_234, -1_205, 1_500, 0.875);
        await table.CompleteAsync(Stop);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), stream.ToArray()[..3]);
        Assert.Equal("编号,\"标题 <1> & \"\"2\"\"\",日期,人次,金额,吨,率\r\n00123,\"a,\"\"b\"\"\nc\",2026-03-18,1234,-12.05,1.5,87.5%\r\n",
            Encoding.UTF8.GetString(stream.ToArray()[3..]));
        Assert.Equal(1, table.Rows);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86138", "'+86138")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'=1", "''=1")]
    [InlineData("'quoted", "'quoted")]
    [InlineData("1-2", "1-2")]
    [InlineData("'", "'")]
    public void WhatASpreadsheetWouldRun_IsGuarded_AndComesBack(string text, string written)
    {
        Assert.Equal(written, CsvText.Neutralise(text));
        Assert.Equal(text, CsvText.Restore(written));
    }

    private static async Task<SheetBook> WriteAsync(Func<TableWriter, Task> write, int mostRows = XlsxWriter.MostRowsOfSheet)
    {
        var stream = new MemoryStream();
        await using var table = new XlsxWriter(stream, Chinese, mostRows);
        await write(table);
        await table.CompleteAsync(Stop);
        return new(stream.ToArray());
    }

    private static async Task RowAsync(TableWriter table, string? number, string? title, DateOnly? day, long? count, long? fen, long? milli,
        double? rate)
    {
        table.Identifier(number);
        table.Text(title);
        table.Day(day);
        table.Whole(count);
        table.Money(fen);
        table.Milli(milli);
        table.Percent(rate);
        await table.EndRowAsync(Stop);
    }
}
