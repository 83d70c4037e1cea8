using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>A cycle to be opened.</summary>
/// <param name="Year">One cycle a year.</param>
/// <param name="Title">In one line; required.</param>
/// <param name="RequestId">Made by the form, so that sending it twice opens it once.</param>
public sealed record OpenCycle(int Year, string? Title, Guid? RequestId = null);

/// <summary>Other rules for a cycle.</summary>
/// <param name="Reason">Required once the rules are frozen.</param>
public sealed record ChangeRules(long Id, int Version, Scheme Scheme, string? Reason = null) : RecordInput(Id, Version);

/// <summary>Somebody who is to judge.</summary>
/// <param name="UserId">The account, of the panel.</param>
/// <param name="CoBuilderId">Own unit, not judged; null when there is none.</param>
public sealed record Panelist(int UserId, long? CoBuilderId);

/// <summary>The whole panel of a cycle.</summary>
public sealed record ChangePanel(long Id, int Version, IReadOnlyList<Panelist> Members) : RecordInput(Id, Version);

/// <summary>The next stage, or the one before.</summary>
/// <param name="Reason">Required out of time and backwards.</param>
public sealed record MoveCycle(long Id, int Version, CycleStage To, string? Reason = null) : RecordInput(Id, Version);

/// <summary>
/// Opens cycles, keeps their rules and panel, and takes them from stage to stage, for those who keep the evaluation
/// (<see cref="CurrentUser.MayKeepEvaluation"/>). Refuses by <see cref="RefusedException"/>; for others there is no such record.
/// </summary>
public sealed class CycleCommands(RecordWriter writer)
{
    /// <summary>Opens a cycle with the rules of the one before, or those that ship.</summary>
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the evaluation.</exception>
    public Task<Saved> OpenAsync(CurrentUser caller, OpenCycle input, CancellationToken cancellationToken)
    {
        if (!caller.MayKeepEvaluation) throw new UnauthorizedAccessException("The caller may not keep the evaluation.");
        return writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            var isTaken = await db.EvaluationCycles.AnyAsync(cycle =>
                cycle.ArchivedAt == null && cycle.Year == input.Year, cancellationToken);
            check.That(!isTaken, nameof(input.Year), input.Year, Rule.Registered,
                input.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var before = await db.EvaluationCycles.AsNoTracking().Where(cycle => cycle.ArchivedAt == null && cycle.Year < input.Year)
                .OrderByDescending(cycle => cycle.Year)
                .SelectMany(cycle => cycle.Schemes.OrderByDescending(version => version.Number).Take(1)).Select(version => version.Content)
                    .FirstOrDefaultAsync(cancellationToken);
            return EvaluationCycle.Open(input.Year, input.Title, before is null ? Scheme.Default : Scheme.FromJson(before), by, check);
        }, cancellationToken);
    }

    public Task<Saved> ChangeRulesAsync(CurrentUser caller, ChangeRules input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, (_, cycle, by) =>
        {
            cycle.ChangeRules(input.Scheme, input.Reason, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> ChangePanelAsync(CurrentUser caller, ChangePanel input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, cycle, _) =>
        {
            var check = new ValidationContext();
            var ids = input.Members.Select(member => member.UserId).Distinct().ToList();
            var names = await db.Users.Where(user => ids.Contains(user.Id) && user.Role == Role.Panel && !user.IsDisabled)
                .ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
            foreach (var unknown in ids.Where(id => !names.ContainsKey(id))) check.That(false, nameof(cycle.Panel), unknown, Rule.Unknown);
            await check.CheckCoBuildersAsync(db, nameof(PanelMember.CoBuilderId),
                [.. input.Members.Select(member => member.CoBuilderId).OfType<long>().Distinct()], cancellationToken);
            check.ThrowIfAny();
            db.RemoveRange(cycle.ChangePanel([.. input.Members.Select(member =>
                new PanelMember { UserId = member.UserId, Name = names[member.UserId], CoBuilderId = member.CoBuilderId })]));
        }, cancellationToken);

    /// <summary>Takes a cycle to another stage; publishing stores the result with its evidence for good.</summary>
    public Task<Saved> MoveAsync(CurrentUser caller, MoveCycle input, CancellationToken cancellationToken) =>
        ChangeAsync(caller, input, async (db, cycle, by) =>
        {
            var read = input.To is CycleStage.Review
                or CycleStage.Published ? await CycleReader.ReadAsync(db, cycle, by.Today, null, null, cancellationToken) : null;
            cycle.Move(input.To, input.Reason, await FactsAsync(db, cycle, read, cancellationToken), by);
            if (input.To == CycleStage.Published) await StoreAsync(db, cycle, read!, by, cancellationToken);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<EvaluationCycle>(caller, input, (_, cycle, by) =>
    {
        var check = new ValidationContext();
        // What was published stays.
        check.That(cycle.Stage != CycleStage.Published, nameof(cycle.Stage), null, Rule.WrongStage, cycle.Stage);
        check.ThrowIfAny();
        cycle.Archive(input.Reason, by);
        return Task.CompletedTask;
    }, cancellationToken);

    private static async Task<CycleFacts> FactsAsync(DashboardDbContext db, EvaluationCycle cycle, ReadCycle? read,
        CancellationToken cancellationToken)
    {
        if (read is null) return new();
        var judged = read.Scheme.Criteria.Where(one => one is { Kind: CriterionKind.Judged, Weight: > 0 }).Select(one => one.Key).ToList();
        var missing = read.Lines.Where(line => line.Rank is not null).Sum(line => judged.Count(key => line.Score.PointsOf(key) is null));
        return new(missing,
            await db.Appeals.CountAsync(appeal =>
                appeal.CycleId == cycle.Id && appeal.ArchivedAt == null && appeal.State == AppealState.Open, cancellationToken));
    }

    private static async Task StoreAsync(DashboardDbContext db, EvaluationCycle cycle, ReadCycle read, ActorStamp by,
        CancellationToken cancellationToken)
    {
        var robust = Sensitivity.Of(read.Scheme, read.Lines, cycle.Seed, null, cancellationToken).ToDictionary(unit => unit.CoBuilderId);
        var evidence = (await EvidenceReader.RecordsAsync(db, read.Units, null, cycle.From, read.Until, cancellationToken))
            .ToLookup(record => record.UnitId);
        var results = read.Lines.Select(line =>
        {
            var members = UnitReader.Members(read.Units, line.Unit.Id);
            var result = new FrozenUnit(line, OneMore.Of(read.Scheme, line, read.Lines), robust.GetValueOrDefault(line.Unit.Id))
                .Pack(EvidenceReader.Combine(members.SelectMany(id => evidence[id]), members));
            result.CycleId = cycle.Id;
            return result;
        }).ToList();
        db.AddRange(results);
        cycle.Publish(FrozenUnit.HashOf(cycle.PresentScheme.Content, results.Select(result => (result.CoBuilderId, result.Hash))), by);
    }

    private Task<Saved> ChangeAsync(CurrentUser caller, RecordInput input,
        Func<DashboardDbContext, EvaluationCycle, ActorStamp, Task> change, CancellationToken cancellationToken) =>
        writer.ChangeAsync(caller, input, change, cancellationToken, with: cycles =>
            cycles.Include(cycle => cycle.Schemes).Include(cycle => cycle.Steps).Include(cycle => cycle.Panel).AsSplitQuery());
}
