using System.Globalization;

namespace Concentric.Exports.Rhythms;

/// <summary>
/// Rhythms and the cron expressions that mean the same. Schedules from before rhythms were kept have an expression alone; it is
/// read as a rhythm where there is one.
/// </summary>
public static class CronRhythms
{
    /// <summary>
    /// Due on 29 February alone: what an older version beside this one reads of a rhythm that cron can't say, so that it leaves the
    /// schedule to this one.
    /// </summary>
    public const string Seldom = "0 0 29 2 *";

    /// <summary>The rhythm of an expression; one of unit <see cref="RhythmUnit.Cron"/> where no other means the same.</summary>
    public static Rhythm Of(string cron)
    {
        var rhythm = Read(cron.Split(' '));
        // Monday to Friday are not the working days, and 29 to 31 skip the shorter months: such an expression stays what it is.
        return rhythm is not null && ToCron(rhythm) == cron ? rhythm : new(RhythmUnit.Cron, TimeOnly.MinValue) { Cron = cron };
    }

    /// <summary>The expression that means the same; null where cron can't say it.</summary>
    public static string? ToCron(Rhythm rhythm)
    {
        if (rhythm.Unit == RhythmUnit.Cron) return rhythm.Cron;
        if (rhythm.IsByWorkingDays) return null;
        var days = rhythm.Unit switch
        {
            RhythmUnit.Day => "* * *",
            RhythmUnit.Week => $"* * {(int)rhythm.Weekday}",
            _ when DayOf(rhythm) is not { } day => null,
            RhythmUnit.Month => $"{DayOf(rhythm)} * *",
            _ => $"{DayOf(rhythm)} {string.Join(',', MonthsOf(rhythm))} *",
        };
        return days is null ? null : string.Create(CultureInfo.InvariantCulture, $"{rhythm.At.Minute} {rhythm.At.Hour} {days}");
    }

    /// <summary>The day as cron has it; null where the months of the rhythm are of different lengths and some have no such day.</summary>
    private static string? DayOf(Rhythm rhythm)
    {
        // In a common year: in a leap year 29 February would be another day.
        var isEverywhere = MonthsOf(rhythm).All(month => rhythm.Number <= DateTime.DaysInMonth(2001, month));
        return isEverywhere ? rhythm.Number.ToString(CultureInfo.InvariantCulture) : rhythm.Number == Rhythm.MostMonthDay ? "L" : null;
    }

    private static IEnumerable<int> MonthsOf(Rhythm rhythm) =>
        Enumerable.Range(0, 12 / rhythm.MonthsLong).Select(one => (one * rhythm.MonthsLong) + rhythm.Month);

    private static Rhythm? Read(string[] parts)
    {
        if (parts.Length != 5 || !Number(parts[0], 0, 59, out var minute) || !Number(parts[1], 0, 23, out var hour)) return null;
        var at = new TimeOnly(hour, minute);
        if (parts[2] == "*" && parts[3] == "*")
        {
            return parts[4] == "*" ? new(RhythmUnit.Day, at)
                : Number(parts[4], 0, 6, out var weekday) ? new(RhythmUnit.Week, at) { Weekday = (DayOfWeek)weekday } : null;
        }

        var day = 0;
        if (parts[4] != "*" || (parts[2] != "L" && !Number(parts[2], 1, Rhythm.MostMonthDay, out day))) return null;
        var number = parts[2] == "L" ? Rhythm.MostMonthDay : day;
        if (parts[3] == "*") return new(RhythmUnit.Month, at) { Number = number };
        var months = parts[3].Split(',');
        if (!Number(months[0], 1, 12, out var month)) return null;
        return months.Length switch
        {
            1 => new(RhythmUnit.Year, at) { Month = month, Number = number },
            2 => new(RhythmUnit.HalfYear, at) { Month = month, Number = number },
            4 => new(RhythmUnit.Quarter, at) { Month = month, Number = number },
            _ => null,
        };
    }

    private static bool Number(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
