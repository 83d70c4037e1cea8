using Concentric.Errands;

namespace Concentric.Dashboard.Features.Errands;

/// <summary>What the form of an errand holds while it is filled in.</summary>
public sealed class ErrandForm
{
    public ErrandKind? Kind { get; set; }

    public int? CommunityId { get; set; }

    public DateOnly? ServedOn { get; set; }

    public long? Persons { get; set; }

    public string? Beneficiary { get; set; }

    public int? ProgrammeId { get; set; }

    public string? Note { get; set; }

    public static ErrandForm Of(Errand errand) => new()
    {
        Kind = errand.Kind,
        CommunityId = errand.CommunityId,
        ServedOn = errand.ServedOn,
        Persons = errand.Persons,
        Beneficiary = errand.Beneficiary,
        ProgrammeId = errand.ProgrammeId,
        Note = errand.Note,
    };

    // A number far beyond the limits stays beyond them.
    public ErrandDetails ToDetails() => new(Kind, ServedOn ?? default, Persons is { } persons ? (int)Math.Clamp(persons, 0, int.MaxValue) : null)
    {
        Beneficiary = Beneficiary,
        Note = Note,
        ProgrammeId = ProgrammeId,
    };
}
