using System.ComponentModel.DataAnnotations;
using Concentric.CoBuilders;
using Concentric.Data;

namespace Concentric.Evaluation;

/// <summary>
/// The published result of one unit. Written once with the publication and never changed: later corrections of records show beside it.
/// </summary>
public sealed class UnitResult
{
    public long Id { get; set; }

    public long CycleId { get; set; }

    public EvaluationCycle? Cycle { get; set; }

    public long CoBuilderId { get; set; }

    public CoBuilder? CoBuilder { get; set; }

    /// <summary>The unit's name on that day.</summary>
    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    /// <summary>Null when not ranked.</summary>
    public int? Rank { get; set; }

    /// <summary>Hundredths of a point.</summary>
    public int ScoreCenti { get; set; }

    /// <summary>Steps, measures, judgements and adjustments as compressed JSON; see <see cref="FrozenUnit"/>.</summary>
    public required byte[] Content { get; set; }

    /// <summary>The list of evidence as compressed JSON.</summary>
    public required byte[] Evidence { get; set; }

    /// <summary>SHA-256 of both in hexadecimal.</summary>
    [MaxLength(64)]
    public required string Hash { get; set; }
}
