using Concentric.Time;

namespace Concentric.Metrics;

/// <summary>
/// Since when records of a kind are kept regularly in some communities: a period before that can't be compared with. The first
/// record of all says nothing of it, for one slip of the pen or one old case entered later would make years comparable.
/// The rule and its reasons: docs/decisions/periods-and-comparisons.md.
/// </summary>
internal static class RegularRecording
{
    /// <summary>Months by which it is judged what is usual, and the longest pause in any recording.</summary>
    private const int Year = 12;

    /// <summary>A month with less than this share of a usual one holds strays, not a month's work.</summary>
    private const double LeastShare = 0.25;

    /// <summary>A pause that chance would make less often than this is the beginning of recording.</summary>
    private const double LeastChance = 0.01;

    /// <summary>First day of the month in which regular recording begins; null without records up to today.</summary>
    /// <param name="kind">The kind's records by the day with which they come up.</param>
    /// <param name="kinds">Those of all kinds.</param>
    /// <param name="through">The last day looked at: a community that begins later is in neither of two periods before.</param>
    public static DateOnly? Begin(MeasureStore kind, IReadOnlyList<MeasureStore> kinds, CommunityFilter selection, DateOnly today,
        DateOnly through)
    {
        if (kind.Recorded(selection, today) is not { Months: > 0 } together) return null;
        var begin = together.Begin;
        if (selection.Ids.Length == 1) return DaysOf(begin).From;
        // A community that has kept records month by month since it joined is asked for itself; of one with few, nothing can be told.
        foreach (var id in selection.IsAll ? kind.Communities() : selection.Ids)
        {
            var own = kind.Recorded(id, today);
            if (!own.IsSteady || own.Begin <= begin || own.Begin > MonthOf(through)) continue;
            // Its first record comes some time after it joined: by how much, its other kinds tell.
            begin = Math.Max(begin, kinds.Select(other => other.Recorded(id, today))
                .Where(other => other.IsSteady && other.Begin <= own.Begin && own.Begin - other.Begin <= own.Pause)
                    .Min(other => other.Begin));
        }

        return DaysOf(begin).From;
    }

    /// <summary>Goes back from the latest month with records to the first pause that is longer than chance would leave it.</summary>
    /// <param name="count">How many records a month has.</param>
    /// <param name="first">The first month that may have any.</param>
    public static Recorded Read(Func<int, long> count, int first, DateOnly today)
    {
        var last = MonthOf(today);
        while (last >= first && count(last) == 0) last--;
        if (last < first) return default;
        long[] latest = [.. Enumerable.Range(last - Year + 1, Year).Select(count)];
        long[] some = [.. latest.Where(records => records > 0).Order()];
        var least = Math.Max(1, some[some.Length / 2] * LeastShare);
        var longest = LongestPause(latest.Count(records => records >= least), Year);
        var (begin, months, pause) = (last, 0, 0);
        for (var month = last; month >= first && pause <= longest; month--)
        {
            if (count(month) < least) pause++;
            else (begin, months, pause) = (month, months + 1, 0);
        }

        return new(begin, last, months);
    }

    /// <summary>A month as a number, so that one follows the other.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * Year) + day.Month - 1;

    /// <summary>The days of such a month.</summary>
    public static Period DaysOf(int month) => Period.MonthOf(new(month / Year, (month % Year) + 1, 1));

    /// <summary>
    /// Of a kind that has records in so many of some months, how many months without any may follow each other by chance.
    /// </summary>
    public static int LongestPause(int months, int of)
    {
        var without = 1 - ((months + 1.0) / (of + 2));
        return Math.Min(Year, (int)(Math.Log(LeastChance) / Math.Log(without)));
    }
}

/// <summary>Regular recording as one series tells of it, in months as <see cref="RegularRecording.MonthOf"/> numbers them.</summary>
/// <param name="Months">Months with enough records since it began; 0 without any.</param>
internal readonly record struct Recorded(int Begin, int Last, int Months)
{
    /// <summary>True when there are enough of them to tell of a community by itself.</summary>
    public bool IsSteady => Months >= 3 && Months * 3 >= (Last - Begin + 1) * 2;

    /// <summary>The longest pause that chance leaves.</summary>
    public int Pause => RegularRecording.LongestPause(Months, Last - Begin + 1);
}
