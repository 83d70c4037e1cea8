namespace Concentric.Imports.Files;

/// <summary>The cells over which one formula spreads.</summary>
internal sealed record CellRange(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    /// <summary>A range as in B2:B9; null when it is none.</summary>
    public static CellRange? Of(string? range)
    {
        if (range?.Split(':') is not [var first, ..] ends) return null;
        return XlsxRows.RowOf(first) is { } top && XlsxRows.RowOf(ends[^1]) is { } bottom
            ? new(top, bottom, XlsxRows.ColumnOf(first), Math.Min(XlsxRows.ColumnOf(ends[^1]), SheetFile.MostColumns - 1))
            : null;
    }

    public bool Has(int row) => row >= FirstRow && row <= LastRow;

    /// <summary>Makes the empty cells of the range what they are: without a value.</summary>
    public void Mark(List<SheetCell> cells)
    {
        while (cells.Count <= LastColumn) cells.Add(default);
        for (var column = Math.Max(0, FirstColumn); column <= LastColumn; column++)
        {
            if (cells[column].Kind == CellKind.Empty) cells[column] = SheetCell.NoValue;
        }
    }
}
