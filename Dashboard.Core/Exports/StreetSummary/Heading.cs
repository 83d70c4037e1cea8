using Concentric.Exports.Workbooks;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>Title, period, communities and as-of at the head of a sheet.</summary>
internal static class Heading
{
    /// <returns>The row in which the table's header belongs.</returns>
    public static int Write(SheetWriter sheet, string title, Summary summary)
    {
        WorkbookTheme.Title(sheet.Text(1, 1, title));
        sheet.Sheet.Row(1).Height = 26;
        WorkbookTheme.Subtitle(sheet.Text(2, 1, $"{summary.PeriodText}    {summary.CommunitiesText}"));
        WorkbookTheme.Subtitle(sheet.Aside(3, 1, summary.AsOfText));
        if (summary.IsSynthetic) WorkbookTheme.Warning(sheet.Text(4, 1, sheet.Book.Text("Synthetic")));
        return 6;
    }
}
