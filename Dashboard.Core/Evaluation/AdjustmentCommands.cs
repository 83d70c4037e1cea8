using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>A bonus or deduction that is given.</summary>
public sealed record GiveAdjustment(long CycleId, AdjustmentDetails Details, Guid? RequestId = null);

/// <summary>An appeal of a unit.</summary>
/// <param name="Criterion">Key of what is contested; null for the whole.</param>
public sealed record RaiseAppeal(long CycleId, long CoBuilderId, string? Criterion, string? Text, Guid? RequestId = null);

/// <summary>The answer to an appeal.</summary>
public sealed record DecideAppeal(long Id, int Version, AppealState State, string? Answer) : RecordInput(Id, Version);

/// <summary>
/// Gives and takes back bonuses and deductions, takes appeals and answers them. Refuses by <see cref="RefusedException"/>.
/// </summary>
public sealed class AdjustmentCommands(RecordWriter writer)
{
    /// <summary>Gives a bonus or deduction, from the opening of the year until publication.</summary>
    public Task<Saved> GiveAsync(CurrentUser caller, GiveAdjustment input, CancellationToken cancellationToken) =>
        AddAsync(caller, caller.MayEnter<Adjustment>(), input.CycleId, input.Details.CoBuilderId, input.RequestId, (cycle, _, check) =>
        {
            check.That(cycle.Stage is CycleStage.Collecting or CycleStage.Scoring
                or CycleStage.Review, nameof(cycle.Stage), null, Rule.WrongStage, cycle.Stage);
            var given = new Adjustment
            {
                CycleId = cycle.Id,
                CoBuilderId = input.Details.CoBuilderId,
                RuleKey = "",
                Reason = "",
                Evidence = ""
            };
            given.Take(input.Details, Scheme.FromJson(cycle.PresentScheme.Content), check);
            return given;
        }, cancellationToken);

    /// <summary>Takes it back, with a reason.</summary>
    public Task<Saved> WithdrawAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Adjustment>(caller, input, (_, given, by) =>
        {
            var check = new ValidationContext();
            check.That(given.Cycle!.Stage != CycleStage.Published, nameof(given.Cycle.Stage), null, Rule.WrongStage, given.Cycle.Stage);
            check.ThrowIfAny();
            given.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, cancellationToken, with: all => all.Include(given => given.Cycle));

    /// <summary>Notes what a unit contests, while the result is reviewed.</summary>
    public Task<Saved> RaiseAsync(CurrentUser caller, RaiseAppeal input, CancellationToken cancellationToken) =>
        AddAsync(caller, caller.MayKeepEvaluation, input.CycleId, input.CoBuilderId, input.RequestId, (cycle, by, check) =>
        {
            check.That(cycle.Stage == CycleStage.Review, nameof(cycle.Stage), null, Rule.WrongStage, cycle.Stage);
            var scheme = Scheme.FromJson(cycle.PresentScheme.Content);
            check.That(input.Criterion is null || scheme.Criterion(input.Criterion) is not null
                || scheme.Adjustment(input.Criterion) is not null, nameof(Appeal.Criterion), input.Criterion, Rule.Unknown);
            var text = check.RequiredLines(nameof(Appeal.Text), input.Text, TextLimits.Note);
            check.ThrowIfAny();
            return new Appeal
            {
                CycleId = cycle.Id,
                CoBuilderId = input.CoBuilderId,
                Criterion = input.Criterion,
                Text = text,
                RaisedAt = by.At
            };
        }, cancellationToken);

    public Task<Saved> DecideAsync(CurrentUser caller, DecideAppeal input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Appeal>(caller, input, (_, appeal, by) =>
        {
            appeal.Decide(input.State, input.Answer, by);
            return Task.CompletedTask;
        }, cancellationToken);

    private Task<Saved> AddAsync<T>(
        CurrentUser caller, bool may, long cycleId, long unitId, Guid? requestId,
        Func<EvaluationCycle, ActorStamp, ValidationContext, T> make, CancellationToken cancellationToken)
        where T : EvaluationRecord
    {
        if (!may) throw new UnauthorizedAccessException("The caller may not enter this.");
        return writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            var cycle = await db.EvaluationCycles.AsNoTracking().Include(found => found.Schemes)
                .SingleOrDefaultAsync(found => found.Id == cycleId && found.ArchivedAt == null, cancellationToken);
            if (!check.That(cycle is not null, "CycleId", cycleId, Rule.Unknown)) check.ThrowIfAny();
            if (check.That(unitId != 0, "CoBuilderId", null, Rule.Required))
                await check.CheckCoBuildersAsync(db, "CoBuilderId", [unitId], cancellationToken);
            return make(cycle!, by, check);
        }, cancellationToken);
    }
}
