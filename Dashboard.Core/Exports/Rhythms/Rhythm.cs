using System.Globalization;
using Concentric.Calendar;
using Concentric.Rules;

namespace Concentric.Exports.Rhythms;

/// <summary>How often a schedule is due.</summary>
public enum RhythmUnit
{
    /// <summary>Every day, working or not.</summary>
    Day,

    /// <summary>Every working day of the office's calendar.</summary>
    WorkingDay,

    Week,

    Month,

    Quarter,

    /// <summary>January to June, July to December.</summary>
    HalfYear,

    Year,

    /// <summary>By a cron expression, for what the others can't say.</summary>
    Cron,
}

/// <summary>Which day of its month.</summary>
public enum DayPlace
{
    /// <summary>By its number; in a month that is shorter, the last one.</summary>
    MonthDay,

    FirstWorkingDay,

    /// <summary>The n-th working day; in a month with fewer, the last one.</summary>
    WorkingDay,

    LastWorkingDay,
}

/// <summary>
/// When a schedule is due: once in each day, week, month, quarter, half-year or year, at a time of day by the office's clock.
/// The one declaration from which the next runs, their words and the form follow.
/// </summary>
/// <param name="At">Time of day in the office's zone, to the minute; not regarded for cron.</param>
public sealed record Rhythm(RhythmUnit Unit, TimeOnly At)
{
    public const int MostMonthDay = 31;

    /// <summary>No month has more days from Monday to Friday.</summary>
    public const int MostWorkingDay = 23;

    private const string TimeFormat = "HH:mm";

    /// <summary>For a weekly one.</summary>
    public DayOfWeek Weekday { get; init; } = DayOfWeek.Monday;

    /// <summary>Which month of the quarter, half-year or year, from 1 to <see cref="MonthsLong"/>.</summary>
    public int Month { get; init; } = 1;

    /// <summary>Which day of the month, for a month and what is longer.</summary>
    public DayPlace Place { get; init; }

    /// <summary>Of the <see cref="DayPlace.MonthDay"/> or the <see cref="DayPlace.WorkingDay"/>, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Five fields, read in the office's zone; for <see cref="RhythmUnit.Cron"/> only.</summary>
    public string? Cron { get; init; }

    /// <summary>Months of the unit; 0 for a week and what is shorter, and for cron.</summary>
    public int MonthsLong => Unit switch
    {
        RhythmUnit.Month => 1,
        RhythmUnit.Quarter => 3,
        RhythmUnit.HalfYear => 6,
        RhythmUnit.Year => 12,
        _ => 0,
    };

    /// <summary>True when the office's calendar decides which days it are.</summary>
    public bool IsByWorkingDays => Unit == RhythmUnit.WorkingDay || (MonthsLong > 0 && Place != DayPlace.MonthDay);

    /// <summary>The number of the day, week, month, quarter… in which a day lies; each has at most one due day.</summary>
    /// <exception cref="InvalidOperationException">A cron expression has none.</exception>
    public int UnitOf(DateOnly day) => Unit switch
    {
        RhythmUnit.Day or RhythmUnit.WorkingDay => day.DayNumber,
        // Day number 0 was a Monday.
        RhythmUnit.Week => day.DayNumber / 7,
        RhythmUnit.Cron => throw new InvalidOperationException("A cron expression has no units."),
        _ => ((day.Year * 12) + day.Month - 1) / MonthsLong,
    };

    /// <summary>
    /// The due day of a unit; null when it has none: a day off for working days, a month without any working day.
    /// </summary>
    /// <param name="unit">As <see cref="UnitOf"/> numbers them.</param>
    public DateOnly? DayOf(int unit, WorkingCalendar calendar)
    {
        if (MonthsLong > 0)
        {
            var (year, month) = Math.DivRem((unit * MonthsLong) + Month - 1, 12);
            return DayIn(new DateOnly(year, month + 1, 1), calendar);
        }

        if (Unit == RhythmUnit.Week) return DateOnly.FromDayNumber((unit * 7) + (((int)Weekday + 6) % 7));
        var day = DateOnly.FromDayNumber(unit);
        return Unit == RhythmUnit.Day || calendar.IsWorkingDay(day) ? day : null;
    }

    /// <summary>The same rhythm without what its unit does not regard, so that two that mean the same are equal.</summary>
    public Rhythm Plain()
    {
        var at = new TimeOnly(At.Hour, At.Minute);
        if (Unit == RhythmUnit.Cron) return new(Unit, TimeOnly.MinValue) { Cron = Cron };
        if (Unit == RhythmUnit.Week) return new(Unit, at) { Weekday = Weekday };
        if (MonthsLong == 0) return new(Unit, at);
        return new(Unit, at)
        {
            Month = Math.Clamp(Month, 1, MonthsLong),
            Place = Place,
            Number = Place is DayPlace.MonthDay or DayPlace.WorkingDay ? Number : 1,
        };
    }

    /// <summary>As the store keeps it; a cron expression has a column of its own.</summary>
    public string ToText() => Unit == RhythmUnit.Cron ? nameof(RhythmUnit.Cron)
        : string.Create(CultureInfo.InvariantCulture, $"{Unit} {At:HH:mm} {Weekday} {Month} {Place} {Number}");

    /// <summary>Reads what <see cref="ToText"/> wrote; null for anything else.</summary>
    /// <param name="cron">The cron expression beside it.</param>
    public static Rhythm? Read(string? text, string cron)
    {
        if (text == nameof(RhythmUnit.Cron)) return new(RhythmUnit.Cron, TimeOnly.MinValue) { Cron = cron };
        return text?.Split(' ') is [var unit, var at, var weekday, var month, var place, var number]
            && EnumText.TryRead<RhythmUnit>(unit, out var known)
            && TimeOnly.TryParseExact(at, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && EnumText.TryRead<DayOfWeek>(weekday, out var day)
            && int.TryParse(month, CultureInfo.InvariantCulture, out var monthNumber)
            && EnumText.TryRead<DayPlace>(place, out var dayPlace)
            && int.TryParse(number, CultureInfo.InvariantCulture, out var dayNumber)
            ? new(known, time) { Weekday = day, Month = monthNumber, Place = dayPlace, Number = dayNumber }
            : null;
    }

    private DateOnly? DayIn(DateOnly first, WorkingCalendar calendar)
    {
        var days = DateTime.DaysInMonth(first.Year, first.Month);
        if (Place == DayPlace.MonthDay) return first.AddDays(Math.Min(Number, days) - 1);
        var before = first.AddDays(-1);
        var most = calendar.WorkingDaysBetween(before, first.AddDays(days - 1));
        if (most == 0) return null;
        var wanted = Place switch { DayPlace.FirstWorkingDay => 1, DayPlace.WorkingDay => Math.Min(Number, most), _ => most };
        return calendar.AddWorkingDays(before, wanted);
    }
}
