namespace Concentric.Data;

/// <summary>The number of households that is in force on a day.</summary>
/// <param name="HoldsFrom">First day on which it holds.</param>
/// <param name="IsBeforeFirst">
/// True where the day lies before the first number that was entered: the first is taken, for want of an earlier one.
/// </param>
public readonly record struct HouseholdsInForce(int Households, DateOnly HoldsFrom, bool IsBeforeFirst = false);

/// <summary>
/// The households of each community as they changed. Whatever is divided by households takes the number in force on the last day of its
/// period, so that a past period's figures stay when a newer number is entered.
/// </summary>
public sealed class HouseholdHistory(IEnumerable<HouseholdCount> counts)
{
    private readonly Dictionary<int, HouseholdCount[]> byCommunity = counts.GroupBy(one => one.CommunityId)
        .ToDictionary(own => own.Key, own => own.OrderBy(one => one.HoldsFrom).ToArray());

    /// <summary>No community's households are known.</summary>
    public static HouseholdHistory None { get; } = new([]);

    /// <summary>
    /// The number in force in a community on a day: the newest that does not begin after it, or the first one before that. Null where no
    /// number was entered.
    /// </summary>
    public HouseholdsInForce? On(int communityId, DateOnly day)
    {
        if (!byCommunity.TryGetValue(communityId, out var own)) return null;
        var at = Array.FindLastIndex(own, one => one.HoldsFrom <= day);
        var found = own[Math.Max(at, 0)];
        return new(found.Households, found.HoldsFrom, at < 0);
    }

    /// <summary>The numbers in force on a day, by community; those of which none was entered are missing.</summary>
    public IReadOnlyDictionary<int, HouseholdsInForce> On(DateOnly day) =>
        byCommunity.Keys.ToDictionary(id => id, id => On(id, day)!.Value);
}
