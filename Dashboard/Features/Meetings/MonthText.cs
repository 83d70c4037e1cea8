using System.Globalization;

namespace Concentric.Dashboard.Features.Meetings;

/// <summary>Writes out a month in the reader's language.</summary>
internal static class MonthText
{
    /// <param name="month">Its first day.</param>
    public static string Of(DateOnly month) => month.ToString(CultureInfo.CurrentUICulture.IsEnglish
        ? "MMMM yyyy"
        : "yyyy年M月", CultureInfo.CurrentUICulture);

    /// <summary>As addresses write it: 2026-03.</summary>
    public static string Key(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Reads <see cref="Key"/>; null when it is none.</summary>
    public static DateOnly? Read(string? key) =>
        DateOnly.TryParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
