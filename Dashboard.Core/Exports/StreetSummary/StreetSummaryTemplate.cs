using Concentric.Activities;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.Workbooks;
using Concentric.Hazards;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports.StreetSummary;

/// <summary>
/// The street summary (街道汇总): main figures with comparisons, monthly trend, communities, and the ledgers of petitions,
/// activities and hazards. Everything is read in one transaction, so each figure reconciles with the ledger rows beside it.
/// The live cube could not promise that: it may be a change ahead of or behind the rows. So its cells are counted anew here, by
/// the same definitions, in the transaction that reads the ledgers.
/// </summary>
public sealed class StreetSummaryTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, StreetOffice office, OfficeClock clock) : ExportTemplate
{
    private readonly PeriodLedger[] ledgers =
    [
        PeriodLedger.Of(PetitionLedger.Ledger, catalogue), PeriodLedger.Of(ActivityLedger.Ledger, catalogue), PeriodLedger.Of(HazardLedger.Ledger, catalogue),
    ];

    public override string Key => "street-summary";

    /// <summary>The most rows of all ledgers together; past it the workbook fails, it is never shorter.</summary>
    public int MostLedgerRows { get; init; } = LedgerSheet.MostRows;

    public override async Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var asOf = clock.UtcNow;
        return await factory.ReadMomentAsync(async db =>
        {
            var counts = await CountAsync(db, question, cancellationToken);
            progress?.Report(5);
            var summary = await ReadAsync(db, question, asOf, cancellationToken);
            progress?.Report(20);
            var title = $"{office.NameFor(question.Culture)} · {Name(question.Culture)}";
            using var book = new WorkbookWriter(question.Culture, title, office.NameFor(question.Culture));
            OverviewSheet.Write(book, title, summary);
            TrendSheet.Write(book, title, summary);
            CommunitiesSheet.Write(book, title, summary);
            progress?.Report(30);

            var written = new List<LedgerCount>();
            var total = Math.Max(counts.Sum(), 1);
            for (var i = 0; i < ledgers.Length; i++)
            {
                var rows = await WriteLedgerAsync(db, book, title, summary, ledgers[i], cancellationToken);
                if (rows != counts[i]) throw new ExportException("Rows", book.Text($"Sheet.{ledgers[i].Ledger.Kind}"), counts[i], rows);
                written.Add(new(ledgers[i].Ledger.Kind, counts[i], rows));
                progress?.Report(30 + (int)(40 * written.Sum(count => count.Written) / total));
            }

            var hash = ManifestSheet.Write(book, title, summary, written, catalogue);
            cancellationToken.ThrowIfCancellationRequested();
            book.Save(output);
            progress?.Report(95);
            return new ExportContent(asOf, written.Sum(count => count.Written), hash);
        }, cancellationToken);
    }

    /// <summary>Rows of each ledger, before anything is read.</summary>
    /// <exception cref="ExportException">There are too many.</exception>
    private async Task<long[]> CountAsync(DashboardDbContext db, ExportQuestion question, CancellationToken cancellationToken)
    {
        var counts = new long[ledgers.Length];
        for (var i = 0; i < ledgers.Length; i++)
            counts[i] = await ledgers[i].CountAsync(db, question.Period, question.CommunityIds, cancellationToken);
        return counts.Sum() <= MostLedgerRows ? counts : throw new ExportException("TooManyRows", counts.Sum(), MostLedgerRows);
    }

    private async Task<Summary> ReadAsync(DashboardDbContext db, ExportQuestion question, DateTime asOf, CancellationToken cancellationToken)
    {
        var names = await CommunityDirectory.ReadAsync(db, new DateTimeOffset(asOf, TimeSpan.Zero), cancellationToken);
        var targets = await db.MetricTargets.AsNoTracking().ToDictionaryAsync(target => target.MetricKey, target => target.AmountMilli / 1_000.0, cancellationToken);
        var snapshot = await db.CountSnapshotAsync(catalogue, asOf, cancellationToken);
        var isSynthetic = await db.StoreFacts.AnyAsync(fact => fact.Key == StoreFacts.Origin, cancellationToken);
        return new Summary(question, catalogue, snapshot, names, targets, isSynthetic, clock);
    }

    private static async Task<int> WriteLedgerAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, PeriodLedger ledger, CancellationToken cancellationToken)
    {
        var question = summary.Question;
        var name = book.Text($"Sheet.{ledger.Ledger.Kind}");
        var sheet = book.AddLedgerSheet(name);
        var rows = await LedgerSheet.WriteAsync(sheet, ledger.Ledger, ledger.ReadAsync(db, question.Period, question.CommunityIds), summary.Names, cancellationToken);
        Look.Page(sheet.Sheet, $"{title} · {name}", summary.PeriodText, 1, 1);
        return rows;
    }
}

/// <summary>Rows of one ledger that the store has, and that are in the workbook.</summary>
internal sealed record LedgerCount(string Kind, long Matched, int Written);
