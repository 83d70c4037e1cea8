using Concentric.Exports.Templates;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;

namespace Concentric.Exports.StreetSummary;

/// <summary>The sheets for reading, when the ledgers are written.</summary>
internal static class SummarySheets
{
    /// <returns>The content hash, and the order of the sheets.</returns>
    public static (string Hash, IReadOnlyList<string> Order) Write(
        WorkbookWriter book, string title, Summary summary, MetricCatalogue catalogue, IReadOnlyList<LedgerCount> counts, string address)
    {
        var cover = book.AddSheet(book.Text("Sheet.cover"));
        var figures = OverviewSheet.Write(book, title, summary);
        var trend = TrendSheet.Write(book, title, summary);
        ChartsSheet.Write(book, title, summary, trend);
        var ofCommunities = CommunitiesSheet.Write(book, title, summary);
        var reconciled = ReconciliationSheet.Write(book, title, summary, figures, ofCommunities);
        string[] ledgers = [.. summary.Ledgers.Values.SelectMany(ledger => ledger.Sheets).Select(sheet => sheet.Name)];
        string[] order =
        [
            cover.Sheet.Name, book.Text("Sheet.overview"), book.Text("Sheet.charts"), book.Text("Sheet.trend"), book.Text("Sheet.communities"), summary.OverdueSheet!,
            book.Text("Sheet.reconciliation"), .. ledgers, book.Text("Sheet.manifest"),
        ];
        CoverSheet.Write(cover, title, summary, figures, order[1..], reconciled, null);
        return (ManifestSheet.Write(book, title, summary, counts, catalogue, address), order);
    }
}
