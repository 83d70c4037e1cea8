using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>A bonus or deduction for one unit, by a rule of the scheme, with its evidence and reason.</summary>
[EnteredBy(EntryRight.Judge | EntryRight.KeepEvaluation)]
public sealed class Adjustment : EvaluationRecord
{
    /// <summary>The most of one sort in one entry.</summary>
    public const int MostTimes = 20;

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    /// <summary>Key of the rule in the scheme, which says how many points each is worth.</summary>
    [MaxLength(TextLimits.Key)]
    public required string RuleKey { get; set; }

    /// <summary>How many, as adopted proposals.</summary>
    public int Times { get; set; }

    [MaxLength(TextLimits.Note)]
    public required string Reason { get; set; }

    /// <summary>What proves it: a document, a record's number, a date.</summary>
    [MaxLength(TextLimits.Note)]
    public required string Evidence { get; set; }

    /// <summary>Makes it what the details say.</summary>
    public void Take(AdjustmentDetails details, Scheme scheme, Rules.ValidationContext check)
    {
        check.That(scheme.Adjustments.Any(rule => rule.Key == details.RuleKey && rule.Source == AdjustmentSource.Given), nameof(RuleKey),
            details.RuleKey, details.RuleKey is null ? Rule.Required : Rule.Unknown);
        check.Within(nameof(Times), details.Times, 1, MostTimes);
        var reason = check.RequiredLines(nameof(Reason), details.Reason, TextLimits.Note);
        var evidence = check.RequiredLines(nameof(Evidence), details.Evidence, TextLimits.Note);
        check.ThrowIfAny();
        (RuleKey, Times, Reason, Evidence) = (details.RuleKey!, details.Times, reason, evidence);
    }
}

/// <summary>What is said about a bonus or deduction.</summary>
public sealed record AdjustmentDetails(long CoBuilderId, string? RuleKey, int Times, string? Reason, string? Evidence);
