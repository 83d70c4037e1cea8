using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Calendar;

/// <summary>
/// Public holidays and make-up days of mainland China that a new store begins with: 2024 to 2026 as the State Council's general
/// office gave notice of them (国办发明电〔2023〕7号, 〔2024〕12号, 〔2025〕7号). The notice for 2027 was not out when this was
/// written, so 2027 has only the statutory days whose date is fixed; the office completes it in the calendar.
/// </summary>
public static class BuiltInCalendar
{
    private static readonly (string Name, string NameEn) NewYear = ("元旦", "New Year's Day");
    private static readonly (string Name, string NameEn) SpringFestival = ("春节", "Spring Festival");
    private static readonly (string Name, string NameEn) Qingming = ("清明节", "Qingming Festival");
    private static readonly (string Name, string NameEn) LabourDay = ("劳动节", "Labour Day");
    private static readonly (string Name, string NameEn) DragonBoat = ("端午节", "Dragon Boat Festival");
    private static readonly (string Name, string NameEn) MidAutumn = ("中秋节", "Mid-Autumn Festival");
    private static readonly (string Name, string NameEn) NationalDay = ("国庆节", "National Day");
    private static readonly (string Name, string NameEn) NationalDayAndMidAutumn = ("国庆节、中秋节", "National Day and Mid-Autumn Festival");

    private const string MakeUpMark = "调休上班";

    private static readonly Dictionary<string, string> Names =
        new[] { NewYear, SpringFestival, Qingming, LabourDay, DragonBoat, MidAutumn, NationalDay, NationalDayAndMidAutumn }
            .ToDictionary(holiday => holiday.Name, holiday => holiday.NameEn);

    /// <summary>A holiday from its first through its last day, and the weekend days on which work is made up for it.</summary>
    private static readonly (int Year, (string Name, string NameEn) Of, string First, string Last, string[] MakeUp)[] Notices =
    [
        (2024, NewYear, "01-01", "01-01", []),
        (2024, SpringFestival, "02-10", "02-17", ["02-04", "02-18"]),
        (2024, Qingming, "04-04", "04-06", ["04-07"]),
        (2024, LabourDay, "05-01", "05-05", ["04-28", "05-11"]),
        (2024, DragonBoat, "06-10", "06-10", []),
        (2024, MidAutumn, "09-15", "09-17", ["09-14"]),
        (2024, NationalDay, "10-01", "10-07", ["09-29", "10-12"]),
        (2025, NewYear, "01-01", "01-01", []),
        (2025, SpringFestival, "01-28", "02-04", ["01-26", "02-08"]),
        (2025, Qingming, "04-04", "04-06", []),
        (2025, LabourDay, "05-01", "05-05", ["04-27"]),
        (2025, DragonBoat, "05-31", "06-02", []),
        (2025, NationalDayAndMidAutumn, "10-01", "10-08", ["09-28", "10-11"]),
        (2026, NewYear, "01-01", "01-03", ["01-04"]),
        (2026, SpringFestival, "02-15", "02-23", ["02-14", "02-28"]),
        (2026, Qingming, "04-04", "04-06", []),
        (2026, LabourDay, "05-01", "05-05", ["05-09"]),
        (2026, DragonBoat, "06-19", "06-21", []),
        (2026, MidAutumn, "09-25", "09-27", []),
        (2026, NationalDay, "10-01", "10-07", ["09-20", "10-10"]),
        (2027, NewYear, "01-01", "01-01", []),
        (2027, LabourDay, "05-01", "05-02", []),
        (2027, NationalDay, "10-01", "10-03", []),
    ];

    /// <summary>The English name of a holiday; null for one that is not known.</summary>
    public static string? EnglishOf(string name) => Names.TryGetValue(name, out var known)
        ? known
        : name.EndsWith(MakeUpMark, StringComparison.Ordinal) && Names.TryGetValue(name[..^MakeUpMark.Length], out var of)
            ? MakeUpEn(of)
            : null;

    /// <summary>What a day is called on which work is made up for a holiday, in Chinese and English.</summary>
    public static (string Name, string? NameEn) MakeUpFor(string holiday) =>
        (holiday + MakeUpMark, EnglishOf(holiday) is { } known ? MakeUpEn(known) : null);

    private static string MakeUpEn(string holiday) => $"Make-up day for {holiday}";

    /// <summary>New rows for the calendar, one a day, in order.</summary>
    public static IReadOnlyList<CalendarDay> Days() => [.. Notices.SelectMany(DaysOf).OrderBy(day => day.Day)];

    /// <summary>Puts the built-in days into a store whose calendar is empty; a calendar that the office keeps is left alone.</summary>
    /// <returns>True when the calendar was empty.</returns>
    public static async Task<bool> SeedAsync(DashboardDbContext db, CancellationToken cancellationToken)
    {
        if (await db.CalendarDays.AnyAsync(cancellationToken)) return false;
        db.CalendarDays.AddRange(Days());
        await CalendarStamp.RenewAsync(db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static IEnumerable<CalendarDay> DaysOf((int Year, (string Name, string NameEn) Of, string First, string Last,
        string[] MakeUp) notice)
    {
        for (var day = Parse(notice.Year, notice.First); day <= Parse(notice.Year, notice.Last); day = day.AddDays(1))
            yield return new CalendarDay { Day = day, IsWorking = false, Name = notice.Of.Name, NameEn = notice.Of.NameEn };
        foreach (var day in notice.MakeUp)
            yield return new CalendarDay
            {
                Day = Parse(notice.Year, day),
                IsWorking = true,
                Name = notice.Of.Name + MakeUpMark,
                NameEn = MakeUpEn(notice.Of.NameEn),
            };
    }

    private static DateOnly Parse(int year, string monthAndDay) =>
        new(year, int.Parse(monthAndDay[..2], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(monthAndDay[3..], System.Globalization.CultureInfo.InvariantCulture));
}
