using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Evaluation;

/// <summary>A judge's score for a unit under a judged criterion.</summary>
/// <param name="Points">0 to 100; null to stand aside, which takes a note.</param>
public sealed record Judge(long CycleId, long CoBuilderId, string Criterion, int? Points, string? Note = null, Guid? RequestId = null);

/// <summary>The judge's own score, corrected while the panel scores.</summary>
public sealed record CorrectJudgement(long Id, int Version, int? Points, string? Note = null) : RecordInput(Id, Version);

/// <summary>Panel members score, each apart, and never their own unit. Refuses by <see cref="RefusedException"/>.</summary>
public sealed class JudgementCommands(RecordWriter writer)
{
    /// <exception cref="UnauthorizedAccessException">The caller is not of the panel.</exception>
    public async Task<Saved> JudgeAsync(CurrentUser caller, Judge input, CancellationToken cancellationToken)
    {
        if (!caller.MayJudge || caller.UserId is not { } judge) throw new UnauthorizedAccessException("The caller is not of the panel.");
        try
        {
            return await writer.AddAsync(caller, input.RequestId, async (db, by) =>
            {
                var check = new ValidationContext();
                var cycle = await db.EvaluationCycles.AsNoTracking().Include(found => found.Schemes).Include(found => found.Panel)
                    .AsSplitQuery()
                    .SingleOrDefaultAsync(found => found.Id == input.CycleId && found.ArchivedAt == null, cancellationToken);
                if (!check.That(cycle is not null, nameof(input.CycleId), input.CycleId, Rule.Unknown)) check.ThrowIfAny();
                check.That(cycle!.Stage == CycleStage.Scoring, nameof(cycle.Stage), null, Rule.WrongStage, cycle.Stage);
                var member = cycle.Panel.Find(one => one.UserId == judge);
                check.That(member is not null, nameof(cycle.Panel), null, Rule.NotOnPanel);
                check.That(member?.CoBuilderId != input.CoBuilderId, nameof(input.CoBuilderId), null, Rule.OwnUnit);
                var criterion = Scheme.FromJson(cycle.PresentScheme.Content).Criterion(input.Criterion);
                check.That(criterion?.Kind == CriterionKind.Judged, nameof(Judgement.Criterion), input.Criterion, Rule.Unknown);
                await check.CheckCoBuildersAsync(db, nameof(input.CoBuilderId), [input.CoBuilderId], cancellationToken);
                var isScored = await db.Judgements.AnyAsync(said =>
                    said.CycleId == input.CycleId && said.CoBuilderId == input.CoBuilderId && said.Criterion == input.Criterion
                        && said.JudgeId == judge && said.ArchivedAt == null, cancellationToken);
                check.That(!isScored, nameof(Judgement.Points), input.Points, Rule.ScoredAlready);
                var judgement = new Judgement
                {
                    CycleId = input.CycleId,
                    CoBuilderId = input.CoBuilderId,
                    Criterion = input.Criterion,
                    JudgeId = judge,
                    Judge = caller.Name
                };
                judgement.Say(input.Points, input.Note, check);
                return judgement;
            }, cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Two windows at the same moment.
            throw new RefusedException([new(nameof(Judgement.Points), null, Rule.ScoredAlready, [])]);
        }
    }

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectJudgement input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Judgement>(caller, input, (_, judgement, _) =>
        {
            var check = new ValidationContext();
            check.That(judgement.Cycle!.Stage == CycleStage.Scoring, nameof(judgement.Cycle.Stage), null, Rule.WrongStage,
                judgement.Cycle.Stage);
            judgement.Say(input.Points, input.Note, check);
            return Task.CompletedTask;
        }, cancellationToken, with: judgements => judgements.Include(judgement => judgement.Cycle),
            writable: (judgements, of) =>
                of.MayJudge && of.UserId is { } id ? judgements.Where(judgement => judgement.JudgeId == id) : judgements.Where(_ => false));
}
