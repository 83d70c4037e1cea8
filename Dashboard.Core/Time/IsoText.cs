using System.Globalization;

namespace Concentric.Time;

/// <summary>Days as the program writes them for people and programs alike: ISO 8601, the same in every language.</summary>
public static class IsoText
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>A day as 2026-03-18.</summary>
    public static string ToIso(this DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="ToIso"/> writes, and nothing else.</summary>
    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Reads what <see cref="ToIso"/> has written.</summary>
    /// <exception cref="FormatException">It is no such day.</exception>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);
}
