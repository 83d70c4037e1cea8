using System.Globalization;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.Overview;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>Changes of secretaries as marks on a trend: the same marks with the same words on each.</summary>
public static class PostingEvents
{
    private const double DaysOfWeek = 7;

    /// <summary>On a trend of months: a whole number is the boundary before that month.</summary>
    /// <param name="first">Any day of the first month.</param>
    public static IReadOnlyList<TrendEvent> OfMonths(IEnumerable<PostingMark> postings, DateOnly first) =>
        [.. postings.Select(posting => Mark(posting,
            ((posting.Day.Year - first.Year) * 12) + posting.Day.Month - first.Month
            + ((posting.Day.Day - 1.0) / DateTime.DaysInMonth(posting.Day.Year, posting.Day.Month))))];

    /// <summary>On a trend of weeks.</summary>
    /// <param name="first">First day of the first week.</param>
    public static IReadOnlyList<TrendEvent> OfWeeks(IEnumerable<PostingMark> postings, DateOnly first) =>
        [.. postings.Select(posting => Mark(posting, (posting.Day.DayNumber - first.DayNumber) / DaysOfWeek))];

    private static TrendEvent Mark(PostingMark posting, double position) =>
        new(position,
            L[posting.IsExchange ? "Overview.Trend.Exchange" : "Overview.Trend.Secretary",
                posting.Day.ToString(L["Overview.Trend.Day"], CultureInfo.CurrentCulture)]);
}
