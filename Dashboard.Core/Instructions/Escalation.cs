using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Instructions;

/// <summary>To whom an overdue record is escalated (提级): the community's secretary, then the leader in charge.</summary>
public enum EscalationLevel { Secretary, Leader }

/// <summary>
/// That a record was escalated: the mark in its thread, and what keeps the rule from telling it twice: it is looked for before
/// another is made, in the run of the morning, which one node does at a time. The unique index holds only marks that have ended; of open
/// ones neither store finds two alike, for their last day is null.
/// </summary>
public sealed class Escalation : IBesideFigures
{
    public long Id { get; set; }

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string RecordKind { get; set; }

    public long RecordId { get; set; }

    public EscalationLevel Level { get; set; }

    /// <summary>The due day that had passed; another one is another occasion.</summary>
    public DateOnly DueOn { get; set; }

    /// <summary>
    /// From 1; counted up when the record is taken up again with the same due day, or comes to somebody else.
    /// </summary>
    public int Round { get; set; }

    /// <summary>The office's day on which it was done.</summary>
    public DateOnly On { get; set; }

    /// <summary>Instant (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>
    /// Names of those who were told, as they were then and as far as they have room; null when there was nobody to tell, which is not
    /// marked any more.
    /// </summary>
    [MaxLength(TextLimits.Title)]
    public string? Told { get; set; }

    /// <summary>
    /// The accounts of those who were told, by id and separated by commas, as far as there is room: by them the rule knows whom it has
    /// told. Null for a mark of an older version, which has names only.
    /// </summary>
    [MaxLength(TextLimits.Note)]
    public string? ToldIds { get; set; }

    /// <summary>
    /// Day on which the record was found done with, or to be for others than those who were told; null while the round lasts.
    /// </summary>
    public DateOnly? EndedOn { get; set; }
}

/// <summary>When overdue records are escalated, in working days past the due day.</summary>
/// <param name="SecretaryAfterWorkingDays">
/// More than so many, and the secretary is told; <c>Escalation:SecretaryAfterWorkingDays</c>, 0 to 250. A major hazard at once.
/// </param>
/// <param name="LeaderAfterWorkingDays">
/// More than so many, and the leader in charge is told of petitions and commitments; <c>Escalation:LeaderAfterWorkingDays</c>, 0 to 250.
/// Hazards have <c>Hazards:EscalateAfterWorkingDays</c>, by which their list says "escalated".
/// </param>
public sealed record EscalationSettings(int SecretaryAfterWorkingDays = 3, int LeaderAfterWorkingDays = 10);
