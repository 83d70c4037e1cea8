namespace Concentric.Evaluation;

/// <summary>What a judge gave, for scoring.</summary>
/// <param name="Points">Null when standing aside.</param>
public sealed record JudgeScore(string Criterion, int JudgeId, string Judge, int? Points, string? Note = null);

/// <summary>A bonus or deduction that was entered, for scoring.</summary>
public sealed record GivenAdjustment(long Id, string RuleKey, int Times, string Reason, string Evidence);

/// <summary>All that the score of one unit depends on, beside the scheme.</summary>
public sealed record UnitInput(Membership Membership, Measures Measures, IReadOnlyList<JudgeScore> Judgements,
    IReadOnlyList<GivenAdjustment> Adjustments);

/// <summary>What sort of step leads to the score.</summary>
public enum StepKind
{
    /// <summary>Points under a criterion.</summary>
    Criterion,

    /// <summary>The weights of criteria without a basis, shared out among the others.</summary>
    Rescaled,

    /// <summary>A bonus or deduction.</summary>
    Adjustment,

    /// <summary>What exceeds the most that bonuses or deductions may come to, or would lead below 0.</summary>
    Capped,
}

/// <summary>A step from 0 to the score.</summary>
/// <param name="Key">Of the criterion or rule; empty for the two that are neither.</param>
/// <param name="Points">Added, or taken when negative; two decimals. Null for a criterion without a basis, which counts neither
/// way.</param>
/// <param name="Most">The weight; 0 for what is no criterion.</param>
/// <param name="Had">What the unit had: absences, short quarters, yuan, hours, wishes, kept, the judges' mean, times.</param>
/// <param name="Of">What it is held against: conferences, quarters, the target in its days, those due, judges; 0 when nothing.</param>
public sealed record ScoreStep(StepKind Kind, string Key, decimal? Points, int Most, decimal Had, decimal Of);

/// <summary>The score of one unit with the steps to it.</summary>
/// <param name="Total">Two decimals; the sum of all steps.</param>
public sealed record UnitScore(decimal Total, IReadOnlyList<ScoreStep> Steps)
{
    /// <summary>The points under a criterion or by a rule; null when there is no such step or it has no basis.</summary>
    public decimal? PointsOf(string key) => Steps.FirstOrDefault(step => step.Key == key)?.Points;
}
