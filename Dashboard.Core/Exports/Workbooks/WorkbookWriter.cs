using System.Globalization;
using ClosedXML.Excel;
using Concentric.Sheets;

namespace Concentric.Exports.Workbooks;

/// <summary>
/// A workbook being written: sheets for reading made by ClosedXML, and beside them sheets of many rows that are streamed into the
/// package as they come. Holds its language, what had to be changed, and the hash of what it says.
/// </summary>
internal sealed class WorkbookWriter : IAsyncDisposable
{
    private readonly XLWorkbook book = new(XLEventTracking.Disabled);

    /// <param name="output">Stays open.</param>
    /// <param name="mostRows">Rows of a streamed sheet.</param>
    public WorkbookWriter(Stream output, CultureInfo culture, string title, string author, int mostRows = XlsxWriter.MostRowsOfSheet)
    {
        Culture = culture;
        Streamed = new XlsxWriter(output, culture, mostRows, Texts, Hash);
        WorkbookTheme.Apply(book, culture);
        book.Properties.Title = Texts.Fit(title);
        book.Properties.Author = Texts.Fit(author);
    }

    public CultureInfo Culture { get; }

    public CellText Texts { get; } = new();

    public ContentHash Hash { get; } = new();

    /// <summary>Where sheets of many rows go. They come before the first other sheet is added, so that the hash has an order.</summary>
    public XlsxWriter Streamed { get; }

    /// <summary>Names by which formulas speak of cells.</summary>
    public List<(string Name, string Range)> Names { get; } = [];

    public List<CellFormula> Formulas { get; } = [];

    public List<Chart> Charts { get; } = [];

    public List<DataBars> Bars { get; } = [];

    /// <summary>A sheet for reading and printing, without grid lines.</summary>
    /// <param name="isAside">Not of what was asked: left out of the hash.</param>
    public SheetWriter AddSheet(string name, bool isAside = false)
    {
        var taken = Streamed.Names.Take(name);
        if (!isAside) Hash.Sheet(taken);
        var sheet = book.AddWorksheet(taken);
        sheet.ShowGridLines = sheet.PageSetup.ShowGridlines = false;
        sheet.RowHeight = WorkbookTheme.RowHeight;
        return new SheetWriter(this, sheet, isAside);
    }

    /// <summary>A text of <see cref="ExportTexts"/> in the workbook's language.</summary>
    public string Text(string key, params object[] values) => ExportTexts.Get(key, Culture, values);

    /// <summary>Gives a cell a name.</summary>
    public void Define(string name, SheetWriter sheet, int row, int column) =>
        Names.Add((name,
            string.Create(CultureInfo.InvariantCulture, $"{SheetNames.Quote(sheet.Sheet.Name)}!${XlsxParts.Letters(column)}${row}")));

    /// <summary>Writes where the program is; the links of streamed sheets begin with it.</summary>
    /// <param name="address">Without a slash at the end.</param>
    public void WriteAddress(SheetWriter sheet, int row, int column, string address)
    {
        Define(WorkbookNames.Address, sheet, row, column);
        sheet.Aside(row, column, address);
    }

    /// <summary>Writes what is not streamed, and ends the package.</summary>
    /// <param name="order">The sheets as they follow each other; those that it leaves out come after.</param>
    /// <exception cref="InvalidOperationException">It has links and does not say where the program is: each would be #NAME?.</exception>
    public async Task SaveAsync(IReadOnlyList<string> order, CancellationToken cancellationToken)
    {
        if (Streamed.HasLinks && Names.All(name => name.Name != WorkbookNames.Address))
            throw new InvalidOperationException($"A workbook with links needs {nameof(WriteAddress)}.");
        await Streamed.EndSheetsAsync(cancellationToken);
        using var styled = new MemoryStream();
        book.SaveAs(styled);
        await WorkbookParts.JoinAsync(styled, this, order, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        book.Dispose();
        await Streamed.DisposeAsync();
        Hash.Dispose();
    }
}

/// <summary>A formula with the value that the program itself has for it.</summary>
/// <param name="Value">A number, a text, or null for #N/A.</param>
/// <param name="IsArray">Entered as an array formula, as older programs need it.</param>
internal sealed record CellFormula(string Sheet, string Cell, string Formula, object? Value, bool IsArray);
