using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Templates;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// The street summary (街道汇总): cover, main figures with comparisons, charts, monthly trend, communities, what is overdue, and the
/// ledger of every kind of record that it speaks of. Its figures are formulas over those ledgers.
/// </summary>
public sealed class StreetSummaryTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, StreetOffice office, OfficeClock clock) : SummaryTemplate(factory, catalogue, office, clock)
{
    public override string Key => "street-summary";

    private protected override IReadOnlyList<MetricGroup> Groups => SummaryMetrics.Groups;

    private protected override bool HasOverdue => true;

    private protected override IEnumerable<Measure> Listed(ExportQuestion question) =>
        Groups.SelectMany(group => group.Keys).SelectMany(key => Catalogue[key].Terms(question.Period, question.Period.To)).Select(term => term.Measure);

    private protected override Task<(string Hash, IReadOnlyList<string> Order)> WriteSheetsAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts, CancellationToken cancellationToken) =>
        Task.FromResult(SummarySheets.Write(book, title, summary, Catalogue, counts, Office.Address));
}
