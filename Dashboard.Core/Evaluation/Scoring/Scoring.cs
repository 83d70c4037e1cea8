namespace Concentric.Evaluation;

/// <summary>
/// Scores a unit: records' measures, judgements and adjustments under a scheme, and nothing else, so the same always comes out.
/// Every step is rounded to hundredths, half away from zero, as a workbook's ROUND does it.
/// </summary>
public static class Scoring
{
    /// <summary>Scores one unit.</summary>
    public static UnitScore Score(Scheme scheme, UnitInput unit)
    {
        var steps = scheme.Criteria.Where(one => one.Weight > 0).Select(one => StepOf(one, unit)).ToList();
        var raw = steps.Sum(step => step.Points ?? 0);
        var weight = steps.Sum(step => step.Points is null ? 0 : step.Most);
        // No cases is no cases: what has no basis is neither 0 nor full, and the others stand for it.
        if (weight is > 0 and < Scheme.WholeWeight)
            steps.Add(new(StepKind.Rescaled, "", Round(raw * Scheme.WholeWeight / weight) - raw, 0, weight, Scheme.WholeWeight));
        var basis = steps.Sum(step => step.Points ?? 0);
        List<ScoreStep> adjusted = [.. scheme.Adjustments.Select(rule => StepOf(rule, unit)).Where(step => step.Had != 0)];
        var bonus = adjusted.Where(step => step.Points > 0).Sum(step => step.Points!.Value);
        var deduction = adjusted.Where(step => step.Points < 0).Sum(step => step.Points!.Value);
        var total = Math.Max(0, basis + Math.Min(bonus, scheme.MostBonus) + Math.Max(deduction, -scheme.MostDeduction));
        steps.AddRange(adjusted);
        if (total != basis + bonus + deduction) steps.Add(new(StepKind.Capped, "", total - basis - bonus - deduction, 0, 0, 0));
        return new(total, steps);
    }

    /// <summary>The share of a criterion's weight that a step reached, 0 to 1; null without a basis.</summary>
    public static decimal? Fraction(ScoreStep step) => step.Points is { } points && step.Most > 0 ? points / step.Most : null;

    private static ScoreStep StepOf(Criterion one, UnitInput unit)
    {
        var (had, of, fraction) = one.Kind == CriterionKind.Judged ? Judged(one, unit.Judgements) : Measured(one, unit);
        return new(StepKind.Criterion, one.Key, fraction is { } reached ? Round(one.Weight * Math.Clamp(reached, 0, 1)) : null, one.Weight,
            had, of);
    }

    private static (decimal Had, decimal Of, decimal? Fraction) Measured(Criterion one, UnitInput unit)
    {
        var measures = unit.Measures;
        switch (one.Measure)
        {
            case EvaluationMeasure.Attendance:
                return (measures.Absent, measures.Invited, measures.Invited == 0 ? null : Deduct(one, measures.Absent));
            case EvaluationMeasure.JointActivities:
                var quarters = Enumerable.Range(0, 4).Count(quarter => unit.Membership.OfQuarter(quarter, one.Target) > 0);
                var shortOf = Enumerable.Range(0, 4)
                    .Count(quarter => measures.ByQuarter[quarter] < unit.Membership.OfQuarter(quarter, one.Target));
                return (shortOf, quarters, quarters == 0 ? null : Deduct(one, shortOf));
            case EvaluationMeasure.Money:
                return Reach(measures.Fen / 100m, unit.Membership.OfYear(one.Target));
            case EvaluationMeasure.Hours:
                return Reach(Round(measures.Minutes / 60m), unit.Membership.OfYear(one.Target));
            case EvaluationMeasure.Wishes:
                return Reach(measures.Wishes, unit.Membership.OfYear(one.Target));
            case EvaluationMeasure.Commitments:
                return Share(measures.Kept, measures.Kept + measures.NotKept);
            default:
                return Share(measures.Honoured, measures.Honoured + measures.NotHonoured);
        }
    }

    private static (decimal Had, decimal Of, decimal? Fraction) Judged(Criterion one, IReadOnlyList<JudgeScore> judgements)
    {
        var given = judgements.Where(said => said.Criterion == one.Key && said.Points is not null)
            .Select(said => (decimal)said.Points!.Value).ToList();
        // The mean of all, an outlier's included: it is shown, not hidden.
        return given.Count == 0
            ? (0, 0, null)
            : (Round(given.Sum() / given.Count), given.Count, Round(given.Sum() / given.Count) / Judgement.Most);
    }

    private static ScoreStep StepOf(AdjustmentRule rule, UnitInput unit)
    {
        var measures = unit.Measures;
        var times = rule.Source switch
        {
            AdjustmentSource.FullAttendance => measures.Invited > 0 && measures.Attended == measures.Invited ? 1 : 0,
            AdjustmentSource.TakenOver => measures.TakenOver,
            _ => unit.Adjustments.Where(given => given.RuleKey == rule.Key).Sum(given => given.Times),
        };
        return new(StepKind.Adjustment, rule.Key, rule.Points * times, 0, times, 0);
    }

    private static decimal Deduct(Criterion one, int missed) =>
        one.Weight == 0 ? 1 : 1 - Math.Min(1, (decimal)one.Deduction * missed / one.Weight);

    private static (decimal, decimal, decimal?) Reach(decimal had, decimal target) =>
        (had, target, target == 0 ? null : Math.Min(1, had / target));

    private static (decimal, decimal, decimal?) Share(int good, int all) => (good, all, all == 0 ? null : (decimal)good / all);

    private static decimal Round(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);
}
