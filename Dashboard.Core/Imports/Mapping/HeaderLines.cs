using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>Headers in two lines: a group of columns has a header of its own above those of its columns.</summary>
internal static class HeaderLines
{
    /// <summary>The row of headers that a layout names; null when it is not among the rows.</summary>
    public static SheetRow? Of(ImportSheet sheet, HeaderLayout layout, IReadOnlyList<SheetRow> above)
    {
        for (var i = 0; i < above.Count; i++)
        {
            if (above[i].Number != layout.Row) continue;
            return layout.Lines == 2 && i + 1 < above.Count ? Join(sheet, above[i], above[i + 1]) : above[i];
        }

        return null;
    }

    /// <summary>
    /// Both lines as one row, with the number of the second. A column is called by its own line where the program knows that name, by
    /// both where it does not.
    /// </summary>
    public static SheetRow Join(ImportSheet sheet, SheetRow top, SheetRow bottom)
    {
        var cells = new SheetCell[Math.Max(top.Cells.Count, bottom.Cells.Count)];
        string? group = null;
        for (var i = 0; i < cells.Length; i++)
        {
            if (top[i].Text is { } own) group = own.Trim();
            if (bottom[i].Text?.Trim() is not { } below) cells[i] = top[i];
            else if (group is null) cells[i] = bottom[i];
            else cells[i] = SheetCell.OfText(!IsKnown(sheet, group + below) && IsKnown(sheet, below) ? below : group + below);
        }

        return new(bottom.Number, cells);
    }

    /// <summary>
    /// True when a row may be the second line below another: nothing but words, some of them below cells that the first leaves empty,
    /// and some columns that have their header in the first.
    /// </summary>
    public static bool MayBeSecond(SheetRow top, SheetRow bottom)
    {
        if (bottom.Number != top.Number + 1) return false;
        var (isBelowNothing, isShort) = (false, false);
        for (var i = 0; i < Math.Max(top.Cells.Count, bottom.Cells.Count); i++)
        {
            var cell = bottom[i];
            if (cell.Kind == CellKind.Empty)
            {
                isShort |= top[i].Kind != CellKind.Empty;
                continue;
            }

            if (cell.Kind != CellKind.Text || TypedText.Day(cell.Text) is not null || TypedText.Number(cell.Text) is not null) return false;
            isBelowNothing |= top[i].Kind == CellKind.Empty;
        }

        return isBelowNothing && isShort;
    }

    private static bool IsKnown(ImportSheet sheet, string header)
    {
        var folded = ImportHeader.Fold(header);
        return sheet.KeyOf(folded) is not null || sheet.Synonyms.Any(synonym => synonym.Header == folded);
    }
}
