using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Evaluation;

/// <summary>Where a cycle stands: 起草, 规则冻结, 采集, 评分, 复核与申诉, 已公布.</summary>
public enum CycleStage { Draft, Frozen, Collecting, Scoring, Review, Published }

/// <summary>The evaluation of the co-builders for one calendar year.</summary>
public sealed partial class EvaluationCycle : EvaluationRecord
{
    /// <summary>The calendar year that is judged; one cycle each.</summary>
    public int Year { get; set; }

    [MaxLength(TextLimits.Title)]
    public required string Title { get; set; }

    public CycleStage Stage { get; set; }

    /// <summary>Last day whose records count, when scoring began before the year was over; null for 31 December.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Begins the draws of weights, so that anybody can repeat them.</summary>
    public int Seed { get; set; }

    /// <summary>Instant (UTC) of publication; null before.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>SHA-256 of the published result with its evidence, in hexadecimal; null before.</summary>
    [MaxLength(64)]
    public string? ResultHash { get; set; }

    public List<SchemeVersion> Schemes { get; } = [];

    public List<CycleStep> Steps { get; } = [];

    public List<PanelMember> Panel { get; } = [];

    /// <summary>First day of the year.</summary>
    public DateOnly From => new(Year, 1, 1);

    /// <summary>Last day whose records count.</summary>
    public DateOnly To => ClosedOn ?? new(Year, 12, 31);
}

/// <summary>
/// One version of a cycle's rules. A draft is changed in place; what is frozen is followed by another version with a reason.
/// </summary>
public sealed class SchemeVersion : IRecordPart
{
    public long Id { get; set; }

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    /// <summary>From 1.</summary>
    public int Number { get; set; }

    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    /// <summary>Why frozen rules were changed; null for the first version.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Reason { get; set; }

    /// <summary>The rules themselves, as JSON; see <see cref="Scheme"/>. Nothing looks inside from SQL.</summary>
    [MaxLength(Scheme.MostLength)]
    public required string Content { get; set; }

    Record? IRecordPart.Root => Cycle;
}

/// <summary>The step of a cycle from one stage to another.</summary>
public sealed class CycleStep : IRecordStep
{
    public long Id { get; set; }

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    /// <summary>The stage that was reached.</summary>
    public CycleStage Stage { get; set; }

    /// <summary>Why it was taken out of its time, or back.</summary>
    [MaxLength(TextLimits.Note)]
    public string? Reason { get; set; }

    /// <summary>True when rules were frozen after the year had opened, or scoring began before it was over.</summary>
    public bool IsOutOfTime { get; set; }

    Record? IRecordPart.Root => Cycle;

    string IRecordStep.StepName => Stage.ToString();
}

/// <summary>Somebody who judges in a cycle.</summary>
public sealed class PanelMember : IRecordPart
{
    public long Id { get; set; }

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    /// <summary>The account.</summary>
    public int UserId { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>The member's own unit, which the member does not judge; null when there is none.</summary>
    public long? CoBuilderId { get; set; }

    public CoBuilders.CoBuilder? CoBuilder { get; set; }

    Record? IRecordPart.Root => Cycle;
}
