using Concentric.Rules;

namespace Concentric.Projects;

/// <summary>
/// An output is entered when it has been measured, and corrected as a whole. One of an activity is kept with the activity
/// (<see cref="Activities.ActivityDetails.Outputs"/>), and only there. A refusal changes nothing.
/// </summary>
public sealed partial class Output
{
    /// <summary>The most of one output, in thousandths of its unit.</summary>
    public const long MostMilli = 1_000_000_000_000;

    /// <summary>Something was measured.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Output Measure(MeasuredOutput details, ActorStamp by, ValidationContext check)
    {
        var output = new Output();
        output.Correct(details, by, check);
        return output;
    }

    /// <summary>Makes the output what the details say.</summary>
    public void Correct(MeasuredOutput details, ActorStamp by, ValidationContext check)
    {
        check.That(ActivityId is null, nameof(ActivityId), null, Rule.OfActivity);
        check.Chosen(nameof(Kind), details.Kind);
        if (check.That(details.AmountMilli is not null, nameof(AmountMilli), null, Rule.Required))
            CheckAmount(check, nameof(AmountMilli), details.Kind ?? OutputKind.Rubbish, details.AmountMilli!.Value);
        check.Past(nameof(RecordedOn), details.RecordedOn, by.Today);
        check.That(details.ProjectId is null || details.AgreementId is null, nameof(AgreementId), null, Rule.OnlyOne);
        check.ThrowIfAny();

        CommunityId = details.CommunityId;
        Kind = details.Kind!.Value;
        AmountMilli = details.AmountMilli!.Value;
        RecordedOn = details.RecordedOn;
        ProjectId = details.ProjectId;
        AgreementId = details.AgreementId;
        ProgrammeId = details.ProgrammeId;
    }

    /// <summary>More than nothing; whole where the kind is counted and not weighed or measured.</summary>
    internal static void CheckAmount(ValidationContext check, string field, OutputKind kind, long milli)
    {
        if (!check.Within(field, milli, 1, MostMilli, QuantityUnit.Milli)) return;
        check.That(kind is OutputKind.Rubbish or OutputKind.Road || milli % 1_000 == 0, field, milli / 1_000m, Rule.NotANumber);
    }
}
