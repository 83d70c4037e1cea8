using System.Globalization;
using System.Text;
using System.Xml;
using Concentric.Rules;
using Concentric.Sheets;

namespace Concentric.Imports.Files;

/// <summary>Reads the rows of one sheet, one after the other, and behind them which cells were merged.</summary>
internal sealed class XlsxRows(XmlReader xml, XlsxStyles styles, XlsxStrings strings, List<MergedCells> merged)
{
    /// <summary>The most formulas of a whole range that are looked after when they have no value: one is enough to refuse a file.</summary>
    private const int MostRanges = 100;

    private readonly StringBuilder text = new();
    private readonly List<CellRange> withoutValue = [];
    private readonly List<string> hiddenColumns = [];
    private int last;
    private bool isOver;
    private bool hidesRows;

    /// <summary>True when a cell stands beyond the columns that are read.</summary>
    public bool IsTooWide { get; private set; }

    /// <summary>Columns that the spreadsheet does not show, as in B or D:F; told before the rows.</summary>
    public IReadOnlyList<string> HiddenColumns => hiddenColumns;

    /// <summary>The next row; null behind the last.</summary>
    public SheetRow? Next()
    {
        while (!isOver)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row") return ReadRow();
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "mergeCell") Note(xml.GetAttribute("ref"));
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheetFormatPr") hidesRows = IsTrue(xml.GetAttribute("zeroHeight"));
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "col") NoteColumn();
            isOver = !xml.Read();
        }

        return null;
    }

    private SheetRow ReadRow()
    {
        last = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : last + 1;
        var cells = new List<SheetCell>();
        // Filtered rows are hidden ones.
        var isHidden = xml.GetAttribute("hidden") is { } told ? IsTrue(told) : hidesRows || IsNought(xml.GetAttribute("ht"));
        if (xml.IsEmptyElement)
        {
            isOver = !xml.Read();
            return new(last, cells, isHidden);
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
        foreach (var range in withoutValue.Where(range => range.Has(last))) range.Mark(cells);
        return new(last, cells, isHidden);
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
        var (isFormula, hasValue, range) = (false, false, (string?)null);
        if (xml.IsEmptyElement) xml.Read();
        else
        {
            var depth = xml.Depth;
            xml.Read();
            while (xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
                    (hasValue, value) = (true, XlsxStrings.ReadValue(xml, text, (column, last)));
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "is")
                    value = XlsxStrings.ReadItem(xml, text, (column, last));
                else
                {
                    // Formulas are passed over; their last values count.
                    if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "f")
                        (isFormula, range) = (true, xml.GetAttribute("t") is "array" or "dataTable" ? xml.GetAttribute("ref") : null);
                    xml.Skip();
                }
            }

            xml.Read();
        }

        var isEmpty = string.IsNullOrEmpty(value);
        // A formula whose value is an empty text has that value: it says so by its type.
        var lacksValue = isFormula && isEmpty && !(type == "str" && hasValue);
        if (isEmpty && !lacksValue) return column;
        if (column >= SheetFile.MostColumns)
        {
            IsTooWide = true;
            return column;
        }

        if (lacksValue && CellRange.Of(range) is { } whole && withoutValue.Count < MostRanges) withoutValue.Add(whole);
        while (cells.Count <= column) cells.Add(default);
        cells[column] = lacksValue ? SheetCell.NoValue : Make(type, value!, style, (column, last));
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
            case "d":
                return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment)
                ? SheetCell.OfMoment(moment.ToOADate())
                : SheetCell.OfText(value);
        }

        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return SheetCell.OfText(value);
        return SheetCell.Of(number, styles[style], styles.DaysLater);
    }

    /// <summary>The column of a place as in AB12, from 0.</summary>
    internal static int ColumnOf(string place)
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

    private static bool IsTrue(string? value) => value is "1" or "true";

    private static bool IsNought(string? size) =>
        double.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var points) && points == 0;

    private void NoteColumn()
    {
        if (!IsTrue(xml.GetAttribute("hidden")) && !IsNought(xml.GetAttribute("width"))) return;
        if (!int.TryParse(xml.GetAttribute("min"), out var first) || !int.TryParse(xml.GetAttribute("max"), out var end)) return;
        // Behind the last that is read, columns are hidden to make a sheet look short.
        if (first < 1 || first > SheetFile.MostColumns || hiddenColumns.Count >= SheetFile.MostColumns) return;
        hiddenColumns.Add(first == end
            ? XlsxParts.Letters(first)
            : $"{XlsxParts.Letters(first)}:{XlsxParts.Letters(Math.Max(first, Math.Min(end, SheetFile.MostColumns)))}");
    }

    private void Note(string? range)
    {
        if (range is null) return;
        var ends = range.Split(':');
        if (RowOf(ends[0]) is { } first && RowOf(ends[^1]) is { } end) merged.Add(new(range, first, end));
        if (merged.Count > InputLimits.MergedRanges) throw new ImportFileException("TooManyMerged", InputLimits.MergedRanges);
    }

    internal static int? RowOf(string place) => int.TryParse(place.AsSpan()
        .TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : null;
}
