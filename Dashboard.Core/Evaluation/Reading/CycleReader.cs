using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>A cycle's units as the records tell them now, scored and ranked.</summary>
internal sealed record ReadCycle(Scheme Scheme, DateOnly Until, IReadOnlyList<UnitProfile> Units, IReadOnlyList<UnitLine> Lines);

/// <summary>Reads what a cycle is scored from, and scores it.</summary>
internal static class CycleReader
{
    /// <summary>How many steps of progress a reading reports.</summary>
    private const int Steps = 8;

    /// <param name="db">The store.</param>
    /// <param name="cycle">With its schemes.</param>
    /// <param name="today">The office's day.</param>
    /// <param name="onlyJudge">Whose judgements alone count; null for all.</param>
    /// <param name="report">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ReadCycle> ReadAsync(DashboardDbContext db, EvaluationCycle cycle, DateOnly today, int? onlyJudge,
        IProgress<double>? report, CancellationToken cancellationToken)
    {
        var scheme = Scheme.FromJson(cycle.PresentScheme.Content);
        var until = today < cycle.To ? today : cycle.To;
        var done = 0;
        void Step() => report?.Report(++done / (double)Steps);
        var units = await UnitReader.ReadAsync(db, cycle.From, until, cancellationToken);
        Step();
        HashSet<long> merging = [.. units.Where(unit => unit.MergedIntoId is not null)
            .SelectMany(unit => new[] { unit.Id, unit.MergedIntoId!.Value })];
        var lines = await EvidenceReader.LinesAsync(db, units, merging, cycle.From, until, Step, cancellationToken);
        var merged = merging.Count == 0 ? [] : await EvidenceReader.RecordsAsync(db, units, merging, cycle.From, until, cancellationToken);
        var (judgements, adjustments) = await GivenAsync(db, cycle.Id, onlyJudge, cancellationToken);
        var scored = Standings.Rank(scheme, until, units.Select(unit =>
        {
            var members = UnitReader.Members(units, unit.Id);
            var own = merging.Contains(unit.Id)
                ? EvidenceReader.Combine(merged.Where(record => members.Contains(record.UnitId)), members).Select(record => record.Line)
                : lines.GetValueOrDefault(unit.Id) ?? Enumerable.Empty<MeasureLine>();
            return (unit, new UnitInput(unit.In(cycle.Year, until), Measures.Of(own), [.. judgements[unit.Id]], [.. adjustments[unit.Id]]));
        }));
        Step();
        return new(scheme, until, units, scored);
    }

    /// <summary>What people gave: judgements and adjustments, by unit.</summary>
    private static async Task<(ILookup<long, JudgeScore> Judgements, ILookup<long, GivenAdjustment> Adjustments)> GivenAsync(
        DashboardDbContext db, long cycleId, int? onlyJudge, CancellationToken cancellationToken)
    {
        var judged = await db.Judgements.AsNoTracking()
            .Where(said => said.CycleId == cycleId && said.ArchivedAt == null && (onlyJudge == null || said.JudgeId == onlyJudge))
            .OrderBy(said => said.JudgeId).ThenBy(said => said.Id)
                .Select(said => new { said.CoBuilderId, said.Criterion, said.JudgeId, said.Judge, said.Points, said.Note })
                .ToListAsync(cancellationToken);
        var adjusted = await db.Adjustments.AsNoTracking().Where(given => given.CycleId == cycleId && given.ArchivedAt == null)
            .OrderBy(given => given.Id)
                .Select(given => new { given.CoBuilderId, given.Id, given.RuleKey, given.Times, given.Reason, given.Evidence })
                .ToListAsync(cancellationToken);
        return (
            judged.ToLookup(said =>
                said.CoBuilderId, said => new JudgeScore(said.Criterion, said.JudgeId, said.Judge, said.Points, said.Note)),
            adjusted.ToLookup(given =>
                given.CoBuilderId, given => new GivenAdjustment(given.Id, given.RuleKey, given.Times, given.Reason, given.Evidence)));
    }
}
