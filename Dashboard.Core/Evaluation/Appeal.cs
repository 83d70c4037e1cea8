using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>How an appeal stands: 待处理, 采纳, 不采纳.</summary>
public enum AppealState { Open, Upheld, Dismissed }

/// <summary>A unit contests its score. Publication waits until each has an answer.</summary>
public sealed class Appeal : EvaluationRecord
{
    /// <summary>Working days within which an appeal is to be answered; afterwards those who decide are reminded, once.</summary>
    public const int AnswerWorkingDays = 5;

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    /// <summary>Key of the criterion or adjustment that is contested; null for the whole.</summary>
    [MaxLength(TextLimits.Key)]
    public string? Criterion { get; set; }

    [MaxLength(TextLimits.Note)]
    public required string Text { get; set; }

    public DateTime RaisedAt { get; set; }

    public AppealState State { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Answer { get; set; }

    [MaxLength(TextLimits.Name)]
    public string? AnsweredBy { get; set; }

    public DateTime? AnsweredAt { get; set; }

    /// <summary>Answers it. What an upheld appeal changes is changed in the records, judgements or adjustments themselves.</summary>
    public void Decide(AppealState state, string? answer, ActorStamp by)
    {
        var check = new Rules.ValidationContext();
        check.That(State == AppealState.Open, nameof(State), null, Rule.Done);
        check.That(state is AppealState.Upheld or AppealState.Dismissed, nameof(State), null, Rule.Required);
        var why = check.RequiredLines(nameof(Answer), answer, TextLimits.Note);
        check.ThrowIfAny();
        (State, Answer, AnsweredBy, AnsweredAt) = (state, why, by.By, by.At);
    }
}
