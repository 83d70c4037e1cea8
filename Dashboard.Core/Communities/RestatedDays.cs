using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Communities;

/// <summary>
/// The past days, both included, on which another number of households of a community is in force than before a change. One stretch from
/// the first to the last of them: where a number is moved past the next one, days between them on which it is as before are in it too,
/// and what is told of them is that they may be others than they were.
/// </summary>
public readonly record struct RestatedDays(DateOnly From, DateOnly To)
{
    /// <summary>True where a month ended on one of them, so that figures of a period that is over are others than they were.</summary>
    public bool HoldMonthEnd => new DateOnly(From.Year, From.Month, DateTime.DaysInMonth(From.Year, From.Month)) <= To;

    /// <summary>
    /// From the first to the last of them; null for none. Where no number was there before nothing was divided by one, so none is another.
    /// </summary>
    /// <param name="before">By the day from which each holds, as <see cref="NumbersOf"/> reads them.</param>
    /// <param name="today">Not past.</param>
    public static RestatedDays? Between(SortedList<DateOnly, int> before, SortedList<DateOnly, int> after, DateOnly today)
    {
        if (before.Count == 0) return null;
        DateOnly[] begins = [ValidationContext.FirstDay, .. before.Keys.Union(after.Keys).Where(day => day < today).Order()];
        var days = default(RestatedDays?);
        for (var i = 0; i < begins.Length; i++)
        {
            var (from, to) = (begins[i], (i + 1 < begins.Length ? begins[i + 1] : today).AddDays(-1));
            if (to >= from && InForce(before, from) != InForce(after, from)) days = new(days?.From ?? from, to);
        }

        return days;
    }

    /// <summary>The numbers of a community as they are now.</summary>
    public static SortedList<DateOnly, int> NumbersOf(Community community) =>
        new(community.HouseholdCounts.ToDictionary(one => one.HoldsFrom, one => one.Households));

    /// <summary>As <see cref="HouseholdHistory"/> tells it: the first number is taken for want of an earlier one.</summary>
    private static int? InForce(SortedList<DateOnly, int> numbers, DateOnly day)
    {
        if (numbers.Count == 0) return null;
        var at = numbers.Count - 1;
        while (at > 0 && numbers.Keys[at] > day) at--;
        return numbers.Values[at];
    }
}
