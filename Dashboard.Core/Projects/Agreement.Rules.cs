using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Projects;

/// <summary>An agreement is entered when it has been made, and corrected as a whole. A refusal changes nothing.</summary>
public sealed partial class Agreement
{
    /// <summary>An agreement takes at least two.</summary>
    public const int LeastParties = 2;

    /// <summary>The most parties.</summary>
    public const int MostParties = 20;

    private static readonly char[] Separators = ['、', ',', '，', ';', '；', '\n'];

    /// <summary>An agreement was made.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="by">Who enters it.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Agreement Make(AgreementDetails details, ActorStamp by, ValidationContext check)
    {
        var agreement = new Agreement { Title = "", Parties = "" };
        agreement.Correct(details, by, check);
        return agreement;
    }

    /// <summary>Makes the agreement what the details say.</summary>
    public void Correct(AgreementDetails details, ActorStamp by, ValidationContext check)
    {
        var title = check.RequiredLine(nameof(Title), details.Title, TextLimits.Title);
        var parties = CleanParties(details.Parties, check);
        if (check.Past(nameof(AgreedOn), details.AgreedOn, by.Today) && details.DueOn is { } due)
        {
            var last = by.Today.AddDays(ValidationContext.MostDaysAhead);
            check.That(due >= details.AgreedOn, nameof(DueOn), due, Rule.BeforeStart, details.AgreedOn);
            check.That(due <= last, nameof(DueOn), due, Rule.TooLate, last);
        }

        check.ThrowIfAny();
        CommunityId = details.CommunityId;
        Title = title;
        Parties = parties;
        ProjectId = details.ProjectId;
        AgreedOn = details.AgreedOn;
        DueOn = details.DueOn;
    }

    private static string CleanParties(string? text, ValidationContext check)
    {
        var lines = check.RequiredLines(nameof(Parties), text, TextLimits.Note);
        string[] names = [.. lines.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (lines.Length > 0) check.That(names.Length is >= LeastParties and <= MostParties, nameof(Parties), text, Rule.PartyCount, LeastParties, MostParties, names.Length);
        return string.Join('、', names);
    }
}
