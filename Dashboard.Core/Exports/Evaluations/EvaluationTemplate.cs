using Concentric.Communities;
using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Exports.Workbooks;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.Evaluations;

/// <summary>
/// The evaluation workbook (评价工作簿) of the year in which the period ends: criteria, raw measures counted by formulas from the
/// ledger of evidence, scores and ranks as formulas over both, the panel's scores, adjustments, robustness, and a manifest. A
/// published cycle is written as it was published.
/// </summary>
public sealed class EvaluationTemplate(
    IDbContextFactory<DashboardDbContext> factory, IOptionsMonitor<StreetOffice> office, OfficeClock clock)
    : ExportTemplate
{
    private const int AfterReading = 30;
    private const int AfterLedger = 80;

    public override string Key => "evaluation";

    public override async Task<ExportContent> WriteAsync(ExportQuestion question, Stream output, IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var asOf = clock.UtcNow;
        return await factory.ReadMomentAsync(async db =>
        {
            var (cycle, lines, robustness, evidence) = await ReadAsync(db, question, cancellationToken);
            progress?.Report(AfterReading);
            var title = $"{office.CurrentValue.NameFor(question.Culture)} · {cycle.Title}";
            await using var book = new WorkbookWriter(output, question.Culture, title, office.CurrentValue.NameFor(question.Culture));
            var pages = new EvaluationBook(book, title, cycle, Scheme.FromJson(cycle.PresentScheme.Content), lines, robustness,
                EvidenceSensitivity.Of(Scheme.FromJson(cycle.PresentScheme.Content), lines, cycle.Seed, null, cancellationToken));
            await pages.WriteLedgerAsync(evidence, cancellationToken);
            progress?.Report(AfterLedger);
            var hash = pages.Write(question.AskedBy, clock.ToOffice(asOf), evidence.Sum(unit => unit.Records.Count),
                office.CurrentValue.Address);
            await book.SaveAsync(pages.Order, cancellationToken);
            return new ExportContent(asOf, evidence.Sum(unit => unit.Records.Count), hash);
        }, cancellationToken);
    }

    private async Task<(EvaluationCycle, IReadOnlyList<UnitLine>, IReadOnlyDictionary<long, UnitRobustness>,
        IReadOnlyList<(UnitLine Line, IReadOnlyList<EvidenceRecord> Records)>)> ReadAsync(
        DashboardDbContext db, ExportQuestion question, CancellationToken cancellationToken)
    {
        // What a unit is judged by lies in all communities: a workbook of some of them would be another evaluation.
        if (question.CommunityIds is not null) throw new ExportException("StreetOnly");
        var year = question.Period.To.Year;
        var id = await db.EvaluationCycles.Where(found => found.Year == year && found.ArchivedAt == null).Select(found => (long?)found.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (id is null || await EvaluationQueries.FindAsync(db, id.Value, cancellationToken) is not { } cycle)
            throw new ExportException("NoCycle", year);
        if (cycle.Stage == CycleStage.Published)
        {
            var results = await db.UnitResults.AsNoTracking().Where(result => result.CycleId == cycle.Id).ToListAsync(cancellationToken);
            var frozen = results.Select(result => (Unit: FrozenUnit.Of(result), Evidence: FrozenUnit.EvidenceOf(result)))
                .OrderBy(one => one.Unit.Line.Standing).ThenBy(one => one.Unit.Line.Rank ?? 0)
                    .ThenByDescending(one => one.Unit.Line.Score.Total).ThenBy(one => one.Unit.Line.Unit.Id).ToList();
            return (cycle, frozen.ConvertAll(one => one.Unit.Line), frozen.Where(one => one.Unit.Robustness is not null)
                .ToDictionary(one => one.Unit.Line.Unit.Id, one => one.Unit.Robustness!),
                frozen.ConvertAll(one => (one.Unit.Line, one.Evidence)));
        }

        var read = await CycleReader.ReadAsync(db, cycle, clock.Today, null, null, cancellationToken);
        var records = (await EvidenceReader.RecordsAsync(db, read.Units, null, cycle.From, read.Until, cancellationToken))
            .ToLookup(record => record.UnitId);
        var robust = Sensitivity.Of(read.Scheme, read.Lines, cycle.Seed, null, cancellationToken).ToDictionary(unit => unit.CoBuilderId);
        return (cycle, read.Lines, robust, [.. read.Lines.Select(line =>
        {
            var members = UnitReader.Members(read.Units, line.Unit.Id);
            return (line, EvidenceReader.Combine(members.SelectMany(member => records[member]), members));
        })]);
    }
}
