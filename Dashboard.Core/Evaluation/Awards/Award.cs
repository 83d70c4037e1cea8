using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;
using Concentric.Volunteers;

namespace Concentric.Evaluation;

/// <summary>优秀共建单位, 最美志愿者.</summary>
public enum AwardKind { Unit, Volunteer }

/// <summary>An award that was granted, with what it rests on.</summary>
public sealed class Award : EvaluationRecord, ISeriesNumber
{
    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public AwardKind Kind { get; set; }

    /// <summary>On the certificate, as in ZS-2026-000003.</summary>
    [MaxLength(TextLimits.Number)]
    public required string Number { get; set; }

    public long? CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    public long? VolunteerId { get; set; }

    public Volunteer? Volunteer { get; set; }

    /// <summary>A unit's place among its like; 0 for a volunteer, for persons are not ranked.</summary>
    public int Rank { get; set; }

    /// <summary>Hundredths of a point for a unit, minutes for a volunteer.</summary>
    public int Reached { get; set; }

    public DateOnly GrantedOn { get; set; }
}

/// <summary>Somebody proposes a volunteer for an award.</summary>
[EnteredBy(EntryRight.Judge | EntryRight.KeepEvaluation)]
public sealed class Nomination : EvaluationRecord
{
    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public long VolunteerId { get; set; }

    public Volunteer? Volunteer { get; set; }

    /// <summary>Who nominates: a community, a unit, a person.</summary>
    [MaxLength(TextLimits.Name)]
    public required string NominatedBy { get; set; }

    [MaxLength(TextLimits.Note)]
    public required string Reason { get; set; }
}
