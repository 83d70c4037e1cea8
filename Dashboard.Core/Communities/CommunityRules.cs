using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>What holds for a community. A refusal changes nothing.</summary>
public static class CommunityRules
{
    /// <summary>A new community.</summary>
    /// <param name="details">As entered.</param>
    /// <param name="isTaken">True when another has the code.</param>
    /// <param name="lastPlace">The last place that is taken in lists.</param>
    /// <param name="today">From which a number of households without a day holds.</param>
    /// <param name="check">What has been found wrong before; thrown with the rest.</param>
    public static Community Found(CommunityDetails details, Func<string, bool> isTaken, int lastPlace, DateOnly today,
        ValidationContext check)
    {
        var code = check.RequiredLine(nameof(Community.Code), details.Code, TextLimits.Key);
        if (code.Length > 0 && check.That(CommunityCommands.IsCode(code), nameof(Community.Code), code, Rule.NotACode))
            check.That(!isTaken(code), nameof(Community.Code), code, Rule.Repeated);
        var community = new Community { Code = code, Name = "", NameEn = "", SortOrder = lastPlace + 1 };
        community.Correct(details, today, check);
        return community;
    }

    /// <summary>Makes the community what the details say; its code stays for ever, because addresses and keys name it.</summary>
    public static void Correct(this Community community, CommunityDetails details, DateOnly today, ValidationContext check)
    {
        var name = check.RequiredLine(nameof(Community.Name), details.Name, TextLimits.Name);
        var nameEn = check.Line(nameof(Community.NameEn), details.NameEn, TextLimits.Name) ?? name;
        if (details.HouseholdCount is not null || details.HoldsFrom is not null)
            check.CheckCount(new(details.HouseholdCount, details.HoldsFrom ?? today), today);
        var day = details.DayOfCount(community, today);
        if (day is { } one && community.CountFrom(one) is null) check.CheckRoom(community);
        if (details.SortOrder is { } place) check.Within(nameof(Community.SortOrder), place, 1, CommunityDetails.MostPlaces);
        check.ThrowIfAny();
        (community.Name, community.NameEn) = (name, nameEn);
        community.SortOrder = (int?)details.SortOrder ?? community.SortOrder;
        if (day is { } from) community.SetCount(from, (int)details.HouseholdCount!.Value);
    }

    /// <summary>
    /// The day from which the number of the details holds; null where they tell none, or without a day the one that holds already.
    /// </summary>
    internal static DateOnly? DayOfCount(this CommunityDetails details, Community? community, DateOnly today) =>
        details.HouseholdCount is not { } households ? null
        : details.HoldsFrom ?? (households == community?.HouseholdCounts.MaxBy(one => one.HoldsFrom)?.Households ? null : today);
}
