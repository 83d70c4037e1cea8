using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>What one panel member says of one unit under one judged criterion: a score, or that the member stands aside.</summary>
[EnteredBy(EntryRight.Judge)]
public sealed class Judgement : EvaluationRecord
{
    /// <summary>The best score.</summary>
    public const int Most = 100;

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    /// <summary>Key of the criterion in the scheme.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Criterion { get; set; }

    /// <summary>The judge's account.</summary>
    public int JudgeId { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Judge { get; set; }

    /// <summary>0 to <see cref="Most"/>; null when the judge stands aside.</summary>
    public int? Points { get; set; }

    /// <summary>Why; required when standing aside.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    /// <summary>Takes what the judge says.</summary>
    /// <exception cref="RefusedException">Not within 0 and <see cref="Most"/>, or standing aside without a reason.</exception>
    public void Say(int? points, string? note, Rules.ValidationContext check)
    {
        if (points is { } given) check.Within(nameof(Points), given, 0, Most);
        var why = points is null
            ? check.RequiredLines(nameof(Note), note, TextLimits.Note)
            : check.Lines(nameof(Note), note, TextLimits.Note);
        check.ThrowIfAny();
        Points = points;
        Note = why;
    }
}
