using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Templates;
using Concentric.Exports.Workbooks;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// The street summary (街道汇总): cover, main figures with comparisons, charts, monthly trend, communities, what is overdue, and the
/// ledger of every kind of record that it speaks of. Its figures are formulas over those ledgers.
/// </summary>
public sealed class StreetSummaryTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, IOptionsMonitor<StreetOffice> office, OfficeClock clock,
    MetricCube? cube = null) : SummaryTemplate(factory, catalogue, office, clock, cube)
{
    public override string Key => "street-summary";

    private protected override IReadOnlyList<MetricGroup> Groups => SummaryMetrics.Groups;

    private protected override bool HasOverdue => true;

    private protected override IEnumerable<Measure> Listed(ExportQuestion question) =>
        Groups.SelectMany(group => group.Keys).SelectMany(key => Catalogue[key].Terms(question.Period, question.Period.To))
            .Select(term => term.Measure);

    private protected override string? Figures(Summary summary) => SummaryFigures.Write(summary);

    private protected override async Task<(string Hash, IReadOnlyList<string> Order)> WriteSheetsAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts,
        CancellationToken cancellationToken)
    {
        var isByHouseholds = SummaryMetrics.Ranked.Any(key => summary.RankingIn(summary.Metric(key)).IsByHouseholds);
        var restatement = await new Restatements(Factory, summary.Clock)
            .OfAsync(summary.Question.Period, summary.Question.CommunityIds, null, isByHouseholds, cancellationToken);
        var restated = restatement is null ? null : book.Text("Restated",
            summary.Clock.Moment(restatement.Since),
            Texts.Series(restatement.Kinds.Select(kind => Texts.Restated(kind, book.Culture)), book.Culture));
        var differences = await SummaryFigures.CompareAsync(db, Key, summary, cancellationToken);
        return SummarySheets.Write(book, title, summary, Catalogue, counts, Office.Address, restated, differences);
    }
}
