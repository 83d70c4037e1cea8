using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Errands;

/// <summary>An errand is entered when it has been done, and corrected as a whole; a refusal (<see cref="RefusedException"/>) changes nothing.</summary>
public sealed partial class Errand
{
    /// <summary>An errand that was done.</summary>
    /// <param name="communityId">The community that keeps it.</param>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Errand Serve(int communityId, ErrandDetails details, ActorStamp by, ValidationContext check)
    {
        var errand = new Errand { CommunityId = communityId };
        errand.Correct(details, by, check);
        return errand;
    }

    /// <summary>Makes the errand what the details say.</summary>
    public void Correct(ErrandDetails details, ActorStamp by, ValidationContext check)
    {
        if (check.That(details.Kind is not null, nameof(Kind), null, Rule.Required)) check.Defined(nameof(Kind), details.Kind!.Value);
        check.Past(nameof(ServedOn), details.ServedOn, by.Today);
        if (check.That(details.Persons is not null, nameof(Persons), null, Rule.Required)) check.Within(nameof(Persons), details.Persons!.Value, 1, ErrandDetails.MostPersons);
        var beneficiary = check.Line(nameof(Beneficiary), details.Beneficiary, TextLimits.Name);
        var note = check.Lines(nameof(Note), details.Note, TextLimits.Note);
        check.ThrowIfAny();
        Kind = details.Kind!.Value;
        ServedOn = details.ServedOn;
        Persons = details.Persons!.Value;
        Beneficiary = beneficiary;
        Note = note;
        ProgrammeId = details.ProgrammeId;
    }
}
