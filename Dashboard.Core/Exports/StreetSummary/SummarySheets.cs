using Concentric.Exports.Templates;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Sheets;

namespace Concentric.Exports.StreetSummary;

/// <summary>The sheets for reading, when the ledgers are written.</summary>
internal static class SummarySheets
{
    /// <returns>The content hash, and the order of the sheets.</returns>
    public static (string Hash, IReadOnlyList<string> Order) Write(
        WorkbookWriter book, string title, Summary summary, MetricCatalogue catalogue, IReadOnlyList<LedgerCount> counts, string address,
        string? restated, Differences? differences)
    {
        var cover = book.AddSheet(book.Text("Sheet.cover"));
        var figures = OverviewSheet.Write(book, title, summary);
        var trend = TrendSheet.Write(book, title, summary);
        ChartsSheet.Write(book, title, summary, trend);
        var ofCommunities = CommunitiesSheet.Write(book, title, summary);
        var reconciled = ReconciliationSheet.Write(book, title, summary, figures, ofCommunities);
        string[] corrected = differences is { All.Count: > 0 } ? [book.Text("Sheet.differences")] : [];
        if (corrected.Length > 0) DifferencesSheet.Write(book, title, summary, differences!, restated);
        string[] ledgers = [.. summary.Ledgers.Values.SelectMany(ledger => ledger.Sheets).Select(sheet => sheet.Name)];
        string[] order =
        [
            cover.Sheet.Name, book.Text("Sheet.overview"), book.Text("Sheet.charts"), book.Text("Sheet.trend"),
            book.Text("Sheet.communities"), summary.OverdueSheet!,
            .. corrected, book.Text("Sheet.reconciliation"), .. ledgers, ManifestName.In(book.Culture),
        ];
        CoverSheet.Write(cover, title, summary, figures, order[1..], reconciled, Corrected(book, summary, restated, differences));
        return (ManifestSheet.Write(book, title, summary, counts, catalogue, address), order);
    }

    private static string? Corrected(WorkbookWriter book, Summary summary, string? restated, Differences? differences)
    {
        if (differences is not { All.Count: > 0 }) return restated;
        var since = summary.Clock.Moment(differences.AsOf);
        return $"{restated} {book.Text("Differences.Cover", since, differences.All.Count)}".Trim();
    }
}
