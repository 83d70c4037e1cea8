using System.Globalization;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.Dashboard.Resources;
using Concentric.Overview;
using Microsoft.Extensions.Localization;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>Changes of secretaries as marks on a trend: the same marks with the same words on each.</summary>
public static class PostingEvents
{
    private const double DaysOfWeek = 7;

    /// <summary>On a trend of months: a whole number is the boundary before that month.</summary>
    /// <param name="first">Any day of the first month.</param>
    public static IReadOnlyList<TrendEvent> OfMonths(IEnumerable<PostingMark> postings, DateOnly first, IStringLocalizer<OverviewText> texts) =>
        [.. postings.Select(posting => Mark(posting, ((posting.Day.Year - first.Year) * 12) + posting.Day.Month - first.Month + ((posting.Day.Day - 1.0) / DateTime.DaysInMonth(posting.Day.Year, posting.Day.Month)), texts))];

    /// <summary>On a trend of weeks.</summary>
    /// <param name="first">First day of the first week.</param>
    public static IReadOnlyList<TrendEvent> OfWeeks(IEnumerable<PostingMark> postings, DateOnly first, IStringLocalizer<OverviewText> texts) =>
        [.. postings.Select(posting => Mark(posting, (posting.Day.DayNumber - first.DayNumber) / DaysOfWeek, texts))];

    private static TrendEvent Mark(PostingMark posting, double position, IStringLocalizer<OverviewText> texts) =>
        new(position, texts[posting.IsExchange ? "Trend.Exchange" : "Trend.Secretary", posting.Day.ToString(texts["Trend.Day"], CultureInfo.CurrentCulture)]);
}
