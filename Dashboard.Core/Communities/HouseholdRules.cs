using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>A number of households as somebody enters it.</summary>
/// <param name="HouseholdCount">1 to <see cref="CommunityDetails.MostHouseholds"/>.</param>
/// <param name="HoldsFrom">The first day on which it holds: no day to come, for a number is counted and not planned.</param>
public sealed record HouseholdCountInput(long? HouseholdCount, DateOnly? HoldsFrom);

/// <summary>What holds for the numbers of households of a community. A refusal changes nothing.</summary>
public static class HouseholdRules
{
    /// <summary>The most numbers of one community: one each month for a decade.</summary>
    public const int Most = 120;

    private const string Count = nameof(HouseholdCountInput.HouseholdCount);
    private const string Day = nameof(HouseholdCountInput.HoldsFrom);

    /// <summary>Notes what is wrong with a number and its day.</summary>
    public static void CheckCount(this ValidationContext check, HouseholdCountInput input, DateOnly today)
    {
        if (check.That(input.HouseholdCount is not null, Count, null, Rule.Required))
            check.Within(Count, input.HouseholdCount!.Value, 1, CommunityDetails.MostHouseholds);
        if (check.That(input.HoldsFrom is not null, Day, null, Rule.Required)) check.Past(Day, input.HoldsFrom!.Value, today);
    }

    /// <summary>Notes that a community has as many numbers as it may have.</summary>
    public static void CheckRoom(this ValidationContext check, Community community) =>
        check.That(community.HouseholdCounts.Count < Most, Day, null, Rule.TooManyHouseholdCounts, Most);

    /// <summary>Enters a number, or puts another in the place of one.</summary>
    /// <param name="present">The day of the one that is corrected; null for a new one.</param>
    /// <exception cref="RefusedException">Something is wrong with it.</exception>
    public static void Take(this Community community, DateOnly? present, HouseholdCountInput input, DateOnly today)
    {
        var check = new ValidationContext();
        check.CheckCount(input, today);
        if (present is null) check.CheckRoom(community);
        if (input.HoldsFrom is { } day && day != present && community.CountFrom(day) is { } other)
            check.That(false, Day, day, Rule.HouseholdCountOfDay, day, other.Households);
        check.ThrowIfAny();
        if (present is { } before && before != input.HoldsFrom) community.RemoveCount(before);
        community.SetCount(input.HoldsFrom!.Value, (int)input.HouseholdCount!.Value);
    }
}
