using Concentric.Data;
using Concentric.Rules;

namespace Concentric.CoBuilders;

/// <summary>A contribution is entered when it has been given, and corrected as a whole. A refusal changes nothing.</summary>
public sealed partial class Contribution
{
    /// <summary>The most money of one contribution, in fen: a hundred million yuan.</summary>
    public const long MostFen = 10_000_000_000;

    /// <summary>The most time of one contribution, in minutes: a hundred thousand hours, as a whole unit may give in a year.</summary>
    public const int MostMinutes = 6_000_000;

    /// <summary>How refusals name the time given, which is kept in minutes and told in hours.</summary>
    public const string TimeField = "WorkTime";

    /// <summary>Something was given.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Contribution Give(ContributionDetails details, ActorStamp by, ValidationContext check)
    {
        var contribution = new Contribution { Purpose = "" };
        contribution.Correct(details, by, check);
        return contribution;
    }

    /// <summary>Makes the contribution what the details say.</summary>
    public void Correct(ContributionDetails details, ActorStamp by, ValidationContext check)
    {
        check.Past(nameof(GivenOn), details.GivenOn, by.Today);
        var purpose = check.RequiredLine(nameof(Purpose), details.Purpose, TextLimits.Title);
        if (check.Within(nameof(AmountFen), details.AmountFen, 0, MostFen, QuantityUnit.Fen)
            && check.Within(TimeField, details.Minutes, 0, MostMinutes, QuantityUnit.Minutes))
            check.That(details.AmountFen > 0 || details.Minutes > 0, nameof(AmountFen), null, Rule.NothingGiven);
        check.ThrowIfAny();

        CommunityId = details.CommunityId;
        CoBuilderId = details.CoBuilderId;
        GivenOn = details.GivenOn;
        AmountFen = details.AmountFen;
        Minutes = (int)details.Minutes;
        Purpose = purpose;
        ProjectId = details.ProjectId;
        ProgrammeId = details.ProgrammeId;
    }
}
