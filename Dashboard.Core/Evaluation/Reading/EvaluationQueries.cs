using System.Globalization;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>
/// Reads cycles for their pages. Everybody may read them; while the panel scores, its members see their own judgements only.
/// </summary>
public sealed class EvaluationQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>All cycles, the latest year first.</summary>
    public async Task<IReadOnlyList<CycleRow>> CyclesAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.EvaluationCycles.AsNoTracking().Where(cycle => cycle.ArchivedAt == null).OrderByDescending(cycle => cycle.Year)
            .Select(cycle => new CycleRow(cycle.Id, cycle.Year, cycle.Title, cycle.Stage, cycle.PublishedAt))
                .ToListAsync(cancellationToken);
    }

    /// <summary>The board of a cycle; null when there is none.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="id">The cycle.</param>
    /// <param name="report">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BoardView?> BoardAsync(CurrentUser caller, long id, IProgress<double>? report, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } cycle) return null;
        var read = await CycleReader.ReadAsync(db, cycle, clock.Today, OnlyJudge(caller, cycle), report, cancellationToken);
        var info = Info(cycle, read.Until);
        var appeals = await db.Appeals.CountAsync(appeal =>
            appeal.CycleId == id && appeal.ArchivedAt == null && appeal.State == AppealState.Open, cancellationToken);
        var judged = read.Scheme.Criteria.Where(one => one is { Kind: CriterionKind.Judged, Weight: > 0 }).ToList();
        var isMember = caller.MayJudge && cycle.Panel.Exists(member => member.UserId == caller.UserId);
        if (!info.IsPublished)
        {
            var missing = read.Lines.Where(line => line.Rank is not null)
                .Sum(line => judged.Count(one => line.Score.PointsOf(one.Key) is null));
            return new(info, read.Scheme, read.Lines, null, new Dictionary<long, UnitRobustness>(), appeals, missing,
                caller.MayKeepEvaluation, isMember);
        }

        var results = await db.UnitResults.AsNoTracking().Where(result => result.CycleId == id)
            .Select(result => new UnitResult
            {
                CoBuilderId = result.CoBuilderId,
                Name = result.Name,
                Content = result.Content,
                Evidence = Array.Empty<byte>(),
                Hash = ""
            }).ToListAsync(cancellationToken);
        var frozen = results.ConvertAll(FrozenUnit.Of);
        return new(
            info, read.Scheme,
            [.. frozen.Select(unit => unit.Line).OrderBy(line => line.Standing).ThenBy(line => line.Rank ?? 0)
                .ThenByDescending(line => line.Score.Total).ThenBy(line => line.Unit.Name, NameOrder.Comparer)],
            read.Lines.ToDictionary(line => line.Unit.Id), frozen.Where(unit => unit.Robustness is not null)
                .ToDictionary(unit => unit.Line.Unit.Id, unit => unit.Robustness!), appeals, 0, caller.MayKeepEvaluation, isMember);
    }

    /// <summary>One unit in a cycle; null when there is none such.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="id">The cycle.</param>
    /// <param name="unitId">The unit.</param>
    /// <param name="report">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<UnitView?> UnitAsync(CurrentUser caller, long id, long unitId, IProgress<double>? report,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } cycle) return null;
        // Before all is read: what is not there is soon said.
        if (!await db.CoBuilders.AnyAsync(unit => unit.Id == unitId, cancellationToken)) return null;
        var read = await CycleReader.ReadAsync(db, cycle, clock.Today, OnlyJudge(caller, cycle), report, cancellationToken);
        var info = Info(cycle, read.Until);
        var now = read.Lines.FirstOrDefault(line => line.Unit.Id == unitId);
        var appeals = await AppealsAsync(db, id, unitId, cancellationToken);
        var (into, from) = (read.Units.FirstOrDefault(unit => unit.Id == now?.Unit.MergedIntoId),
            read.Units.Where(unit => unit.MergedIntoId == unitId).ToList());
        if (info.IsPublished)
        {
            var result = await db.UnitResults.AsNoTracking()
                .SingleOrDefaultAsync(found => found.CycleId == id && found.CoBuilderId == unitId, cancellationToken);
            if (result is null) return null;
            var frozen = FrozenUnit.Of(result);
            var ranked = await db.UnitResults.CountAsync(found => found.CycleId == id && found.Rank != null, cancellationToken);
            var moved = now is not null
                && (now.Score.Total != frozen.Line.Score.Total || now.Rank != frozen.Line.Rank || now.Unit.Name != frozen.Line.Unit.Name)
                ? now
                : null;
            return new(info, read.Scheme, frozen.Line, moved, ranked, frozen.OneMore, frozen.Robustness, await FrozenUnit.EvidenceOf(result)
                .ShownToAsync(db, caller, cancellationToken), appeals, into, from, FrozenUnit.IsWhole(result), caller.MayKeepEvaluation,
                false);
        }

        if (now is null) return null;
        var members = UnitReader.Members(read.Units, unitId);
        var evidence =
            EvidenceReader.Combine(await EvidenceReader.RecordsAsync(db, read.Units, [.. members], cycle.From, read.Until,
                cancellationToken), members);
        return new(
            info, read.Scheme, now, null, read.Lines.Count(line => line.Rank is not null), OneMore.Of(read.Scheme, now, read.Lines), null,
            await evidence.ShownToAsync(db, caller, cancellationToken), appeals, into, from, null,
            caller.MayKeepEvaluation, caller.MayEnter<Adjustment>());
    }

    /// <summary>Appeals and adjustments of a cycle; null when there is none.</summary>
    public async Task<AppealsView?> AppealsAsync(CurrentUser caller, long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } cycle) return null;
        var info = Info(cycle, Until(cycle));
        var units = await UnitReader.ReadAsync(db, cycle.From, info.Until, cancellationToken);
        var isEnglish = IsEnglish;
        var adjustments = await db.Adjustments.AsNoTracking().Where(given => given.CycleId == id && given.ArchivedAt == null)
            .OrderByDescending(given => given.Id)
            .Select(given => new AdjustmentRow(given.Id, given.Version, given.CoBuilderId,
                isEnglish ? given.CoBuilder!.NameEn : given.CoBuilder!.Name, given.RuleKey, given.Times, given.Reason, given.Evidence))
                .ToListAsync(cancellationToken);
        return new(info, Scheme.FromJson(cycle.PresentScheme.Content), await AppealsAsync(db, id, null, cancellationToken), adjustments,
            units, caller.MayKeepEvaluation, caller.MayEnter<Adjustment>() && !info.IsPublished);
    }

    /// <summary>What a panel member has to score; null when there is no such cycle.</summary>
    public async Task<PanelView?> PanelAsync(CurrentUser caller, long id, IProgress<double>? report, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } cycle) return null;
        var read = await CycleReader.ReadAsync(db, cycle, clock.Today, caller.UserId ?? 0, report, cancellationToken);
        var member = caller.MayJudge ? cycle.Panel.Find(one => one.UserId == caller.UserId) : null;
        var own = await db.Judgements.AsNoTracking()
            .Where(said => said.CycleId == id && said.ArchivedAt == null && said.JudgeId == caller.UserId)
            .Select(said => new OwnJudgement(said.Id, said.Version, said.CoBuilderId, said.Criterion, said.Points, said.Note))
                .ToListAsync(cancellationToken);
        return new(Info(cycle, read.Until), read.Scheme,
            [.. read.Lines.Where(line => line.Standing is Standing.Ranked or Standing.TooLittleEvidence)], own, member?.CoBuilderId,
            member is not null);
    }

    /// <summary>The rules of a cycle; null when there is no such cycle or version.</summary>
    /// <param name="caller">Who reads.</param>
    /// <param name="id">The cycle.</param>
    /// <param name="number">The version; null for the present one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SchemeView?> SchemeAsync(CurrentUser caller, long id, int? number, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } cycle) return null;
        var version = number is null ? cycle.PresentScheme : cycle.Schemes.Find(one => one.Number == number);
        return version is null
            ? null
            : new(Info(cycle, Until(cycle)), Scheme.FromJson(version.Content), version.Number, caller.MayKeepEvaluation);
    }

    /// <summary>
    /// Criteria of rules in draft that tell no units apart, by the records of the cycle's year, or of the year before where too few
    /// units have any yet; null when the rules are no draft or neither year tells.
    /// </summary>
    /// <param name="id">The cycle.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IdleCheck?> IdleAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var stop = await db.StopWithAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { Stage: CycleStage.Draft } cycle) return null;
        var before = new EvaluationCycle { Year = cycle.Year - 1, Title = cycle.Title };
        before.Schemes.AddRange(cycle.Schemes);
        foreach (var of in new[] { cycle, before })
        {
            var read = await CycleReader.ReadAsync(db, of, clock.Today, null, null, cancellationToken);
            if (read.Lines.Count(line => line.Rank is not null) >= IdleCriteria.LeastUnits)
                return new(of.Year, IdleCriteria.Of(read.Scheme, read.Lines));
        }

        return null;
    }

    /// <summary>Accounts of the panel, for the choice of members.</summary>
    public async Task<IReadOnlyList<(int Id, string Name)>> JudgesAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = await db.Users.AsNoTracking().Where(user => user.Role == Role.Panel && !user.IsDisabled).OrderBy(user => user.Id)
            .Select(user => new { user.Id, user.DisplayName }).ToListAsync(cancellationToken);
        return [.. rows.Select(user => (user.Id, user.DisplayName))];
    }

    internal static Task<EvaluationCycle?> FindAsync(DashboardDbContext db, long id, CancellationToken cancellationToken) =>
        db.EvaluationCycles.AsNoTracking().Include(cycle => cycle.Schemes).Include(cycle => cycle.Steps).Include(cycle => cycle.Panel)
            .AsSplitQuery()
            .SingleOrDefaultAsync(cycle => cycle.Id == id && cycle.ArchivedAt == null, cancellationToken);

    internal static CycleInfo Info(EvaluationCycle cycle, DateOnly until) => new(
        cycle.Id, cycle.Version, cycle.Year, cycle.Title, cycle.Stage, cycle.From, cycle.To, until, cycle.Seed, cycle.PublishedAt,
        cycle.ResultHash,
        [.. cycle.Schemes.OrderBy(version => version.Number)
            .Select(version => new SchemeNote(version.Number, version.At, version.By, version.Reason))],
        [.. cycle.Steps.OrderBy(step => step.Id)
            .Select(step => new CycleStepNote(step.Stage, step.At, step.By, step.Reason, step.IsOutOfTime))],
        [.. cycle.Panel.OrderBy(member => member.Id).Select(member => new PanelistNote(member.UserId, member.Name, member.CoBuilderId))]);

    private static int? OnlyJudge(CurrentUser caller, EvaluationCycle cycle) =>
        cycle.Stage == CycleStage.Scoring && caller.MayJudge ? caller.UserId ?? 0 : null;

    private DateOnly Until(EvaluationCycle cycle) => clock.Today < cycle.To ? clock.Today : cycle.To;

    private static bool IsEnglish => CultureInfo.CurrentUICulture.IsEnglish;

    private static async Task<IReadOnlyList<AppealRow>> AppealsAsync(DashboardDbContext db, long id, long? unitId,
        CancellationToken cancellationToken)
    {
        var isEnglish = IsEnglish;
        return await db.Appeals.AsNoTracking()
            .Where(appeal => appeal.CycleId == id && appeal.ArchivedAt == null && (unitId == null || appeal.CoBuilderId == unitId))
            .OrderBy(appeal => appeal.State != AppealState.Open).ThenByDescending(appeal => appeal.Id)
            .Select(appeal => new AppealRow(
                appeal.Id, appeal.Version, appeal.CoBuilderId, isEnglish ? appeal.CoBuilder!.NameEn : appeal.CoBuilder!.Name,
                appeal.Criterion, appeal.Text, appeal.RaisedAt, appeal.State, appeal.Answer,
                    appeal.AnsweredBy, appeal.AnsweredAt))
            .ToListAsync(cancellationToken);
    }
}
