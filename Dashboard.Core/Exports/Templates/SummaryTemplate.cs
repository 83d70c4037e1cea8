using Concentric.Attachments;
using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Exports.StreetSummary;
using Concentric.Exports.Workbooks;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Metrics;
using Concentric.Resources;
using Concentric.Sheets;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.Templates;

/// <summary>
/// A workbook of figures: everything is read in one transaction, so each figure reconciles with the rows beside it. The live cube
/// alone could not promise that: it may be a change ahead of or behind the rows. So what differs is counted anew, by the same
/// definitions, in the transaction that reads the ledgers. Ledgers are streamed first, the sheets for reading follow.
/// </summary>
/// <param name="cube">Null where there is none (the command line): then every figure is counted anew.</param>
public abstract class SummaryTemplate(
    IDbContextFactory<DashboardDbContext> factory, MetricCatalogue catalogue, IOptionsMonitor<StreetOffice> office, OfficeClock clock,
    MetricCube? cube = null) : ExportTemplate
{
    /// <summary>Of the progress in per cent, what comes before the ledgers' rows and what after.</summary>
    private const int BeforeRows = 15;
    private const int AfterRows = 85;

    /// <summary>Rows of a streamed sheet, header included; a longer ledger goes on in a further one.</summary>
    public int MostRowsOfSheet { get; init; } = XlsxWriter.MostRowsOfSheet;

    protected IDbContextFactory<DashboardDbContext> Factory => factory;

    protected MetricCatalogue Catalogue => catalogue;

    protected StreetOffice Office => office.CurrentValue;

    private protected abstract IReadOnlyList<MetricGroup> Groups { get; }

    /// <summary>The figures of one workbook: all of them unless a template says otherwise.</summary>
    private protected virtual IReadOnlyList<MetricGroup> GroupsOf(ExportQuestion question) => Groups;

    /// <summary>Whether everything that is overdue is listed.</summary>
    private protected virtual bool HasOverdue => false;

    /// <summary>The measures whose rows are listed.</summary>
    private protected abstract IEnumerable<Measure> Listed(ExportQuestion question);

    /// <summary>Writes the sheets for reading, when the ledgers are there.</summary>
    /// <returns>The content hash, and the order of the sheets.</returns>
    private protected abstract Task<(string Hash, IReadOnlyList<string> Order)> WriteSheetsAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IReadOnlyList<LedgerCount> counts,
        CancellationToken cancellationToken);

    /// <summary>The figures for the run to keep, so that a later workbook can say what was corrected; null for none.</summary>
    private protected virtual string? Figures(Summary summary) => null;

    /// <summary>What a ledger's rows show as a picture; null for most.</summary>
    private protected virtual Task<LedgerPictures?> PicturesAsync(DashboardDbContext db, Ledger ledger, ExportQuestion question,
        CancellationToken cancellationToken) => Task.FromResult<LedgerPictures?>(null);

    public override async Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var asOf = clock.UtcNow;
        return await factory.ReadMomentAsync(async db =>
        {
            var title = $"{Office.NameFor(question.Culture)} · {Name(question.Culture)}";
            await using var book = new WorkbookWriter(output, question.Culture, title, Office.NameFor(question.Culture), MostRowsOfSheet);
            var names = await CommunityDirectory.ReadAsync(db, new DateTimeOffset(asOf, TimeSpan.Zero), cancellationToken);
            // The rows of a period that is over are those that were so at its end: overdue then, whatever has become of them.
            var when = new PeriodOnDay(question.Period, question.Kind, clock.DayOf(asOf));
            var problems = new List<ListProblem>();
            var only = question.Filters is { } filters ? List?.Condition(filters, names, when.AsOf, when.Today, problems, db) : null;
            // Without it the file would hold more rows than were asked for.
            if (problems.Find(problem => problem.Field != "view") is { } unread)
                throw new ExportException("Filter", Texts.Find($"Column.{unread.Field}", question.Culture) ?? unread.Field, unread.Value);
            var ledgers = Listed(question).Select(measure => PeriodLedger.Of(measure, catalogue)).OfType<PeriodLedger>()
                .DistinctBy(ledger => ledger.Ledger)
                // The filters of a list speak of its own records.
                .Where(ledger => only is null || ledger.Ledger == List!.Ledger)
                    .Select(ledger => only is null ? ledger : ledger.Narrowed(only))
                    .ToDictionary(ledger => ledger.Ledger, ledger => new LedgerSheet(ledger, question.Culture));
            var summary = await ReadAsync(db, question, book, asOf, names, ledgers, cancellationToken);
            progress?.Report(BeforeRows);
            var counts = await WriteLedgersAsync(db, book, title, summary, progress, cancellationToken);
            progress?.Report(AfterRows);
            var (hash, order) = await WriteSheetsAsync(db, book, title, summary, counts, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await book.SaveAsync(order, cancellationToken);
            progress?.Report(99);
            return new ExportContent(asOf, (int)counts.Where(count => count.IsLedger)
                .Sum(count => count.Written), hash)
            { Figures = Figures(summary) };
        }, cancellationToken);
    }

    private async Task<Summary> ReadAsync(
        DashboardDbContext db, ExportQuestion question, WorkbookWriter book, DateTime asOf, CommunityDirectory.Names names,
        IReadOnlyDictionary<Ledger, LedgerSheet> ledgers,
        CancellationToken cancellationToken)
    {
        var judge = new ProcessCharts.FigureJudge(
            await MetricTargets.ReadAsync(db, cancellationToken),
            new(await db.Set<CalendarDay>().AsNoTracking().ToListAsync(cancellationToken)),
            await ProcessCharts.ProcessRestarts.ReadAsync(db, cancellationToken), names.All.Count);
        var groups = GroupsOf(question);
        var metrics = groups.SelectMany(group => group.Keys).Select(key => catalogue[key]).ToList();
        // What is compared also takes the days on which records come up: they tell how far back those of a kind reach.
        var needed = metrics.SelectMany(metric => metric.Terms(question.Period, question.Period.To)).Select(term => term.Measure)
            .Concat(catalogue.Recordings.Values).Select(measure => measure.Dimension).ToHashSet();
        var snapshot = await new ConsistentSnapshotReader(factory, catalogue, cube).ReadAsync(db, asOf, needed, cancellationToken);
        var isSynthetic = await StoreContents.IsSyntheticAsync(db, cancellationToken);
        return new Summary(question, catalogue, snapshot, names, judge, isSynthetic, clock, ledgers)
        {
            Groups = groups,
            OverdueSheet = HasOverdue ? book.Text("Sheet.overdue") : null
        };
    }

    /// <summary>Streams what is overdue and the ledgers.</summary>
    /// <exception cref="ExportException">A sheet has other rows than the store said.</exception>
    private async Task<IReadOnlyList<LedgerCount>> WriteLedgersAsync(
        DashboardDbContext db, WorkbookWriter book, string title, Summary summary, IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var (question, counts) = (summary.Question, new List<LedgerCount>());
        string Footer(string name) => $"{title} · {name} · {summary.PeriodText}";
        if (summary.OverdueSheet is { } overdue)
        {
            var late = (long)(summary.Read(summary.Metric("petitions.overdue")).N + summary.Read(summary.Metric("hazards.overdue")).N);
            Count(overdue, late,
                await StreetSummary.OverdueSheet.WriteAsync(book, db, summary, catalogue, Footer(overdue), cancellationToken), false);
        }

        var matched = new Dictionary<LedgerSheet, long>();
        foreach (var ledger in summary.Ledgers.Values)
            matched.Add(ledger, await ledger.Source.CountAsync(db, question.Period, question.CommunityIds, cancellationToken));
        var (written, all) = (0L, Math.Max(1, matched.Values.Sum()));
        foreach (var ledger in summary.Ledgers.Values)
        {
            var name = book.Text($"Sheet.{ledger.Source.Ledger.Kind}");
            var shared = await ledger.Source.ReadSharedAsync(db, question.Period, cancellationToken);
            if (ledger.PageKind is { } kind) ledger.Files = await AttachmentCounts.ReadAsync(db, kind, cancellationToken);
            ledger.Pictures = await PicturesAsync(db, ledger.Source.Ledger, question, cancellationToken);
            var rows = ledger.Source.ReadAsync(db, question.Period, question.CommunityIds, question.Culture);
            await ledger.WriteAsync(book.Streamed, name, Footer(name), rows, shared, summary.Names, () =>
                progress?.Report(BeforeRows + (int)((AfterRows - BeforeRows) * ++written / all)), cancellationToken);
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
