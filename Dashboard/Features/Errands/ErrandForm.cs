using Concentric.Errands;

namespace Concentric.Dashboard.Features.Errands;

/// <summary>What the form of an errand holds while it is filled in.</summary>
public sealed class ErrandForm
{
    public ErrandKind? Kind { get; set; }

    public int? CommunityId { get; set; }

    public DateOnly? ServedOn { get; set; }

    public long? Persons { get; set; }

    /// <summary>A known one stays in the store; what is typed takes its place.</summary>
    public string? Beneficiary { get; set; }

    /// <summary>Takes the one that is in the store out.</summary>
    public bool ClearsBeneficiary { get; set; }

    public int? ProgrammeId { get; set; }

    public string? Note { get; set; }

    public static ErrandForm Of(Errand errand) => new()
    {
        Kind = errand.Kind,
        CommunityId = errand.CommunityId,
        ServedOn = errand.ServedOn,
        Persons = errand.Persons,
        ProgrammeId = errand.ProgrammeId,
        Note = errand.Note,
    };

    // A number far beyond the limits stays beyond them.
    /// <param name="present">The beneficiary in the store.</param>
    public ErrandDetails ToDetails(string? present) => new(Kind, ServedOn ?? default, Persons is { } persons ? (int)Math.Clamp(persons, 0, int.MaxValue) : null)
    {
        Beneficiary = Beneficiary ?? (ClearsBeneficiary ? null : present),
        Note = Note,
        ProgrammeId = ProgrammeId,
    };
}
