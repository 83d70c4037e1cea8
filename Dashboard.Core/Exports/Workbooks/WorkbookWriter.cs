using System.Globalization;
using ClosedXML.Excel;

namespace Concentric.Exports.Workbooks;

/// <summary>A workbook being written: its sheets, its language, what had to be changed, and the hash of what it says.</summary>
internal sealed class WorkbookWriter : IDisposable
{
    private readonly XLWorkbook book = new(XLEventTracking.Disabled);

    public WorkbookWriter(CultureInfo culture, string title, string author)
    {
        Culture = culture;
        Look.Apply(book, culture);
        book.Properties.Title = Texts.Fit(title);
        book.Properties.Author = Texts.Fit(author);
    }

    public CultureInfo Culture { get; }

    public CellText Texts { get; } = new();

    public ContentHash Hash { get; } = new();

    /// <summary>A sheet for reading and printing, without grid lines.</summary>
    public SheetWriter AddSheet(string name)
    {
        var sheet = AddLedgerSheet(name);
        sheet.Sheet.ShowGridLines = sheet.Sheet.PageSetup.ShowGridlines = false;
        sheet.Sheet.RowHeight = Look.RowHeight;
        return sheet;
    }

    /// <summary>A sheet of many rows, whose grid lines lead the eye on screen and on paper.</summary>
    public SheetWriter AddLedgerSheet(string name)
    {
        Hash.Sheet(name);
        var sheet = book.AddWorksheet(name);
        sheet.PageSetup.ShowGridlines = true;
        return new SheetWriter(this, sheet);
    }

    /// <summary>A text of <see cref="ExportTexts"/> in the workbook's language.</summary>
    public string Text(string key, params object[] values) => ExportTexts.Get(key, Culture, values);

    public void Save(Stream stream) => book.SaveAs(stream);

    public void Dispose()
    {
        book.Dispose();
        Hash.Dispose();
    }
}

/// <summary>Writes typed values to the cells of a sheet. A text is never read as a number, a date or a formula.</summary>
internal sealed class SheetWriter(WorkbookWriter book, IXLWorksheet sheet)
{
    public IXLWorksheet Sheet => sheet;

    public WorkbookWriter Book => book;

    public IXLCell Text(int row, int column, string? value)
    {
        var cell = sheet.Cell(row, column);
        if (string.IsNullOrEmpty(value)) return cell;
        var text = book.Texts.Fit(value);
        book.Hash.Text(row, column, text);
        return cell.SetValue(text);
    }

    /// <summary>A text that depends on when and by whom the workbook is made: left out of the hash.</summary>
    public IXLCell Aside(int row, int column, string value) => sheet.Cell(row, column).SetValue(book.Texts.Fit(value));

    public IXLCell Number(int row, int column, double value)
    {
        book.Hash.Number(row, column, value);
        return sheet.Cell(row, column).SetValue(value);
    }

    public IXLCell Number(int row, int column, double value, string format)
    {
        var cell = Number(row, column, value);
        cell.Style.NumberFormat.SetFormat(format);
        return cell;
    }

    /// <summary>A figure; without cases a dash, which no sum takes for 0.</summary>
    public IXLCell Figure(int row, int column, double? value, string format)
    {
        if (value is { } number) return Number(row, column, number, format);
        var cell = Text(row, column, Metrics.FigureFormat.NoCases);
        cell.Style.Font.SetFontColor(Look.Muted).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        return cell;
    }

    /// <summary>A day. Those before 1900 have no number in a workbook and are written as text.</summary>
    public IXLCell Day(int row, int column, DateOnly day)
    {
        if (day.Year < 1900) return Text(row, column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        book.Hash.Day(row, column, day);
        return sheet.Cell(row, column).SetValue(day.ToDateTime(TimeOnly.MinValue));
    }

    public IXLRange Range(int firstRow, int firstColumn, int lastRow, int lastColumn) => sheet.Range(firstRow, firstColumn, lastRow, lastColumn);

    public void Widths(params double[] widths)
    {
        for (var i = 0; i < widths.Length; i++) sheet.Column(i + 1).Width = widths[i];
    }
}
