using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Petitions;

/// <summary>What happened to a petition in one step.</summary>
public enum PetitionStepKind
{
    Collected, Negotiated, Handled, FedBack, Closed, Reopened, CalledBack, Extended, Transferred, Shared, Skipped, Corrected,

    /// <summary>Another community was asked to take it over.</summary>
    Offered,

    /// <summary>The community that was asked said no, or the one that asked thought better of it.</summary>
    Declined,

    /// <summary>It stays closed as it is, for a stated reason, although the resident is not content or was not reached.</summary>
    Settled,
}

/// <summary>One line of a petition's timeline.</summary>
public sealed class PetitionStep : IRecordStep
{
    public long Id { get; set; }

    public long PetitionId { get; set; }

    public Petition? Petition { get; set; }

    public PetitionStepKind Kind { get; set; }

    /// <summary>Instant of entry (UTC).</summary>
    public DateTime At { get; set; }

    /// <summary>Day on which it happened, in the office's zone; earlier than <see cref="At"/> when entered afterwards.</summary>
    public DateOnly HappenedOn { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    /// <summary>The due date that holds since this step; null when the step left it alone.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The outcome of a closing.</summary>
    public PetitionOutcome? Outcome { get; set; }

    /// <summary>
    /// What a skip passed over, or whose day a correction moved to <see cref="HappenedOn"/>; null when no day was corrected.
    /// </summary>
    public PetitionStepKind? Concerns { get; set; }

    [MaxLength(TextLimits.Note)]
    public string? Note { get; set; }

    /// <summary>The community that keeps it since a transfer, or that an offer is about.</summary>
    public int? CommunityId { get; set; }

    /// <summary>Who is to handle it since a transfer; null for nobody.</summary>
    [MaxLength(TextLimits.Name)]
    public string? ResponsibleUnit { get; set; }

    /// <summary>The co-builder that is to handle it since a transfer.</summary>
    public long? CoBuilderId { get; set; }

    /// <summary>
    /// Ids of all the communities that share it since then, separated by commas; empty for none any more, null when the step left it alone.
    /// </summary>
    [MaxLength(TextLimits.Note)]
    public string? SharedWith { get; set; }

    /// <summary>The resident's answers at a valid call-back.</summary>
    public bool? Responded { get; set; }

    public bool? Resolved { get; set; }

    public Satisfaction? Satisfaction { get; set; }

    Record? IRecordPart.Root => Petition;

    string IRecordStep.StepName => Kind.ToString();

    bool IRecordStep.RewritesThePast => Kind is PetitionStepKind.Corrected or PetitionStepKind.Transferred or PetitionStepKind.Shared;
}
