using System.Globalization;
using System.Text;
using System.Xml;
using Concentric.Rules;

namespace Concentric.Imports.Files;

/// <summary>Reads the rows of one sheet, one after the other, and behind them which cells were merged.</summary>
internal sealed class XlsxRows(XmlReader xml, XlsxStyles styles, XlsxStrings strings, List<MergedCells> merged)
{
    private readonly StringBuilder text = new();
    private int last;
    private bool isOver;

    /// <summary>The next row; null behind the last.</summary>
    public SheetRow? Next()
    {
        while (!isOver)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row") return ReadRow();
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "mergeCell") Note(xml.GetAttribute("ref"));
            isOver = !xml.Read();
        }

        return null;
    }

    private SheetRow ReadRow()
    {
        last = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : last + 1;
        var cells = new List<SheetCell>();
        if (xml.IsEmptyElement)
        {
            isOver = !xml.Read();
            return new(last, cells);
        }

        var depth = xml.Depth;
        var (next, characters) = (0, 0);
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
            {
                next = ReadCell(cells, next) + 1;
                if (next >= 1 && next <= cells.Count) characters += cells[next - 1].Text?.Length ?? 0;
                if (characters > InputLimits.RowCharacters) throw new ImportFileException("RowTooLong", last, InputLimits.RowCharacters);
            }
            else xml.Skip();
        }

        isOver = !xml.Read();
        return new(last, cells);
    }

    /// <param name="cells">The row's cells so far.</param>
    /// <param name="next">The column of a cell that does not say its place: behind the one before, empty or not.</param>
    /// <returns>The cell's column.</returns>
    private int ReadCell(List<SheetCell> cells, int next)
    {
        var column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : next;
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        string? value = null;
        if (xml.IsEmptyElement) xml.Read();
        else
        {
            var depth = xml.Depth;
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v") value = XlsxStrings.ReadValue(xml, text, (column, last));
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is") value = XlsxStrings.ReadItem(xml, text, (column, last));
                // Formulas are passed over; their last values count.
                else xml.Skip();
            }

            xml.Read();
        }

        if (column >= SheetFile.MostColumns || string.IsNullOrEmpty(value)) return column;
        while (cells.Count <= column) cells.Add(default);
        cells[column] = Make(type, value, style, (column, last));
        return column;
    }

    private SheetCell Make(string? type, string value, int style, (int Column, int Row) place)
    {
        switch (type)
        {
            case "s": return SheetCell.OfText(strings[int.Parse(value, CultureInfo.InvariantCulture)]);
            case "str": return SheetCell.OfText(XlsxStrings.Checked(XlsxStrings.Unescape(value), place));
            case "inlineStr": return SheetCell.OfText(value);
            case "b": return new(CellKind.YesNo, value == "1" ? "TRUE" : "FALSE", value == "1" ? 1 : 0);
            case "e": return new(CellKind.Error, value);
            case "d": return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? SheetCell.OfMoment(moment.ToOADate()) : SheetCell.OfText(value);
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return SheetCell.OfText(value);
        return styles.IsMoment(style) ? SheetCell.OfMoment(number + styles.DaysLater) : SheetCell.OfNumber(number);
    }

    /// <summary>The column of a place as in AB12, from 0.</summary>
    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place)
        {
            if (!char.IsAsciiLetter(letter)) break;
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A' + 1);
            if (column > 20_000) break;
        }

        return column - 1;
    }

    private void Note(string? range)
    {
        if (range is null) return;
        var ends = range.Split(':');
        if (RowOf(ends[0]) is { } first && RowOf(ends[^1]) is { } end) merged.Add(new(range, first, end));
        if (merged.Count > InputLimits.MergedRanges) throw new ImportFileException("TooManyMerged", InputLimits.MergedRanges);
    }

    private static int? RowOf(string place) => int.TryParse(place.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
