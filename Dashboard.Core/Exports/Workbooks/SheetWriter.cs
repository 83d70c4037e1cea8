using System.Globalization;
using ClosedXML.Excel;
using Concentric.Sheets;
using Concentric.Time;

namespace Concentric.Exports.Workbooks;

/// <summary>Writes typed values to the cells of a sheet. A text is never read as a number, a date or a formula.</summary>
/// <param name="isAside">Left out of the hash.</param>
internal sealed class SheetWriter(WorkbookWriter book, IXLWorksheet sheet, bool isAside = false)
{
    public IXLWorksheet Sheet => sheet;

    public WorkbookWriter Book => book;

    public IXLCell Text(int row, int column, string? value)
    {
        var cell = sheet.Cell(row, column);
        if (string.IsNullOrEmpty(value)) return cell;
        var text = book.Texts.Fit(value);
        if (!isAside) book.Hash.Text(row, column, text);
        return cell.SetValue(text);
    }

    /// <summary>A text that depends on when and by whom the workbook is made: left out of the hash.</summary>
    public IXLCell Aside(int row, int column, string value) => sheet.Cell(row, column).SetValue(book.Texts.Fit(value));

    public IXLCell Number(int row, int column, double value)
    {
        if (!isAside) book.Hash.Number(row, column, value);
        return sheet.Cell(row, column).SetValue(value);
    }

    public IXLCell Number(int row, int column, double value, string format)
    {
        var cell = Number(row, column, value);
        cell.Style.NumberFormat.SetFormat(format == WorkbookTheme.Rate ? WorkbookTheme.RateOf(value) : format);
        return cell;
    }

    /// <summary>
    /// A figure; without cases a dash, which no sum takes for 0. With a formula, both: the formula and the program's own value.
    /// </summary>
    public IXLCell Figure(int row, int column, double? value, string format, string? formula = null, bool isArray = false)
    {
        var cell = value is { } number ? Number(row, column, number, format) : NoCases(row, column, format);
        if (formula is not null) Formula(cell, formula, value is { } known ? known : Metrics.FigureFormat.NoCases, isArray);
        return cell;
    }

    /// <summary>A formula whose result is a text.</summary>
    public IXLCell TextFormula(int row, int column, string formula, string value)
    {
        var cell = Text(row, column, value);
        Formula(cell, formula, value, false);
        return cell;
    }

    /// <summary>Gives a cell a formula beside the value it has.</summary>
    public void Formula(IXLCell cell, string formula, object? value, bool isArray) =>
        book.Formulas.Add(new(sheet.Name, cell.Address.ToString()!, formula, value, isArray));

    /// <summary>A day. Those before 1900 have no number in a workbook and are written as text.</summary>
    public IXLCell Day(int row, int column, DateOnly day)
    {
        if (day.Year < 1900) return Text(row, column, day.ToIso());
        if (!isAside) book.Hash.Day(row, column, day);
        var cell = sheet.Cell(row, column).SetValue(day.ToDateTime(TimeOnly.MinValue));
        cell.Style.NumberFormat.SetFormat(WorkbookTheme.Day);
        return cell;
    }

    /// <summary>Leads from a cell to another place of the workbook, as in <c>'Petitions'!L1</c>; looks stay.</summary>
    public static IXLCell Link(IXLCell cell, string place)
    {
        var (color, underline) = (cell.Style.Font.FontColor, cell.Style.Font.Underline);
        cell.Hyperlink = new XLHyperlink(place);
        cell.Style.Font.SetFontColor(color).Font.SetUnderline(underline);
        return cell;
    }

    public IXLRange Range(int firstRow, int firstColumn, int lastRow, int lastColumn) =>
        sheet.Range(firstRow, firstColumn, lastRow, lastColumn);

    /// <summary>A cell's address from other sheets, as in <c>'Overview'!C8</c>.</summary>
    public string Address(int row, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{SheetNames.Quote(sheet.Name)}!${XlsxParts.Letters(column)}${row}");

    public void Widths(params double[] widths)
    {
        for (var i = 0; i < widths.Length; i++) sheet.Column(i + 1).Width = widths[i];
    }

    private IXLCell NoCases(int row, int column, string format)
    {
        var cell = Text(row, column, Metrics.FigureFormat.NoCases);
        cell.Style.Font.SetFontColor(WorkbookTheme.Muted).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right).NumberFormat.SetFormat(
            format);
        return cell;
    }
}
