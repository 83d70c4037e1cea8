using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>Rows that sum up others: a word for it in the first cell that says something, and nothing but numbers behind it.</summary>
internal static class ImportTotals
{
    private static readonly HashSet<string> Words =
    [
        "合计", "总计", "小计", "共计", "总数", "平均", "平均值", "本页合计", "累计", "total", "totals", "subtotal", "grandtotal", "sum", "average",
        "mean",
    ];

    public static bool Is(SheetRow row)
    {
        var word = (string?)null;
        foreach (var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Empty) continue;
            if (word is null)
            {
                if (cell.Kind != CellKind.Text) return false;
                word = ImportLookups.Fold(cell.Text).TrimEnd(':');
                if (!Words.Contains(word)) return false;
            }
            else if (!IsNumber(cell)) return false;
        }

        return word is not null;
    }

    // What a formula has not reckoned yet, or could not, sums up all the same.
    private static bool IsNumber(SheetCell cell) => cell.Kind is CellKind.Number or CellKind.NoValue or CellKind.Error or CellKind.Time
        || TypedText.Milli(cell.Text?.TrimEnd('%', '％')) is not null;
}
