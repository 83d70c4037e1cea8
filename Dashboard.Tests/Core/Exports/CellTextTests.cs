using Concentric.Sheets;
using Concentric.Tests.TestData;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Tests.Core.Exports;

/// <summary>Text that people typed comes out of a workbook as it went in, as far as any workbook can hold it.</summary>
public sealed class CellTextTests
{
    public static TheoryData<string> Faithful =>
    [
        "=1+1", "+8613812345678", "-1", "@SUM(A1)", "00123", "1-2", "1e5", "2026-03-01", "TRUE", "'quoted", "100%", "_x0041_", "a_x000D_b",
        "<b>&amp;</b>",
        " space before and after ", "first\nsecond", "tab\there", "😀👩‍👩‍👧", "𠮷野家", "\u200Bzero\uFEFFwidth", "#N/A",
        "=HYPERLINK(\"http://x\")", "é", new string('长', CellText.MostUnits),
    ];

    [Theory]
    [MemberData(nameof(Faithful))]
    public async Task Text_ComesOutTheSame(string text)
    {
        var (book, title) = await WriteAsync(text);
        Assert.Equal(text, title);
        Assert.Equal("0", Convert.ToString(book.Manifest("Cells cut short")));
        Assert.Equal("0", Convert.ToString(book.Manifest("Cells cleaned of control characters")));
        book.AssertValid();
    }

    [Theory]
    [InlineData("bell\u0007 and \u0000nul", "bell and nul")]
    [InlineData("line\r\nbreak\rs", "line\nbreak\ns")]
    [InlineData("not a character \uFFFE\uFFFF!", "not a character !")]
    public async Task WhatNoCellCanHold_IsTakenOutAndCounted(string text, string expected)
    {
        var (book, title) = await WriteAsync(text);
        Assert.Equal(expected, title);
        // The title stands on the sheet of petitions and on that of their rounds.
        Assert.Equal(2d, book.Manifest("Cells cleaned of control characters"));
        book.AssertValid();
    }

    // SQLite replaces halves itself, SQL Server keeps them.
    [Fact]
    public void HalvesOfSurrogatePairs_AreTakenOutAndCounted()
    {
        var text = new CellText();
        Assert.Equal("half  pair, other half 😀", text.Fit("half \uD83D pair, other half \uDE00😀"));
        Assert.Equal((1, 0), (text.Cleaned, text.Cut));
    }

    [Fact]
    public async Task TooLongText_IsCutVisiblyAndCounted()
    {
        var (book, title) = await WriteAsync(new string('长', 40_000));
        Assert.Equal(new string('长', CellText.MostUnits - 1) + "…", title);
        Assert.Equal(2d, book.Manifest("Cells cut short"));
        book.AssertValid();
    }

    [Fact]
    public void Cut_LeavesNoHalfOfACharacter()
    {
        // Each emoji takes two units; the limit falls within one.
        var fitted = new CellText().Fit(string.Concat(Enumerable.Repeat("😀", 20_000)));
        Assert.Equal(CellText.MostUnits, fitted.Length);
        Assert.True(char.IsLowSurrogate(fitted[^2]));
    }

    [Fact]
    public async Task NoText_IsAFormula()
    {
        var (book, _) = await WriteAsync("=1+1");
        using var document = book.Open();
        Assert.Null(TitleCell(document).CellFormula);
    }

    private static async Task<(SummaryBook Book, object? Title)> WriteAsync(string title)
    {
        await using var store = await SummaryBook.CreateStoreAsync();
        await store.AddAsync(Make.Petition(with: petition => petition.Title = title));
        var book = await SummaryBook.MakeAsync(store);
        using var document = book.Open();
        return (book, TitleIn(document));
    }

    /// <summary>As the file has it, with only the escapes undone that the format prescribes.</summary>
    private static string TitleIn(DocumentFormat.OpenXml.Packaging.SpreadsheetDocument document)
    {
        var cell = TitleCell(document);
        Assert.Contains(cell.DataType!.Value, (IEnumerable<CellValues>)[CellValues.String, CellValues.InlineString]);
        return System.Text.RegularExpressions.Regex.Replace(cell.InlineString?.InnerText ?? cell.CellValue!.Text, "_x([0-9A-Fa-f]{4})_",
            match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
    }

    private static Cell TitleCell(DocumentFormat.OpenXml.Packaging.SpreadsheetDocument document) =>
        WorkbookCells.PartOf(document, "Petitions").Worksheet.Descendants<Row>().ElementAt(1).Elements<Cell>().ElementAt(2);
}
