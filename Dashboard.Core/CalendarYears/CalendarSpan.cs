using System.Globalization;
using System.Text.RegularExpressions;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.CalendarYears;

/// <summary>A day, or days one after the other, as sheets of holidays write them.</summary>
/// <param name="Last">The same as <paramref name="First"/> for a single day.</param>
internal readonly partial record struct CalendarSpan(DateOnly First, DateOnly Last)
{
    /// <summary>Longer texts are no days.</summary>
    private const int MostCharacters = 80;

    public IEnumerable<DateOnly> Days
    {
        get
        {
            for (var day = First; day < Last; day = day.AddDays(1)) yield return day;
            yield return Last;
        }
    }

    public override string ToString() => First == Last ? First.ToIso() : $"{First.ToIso()} – {Last.ToIso()}";

    /// <summary>Reads 2027-01-01, 1月1日, 2027-01-01 至 2027-01-03, 1月1日（周五）至3日 and the like.</summary>
    /// <param name="year">For days without a year; null when nothing tells it.</param>
    /// <param name="wrong">What is wrong; null when nothing is.</param>
    public static CalendarSpan? Read(string text, int? year, out Rule? wrong)
    {
        wrong = null;
        if (TypedText.Day(text) is { } single) return new(single, single);
        wrong = Rule.NotCalendarDays;
        if (text.Length > MostCharacters) return null;
        var clean = Spaces().Replace(Asides().Replace(TypedText.Narrow(text)!, ""), "");
        if (Shape().Match(clean) is not { Success: true } match) return null;
        if (!match.Groups["y"].Success && year is null)
        {
            wrong = Rule.YearMissing;
            return null;
        }

        var first = Of(match, "y", "m", "d", year ?? 0, 0);
        if (first is null) return null;
        var last = match.Groups["d2"].Success ? Of(match, "y2", "m2", "d2", first.Value.Year, first.Value.Month) : first;
        // From December into January.
        if (last < first && !match.Groups["y2"].Success && match.Groups["m2"].Success && last.Value.Year < DateOnly.MaxValue.Year)
            last = last.Value.AddYears(1);
        if (last is null || last < first) return null;
        wrong = last.Value.DayNumber - first.Value.DayNumber < CalendarImport.MostSpanDays ? null : Rule.TooManyDays;
        return wrong is null ? new(first.Value, last.Value) : null;
    }

    private static DateOnly? Of(Match match, string y, string m, string d, int year, int month)
    {
        var (of, at, on) = (Part(y, year), Part(m, month), Part(d, 0));
        return of is >= 1 and <= 9999 && at is >= 1 and <= 12 && on >= 1 && on <= DateTime.DaysInMonth(of, at) ? new(of, at, on) : null;

        int Part(string name, int other) =>
            match.Groups[name].Success ? int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : other;
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Asides();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:(?<y>\d{4})[年\-/.])?(?<m>\d{1,2})[月\-/.](?<d>\d{1,2})[日号]?"
        + @"(?:(?:至|到|to|~|-|–|—{1,2})(?:(?:(?<y2>\d{4})[年\-/.])?(?<m2>\d{1,2})[月\-/.])?(?<d2>\d{1,2})[日号]?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
