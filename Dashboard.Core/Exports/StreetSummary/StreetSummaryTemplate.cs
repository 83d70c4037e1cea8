using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Sheets;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// The street summary (街道汇总): cover, main figures with comparisons, charts, monthly trend, communities, what is overdue, and the
/// ledger of every kind of record that it speaks of. Its figures are formulas over those ledgers. Everything is read in one
/// transaction, so each figure reconciles with the rows beside it. The live cube could not promise that: it may be a change ahead of
/// or behind the rows. So its cells are counted anew here, by the same definitions, in the transaction that reads the ledgers.
/// </summary>
public sealed class StreetSummaryTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, StreetOffice office, OfficeClock clock) : ExportTemplate
{
    /// <summary>Of the progress, what comes before the ledgers' rows and what after.</summary>
    private const int BeforeRows = 15;
    private const int AfterRows = 85;

    public override string Key => "street-summary";

    /// <summary>Rows of a ledger sheet, header included; a longer ledger goes on in a further one.</summary>
    public int MostRowsOfSheet { get; init; } = XlsxWriter.MostRowsOfSheet;

    public override async Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var asOf = clock.UtcNow;
        return await factory.ReadMomentAsync(async db =>
        {
            var title = $"{office.NameFor(question.Culture)} · {Name(question.Culture)}";
            await using var book = new WorkbookWriter(output, question.Culture, title, office.NameFor(question.Culture), MostRowsOfSheet);
            var ledgers = Ledgers(question).ToDictionary(ledger => ledger.Source.Ledger);
            var summary = await ReadAsync(db, question, book, asOf, ledgers, cancellationToken);
            progress?.Report(BeforeRows);
            var counts = await WriteLedgersAsync(db, book, title, summary, progress, cancellationToken);
            progress?.Report(AfterRows);
            cancellationToken.ThrowIfCancellationRequested();
            var (hash, order) = SummarySheets.Write(book, title, summary, catalogue, counts, office.Address);
            await book.SaveAsync(order, cancellationToken);
            progress?.Report(99);
            return new ExportContent(asOf, (int)counts.Where(count => count.IsLedger).Sum(count => count.Written), hash);
        }, cancellationToken);
    }

    /// <summary>A ledger for each kind of record that a figure of the summary counts, in the order of the figures.</summary>
    private IEnumerable<LedgerSheet> Ledgers(ExportQuestion question) => SummaryMetrics.All.Select(key => catalogue[key])
        .SelectMany(metric => metric.Terms(question.Period, question.Period.To)).Select(term => PeriodLedger.Of(term.Measure, catalogue))
        .OfType<PeriodLedger>().DistinctBy(ledger => ledger.Ledger).Select(ledger => new LedgerSheet(ledger, question.Culture));

    private async Task<Summary> ReadAsync(
        DashboardDbContext db, ExportQuestion question, WorkbookWriter book, DateTime asOf, IReadOnlyDictionary<Ledger, LedgerSheet> ledgers, CancellationToken cancellationToken)
    {
        var names = await CommunityDirectory.ReadAsync(db, new DateTimeOffset(asOf, TimeSpan.Zero), cancellationToken);
        var targets = await db.MetricTargets.AsNoTracking().ToDictionaryAsync(target => target.MetricKey, target => target.AmountMilli / 1_000.0, cancellationToken);
        var snapshot = await db.CountSnapshotAsync(catalogue, asOf, cancellationToken);
        var isSynthetic = await db.StoreFacts.AnyAsync(fact => fact.Key == StoreFacts.Origin, cancellationToken);
        return new Summary(question, catalogue, snapshot, names, targets, isSynthetic, clock, ledgers) { OverdueSheet = book.Text("Sheet.overdue") };
    }

    /// <summary>Streams what is overdue and the ledgers.</summary>
    /// <exception cref="ExportException">A sheet has other rows than the store said.</exception>
    private async Task<IReadOnlyList<LedgerCount>> WriteLedgersAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var (question, counts) = (summary.Question, new List<LedgerCount>());
        string Footer(string name) => $"{title} · {name} · {summary.PeriodText}";
        var late = (long)(summary.Read(summary.Metric("petitions.overdue")).N + summary.Read(summary.Metric("hazards.overdue")).N);
        Count(summary.OverdueSheet, late, await OverdueSheet.WriteAsync(book, db, summary, catalogue, Footer(summary.OverdueSheet), cancellationToken), false);

        var matched = new Dictionary<LedgerSheet, long>();
        foreach (var ledger in summary.Ledgers.Values) matched.Add(ledger, await ledger.Source.CountAsync(db, question.Period, question.CommunityIds, cancellationToken));
        var (written, all) = (0L, Math.Max(1, matched.Values.Sum()));
        foreach (var ledger in summary.Ledgers.Values)
        {
            var name = book.Text($"Sheet.{ledger.Source.Ledger.Kind}");
            var shared = await ledger.Source.ReadSharedAsync(db, question.Period, cancellationToken);
            var rows = ledger.Source.ReadAsync(db, question.Period, question.CommunityIds, question.Culture);
            await ledger.WriteAsync(book.Streamed, name, Footer(name), rows, shared, summary.Names, () => progress?.Report(BeforeRows + (int)((AfterRows - BeforeRows) * ++written / all)), cancellationToken);
            Count(name, matched[ledger], ledger.Rows, true);
            book.Names.AddRange(ledger.Names);
        }

        return counts;

        void Count(string name, long should, long did, bool isLedger)
        {
            if (should != did) throw new ExportException("Rows", name, should, did);
            counts.Add(new(name, should, did, isLedger));
        }
    }
}

/// <summary>Rows of one sheet that the store has, and that are in the workbook.</summary>
/// <param name="IsLedger">False for a sheet that repeats rows of a ledger.</param>
internal sealed record LedgerCount(string Name, long Matched, long Written, bool IsLedger);
