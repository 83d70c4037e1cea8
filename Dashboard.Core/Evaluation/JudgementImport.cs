using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Data.Bulk;
using Concentric.Imports;
using Concentric.Lists;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>
/// A judge's own scores from a spreadsheet, by the rules of <see cref="JudgementCommands"/>: while the panel scores, never the own
/// unit, each unit and criterion once; a row that names a score by its number corrects it. An empty score stands aside.
/// </summary>
public sealed class JudgementImport : ImportSheet<Judgement>
{
    public override RecordList List => JudgementList.List;

    public override bool IsPersonsOwn => true;

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        ImportColumn.RecordId,
        new("evaluation-year", ImportType.Whole, nameof(Judgement.CycleId)) { IsRequired = true, Synonyms = ["年度", "评价年份", "年份", "Year"] },
        new("co-builder", ImportType.Name, nameof(Judgement.CoBuilderId))
        { IsRequired = true, Lookup = CoBuilder.References, Width = 26, Synonyms = ["单位名称", "单位", "被评单位", "Organisation", "Unit"] },
        new("criterion", ImportType.Text, nameof(Judgement.Criterion))
        { IsRequired = true, Width = 24, Synonyms = ["指标", "评分项", "评价项目", "评分指标", "Item", "Indicator"] },
        new("points", ImportType.Whole, nameof(Judgement.Points)) { Width = 8, Synonyms = ["得分", "评分", "打分", "Score"] },
        new("note", ImportType.Text, nameof(Judgement.Note)) { Width = 36, Synonyms = ["评语", "说明", "评分说明", "Comment", "Remarks"] },
    ];

    public override Judgement Add(ImportRow row)
    {
        var (given, check, judge) = (row.Scene.Memory<Given>(), row.Check, row.Scene.Caller.UserId ?? 0);
        var year = row.Whole("evaluation-year");
        var unit = row.RequiredId("co-builder", row.Id("co-builder", CoBuilder.References));
        var name = check.RequiredLine(nameof(Judgement.Criterion), row.Text("criterion"), TextLimits.Title);
        check.That(year is not null || row.IsGiven("evaluation-year"), nameof(Judgement.CycleId), null, Rule.Required);
        check.ThrowIfAny();
        var cycle = given.Cycles.Find(known => known.Year == year);
        if (!check.That(cycle is not null, nameof(Judgement.CycleId), year, Rule.Unknown)) check.ThrowIfAny();
        check.That(cycle!.Stage == CycleStage.Scoring, nameof(Judgement.CycleId), null, Rule.WrongStage, cycle.Stage);
        var member = cycle.Panel.Find(one => one.UserId == judge);
        check.That(member is not null, nameof(cycle.Panel), null, Rule.NotOnPanel);
        check.That(member?.CoBuilderId != unit, nameof(Judgement.CoBuilderId), null, Rule.OwnUnit);
        var criteria = new NameIndex<Criterion>(one =>
            (one.Key, culture => [culture.Pick(one.Name, one.NameEn)]));
        foreach (var one in Scheme.FromJson(cycle.PresentScheme.Content).Criteria.Where(one => one.Kind == CriterionKind.Judged))
            criteria.Add(one, one.Key, null, one.Name, one.NameEn);
        var (criterion, several) = criteria.Find(name);
        check.That(several is null, nameof(Judgement.Criterion), name, Rule.SeveralOfName, several?.Args ?? []);
        check.That(criterion is not null, nameof(Judgement.Criterion), name, Rule.Unknown);
        check.ThrowIfAny();
        check.That(given.Own.Add((cycle.Id, unit, criterion!.Key)), nameof(Judgement.Points), row.Whole("points"), Rule.ScoredAlready);
        var judgement = new Judgement
        {
            CycleId = cycle.Id,
            CoBuilderId = unit,
            Criterion = criterion.Key,
            JudgeId = judge,
            Judge = row.Scene.Caller.Name
        };
        judgement.Say(Points(row, null), row.Text("note"), check);
        return judgement;
    }

    public override bool Change(Judgement record, ImportRow row)
    {
        var (given, check) = (row.Scene.Memory<Given>(), row.Check);
        // Another's score is none of one's own.
        if (record.JudgeId != row.Scene.Caller.UserId)
            throw new RefusedException([new(nameof(Judgement.Id), row.Identifier, Rule.NoSuchRecord, [])]);
        var cycle = given.Cycles.Find(known => known.Id == record.CycleId);
        check.That(row.Whole("evaluation-year", cycle?.Year) == cycle?.Year, nameof(Judgement.CycleId), null, Rule.Fixed, cycle?.Year ?? 0);
        var unit = row.IdOrPresent("co-builder", CoBuilder.References, record.CoBuilderId,
            given.Units.GetValueOrDefault(record.CoBuilderId, []));
        check.That(unit is null || unit == record.CoBuilderId, nameof(Judgement.CoBuilderId), null, Rule.Fixed,
            given.Units.GetValueOrDefault(record.CoBuilderId, [""])[0]!);
        var criterion = cycle is null ? null : Scheme.FromJson(cycle.PresentScheme.Content).Criterion(record.Criterion);
        check.That(row.Text("criterion", record.Criterion) is not { } name || name == record.Criterion
            || (criterion is not null && Names(criterion, name)), nameof(Judgement.Criterion), null, Rule.Fixed, record.Criterion);
        row.Was("criterion", row.Text("criterion", record.Criterion));
        check.ThrowIfAny();
        var before = (record.Points, record.Note);
        record.Say(Points(row, record.Points), row.Text("note", record.Note), check);
        var isChanged = before != (record.Points, record.Note);
        check.That(!isChanged || cycle?.Stage == CycleStage.Scoring, nameof(Judgement.CycleId), null, Rule.WrongStage, cycle?.Stage
            ?? CycleStage.Published);
        return isChanged;
    }

    /// <summary>Reads the cycles, a handful, and what the judge has given so far.</summary>
    internal override async Task PrepareAsync(DashboardDbContext db, IReadOnlyList<(ImportRow Row, Judgement? Present)> rows,
        BulkChangeWriter? adds, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var scene = rows[0].Row.Scene;
        var given = scene.Memory<Given>();
        if (given.Cycles.Count == 0)
        {
            given.Cycles.AddRange(await db.EvaluationCycles.AsNoTracking().Where(cycle => cycle.ArchivedAt == null)
                .Include(cycle => cycle.Schemes).Include(cycle => cycle.Panel).AsSplitQuery().ToListAsync(cancellationToken));
            var own = await db.Judgements.Where(said => said.ArchivedAt == null && said.JudgeId == scene.Caller.UserId)
                .Select(said => new { said.CycleId, said.CoBuilderId, said.Criterion }).ToListAsync(cancellationToken);
            foreach (var said in own) given.Own.Add((said.CycleId, said.CoBuilderId, said.Criterion));
        }

        var ids = rows.Select(row => row.Present?.CoBuilderId).OfType<long>().Distinct().Where(id => !given.Units.ContainsKey(id)).ToList();
        if (ids.Count == 0) return;
        foreach (var unit in await db.CoBuilders.Where(unit => ids.Contains(unit.Id))
            .Select(unit => new { unit.Id, unit.Name, unit.NameEn })
            .ToListAsync(cancellationToken)) given.Units[unit.Id] = [unit.Name, unit.NameEn];
    }

    private static bool Names(Criterion criterion, string name) =>
        new[] { criterion.Key, criterion.Name, criterion.NameEn }.Any(known => ImportLookups.Fold(known) == ImportLookups.Fold(name));

    /// <summary>A number past what fits is refused by the rule as well.</summary>
    private static int? Points(ImportRow row, int? present)
    {
        var points = row.Whole("points", present);
        // What can't be read is no score, but nor does it stand aside.
        row.Check.ThrowIfAny();
        return points is { } given ? (int)Math.Clamp(given, int.MinValue, int.MaxValue) : null;
    }

    /// <summary>What rows are held against.</summary>
    private sealed class Given
    {
        public List<EvaluationCycle> Cycles { get; } = [];

        /// <summary>What the judge has scored, in the store or in the rows before.</summary>
        public HashSet<(long Cycle, long Unit, string Criterion)> Own { get; } = [];

        public Dictionary<long, string?[]> Units { get; } = [];
    }
}
