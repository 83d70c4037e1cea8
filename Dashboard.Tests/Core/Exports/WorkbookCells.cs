using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Concentric.Tests.Core.Exports;

/// <summary>Cells as the Open XML SDK reads them.</summary>
internal static class WorkbookCells
{
    public static IEnumerable<Cell> Of(SpreadsheetDocument document, string sheet) => PartOf(document, sheet).Worksheet.Descendants<Cell>();

    public static WorksheetPart PartOf(SpreadsheetDocument document, string sheet)
    {
        var workbook = document.WorkbookPart!;
        return (WorksheetPart)workbook.GetPartById(workbook.Workbook.Descendants<Sheet>().Single(one => one.Name == sheet).Id!.Value!);
    }

    public static IReadOnlyList<string> Sheets(SpreadsheetDocument document) =>
        [.. document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!)];

    /// <summary>What a cell shows, whatever it is stored as.</summary>
    public static string Shown(SpreadsheetDocument document, Cell cell)
    {
        if (cell.DataType?.Value == CellValues.InlineString) return cell.InlineString!.InnerText;
        var text = cell.CellValue?.Text ?? "";
        return cell.DataType?.Value == CellValues.SharedString
            ? document.WorkbookPart!.SharedStringTablePart!.SharedStringTable.ElementAt(int.Parse(text,
                System.Globalization.CultureInfo.InvariantCulture)).InnerText
            : text;
    }
}
