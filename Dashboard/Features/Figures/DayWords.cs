using System.Globalization;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Figures;

/// <summary>Days and parts of months in the reader's words.</summary>
internal static class DayWords
{
    /// <summary>A day; with its year where that is not this one.</summary>
    public static string Day(DateOnly day, DateOnly today) =>
        day.ToString(L[day.Year == today.Year ? "Overview.Trend.Day" : "Overview.Day.WithYear"], CultureInfo.CurrentCulture);

    /// <summary>True for a month of which only the first days are counted.</summary>
    public static bool IsPart(this Period month) => month != Period.MonthOf(month.From);

    /// <summary>Which month of a trend is only a part, and up to which day; null when the last one is whole.</summary>
    public static string? PartNote(Period month) =>
        month.IsPart()
            ? L["Overview.Trend.Part", month.From.ToString(L["Overview.Trend.MonthShort"], CultureInfo.CurrentCulture), month.To.Day]
            : null;

    /// <summary>A month with its year; a part says up to which day.</summary>
    public static string Month(Period month)
    {
        var name = month.From.ToString(L["Overview.Trend.MonthLong"], CultureInfo.CurrentCulture);
        return month.IsPart() ? L["Overview.Trend.MonthTo", name, month.To.Day] : name;
    }
}
