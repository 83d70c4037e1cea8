using Concentric.Calendar;
using Cronos;

namespace Concentric.Exports.Rhythms;

/// <summary>What days and hours are in the office: its zone and its working days.</summary>
public readonly record struct OfficeDays(TimeZoneInfo Zone, WorkingCalendar Calendar);

/// <summary>The moments (UTC) of a rhythm.</summary>
/// <remarks>
/// A time of day that the clock skips is due when the clock has been set forward; one that comes twice is due the first time only.
/// Cron expressions of a fixed time of day go by the same rules (Cronos); one that repeats by the hour goes by the hours that pass.
/// </remarks>
public static class RhythmMoments
{
    /// <summary>How far a moment is looked for, either way.</summary>
    private const int MostYears = 5;

    /// <summary>More runs a day than this are warned of where they are entered: more often than hourly.</summary>
    public const int ManyRunsADay = 24;

    /// <summary>More runs a day than this are refused: more often than every quarter of an hour.</summary>
    public const int MostRunsADay = 96;

    /// <summary>How far back a cron expression's last moment is looked for, in growing steps.</summary>
    private static readonly int[] DaysBack = [8, 40, 400, MostYears * 366];

    /// <summary>The moments after an instant (UTC), in order, for five years.</summary>
    /// <exception cref="FormatException">The cron expression is none.</exception>
    public static IEnumerable<DateTime> After(this Rhythm rhythm, DateTime utc, OfficeDays office)
    {
        if (rhythm.Unit == RhythmUnit.Cron)
            return CronExpression.Parse(rhythm.Cron!).GetOccurrences(utc, utc.AddYears(MostYears), office.Zone, fromInclusive: false);
        return Days(rhythm, utc, office);
    }

    /// <summary>The newest moment from <paramref name="since"/> to <paramref name="until"/> (UTC, both included); null for none.</summary>
    /// <exception cref="FormatException">The cron expression is none.</exception>
    public static DateTime? Last(this Rhythm rhythm, DateTime since, DateTime until, OfficeDays office)
    {
        if (since < until.AddYears(-MostYears)) since = until.AddYears(-MostYears);
        if (since > until) return null;
        if (rhythm.Unit == RhythmUnit.Cron) return LastOfCron(rhythm.Cron!, since, until, office.Zone);
        var first = rhythm.UnitOf(LocalDay(since, office.Zone).AddDays(-1));
        for (var unit = rhythm.UnitOf(LocalDay(until, office.Zone).AddDays(1)); unit >= first; unit--)
        {
            if (rhythm.DayOf(unit, office.Calendar) is { } day && MomentOf(day, rhythm.At, office.Zone) is var moment
                && moment <= until && moment >= since) return moment;
        }

        return null;
    }

    /// <summary>
    /// How often a cron expression is due on each of its days; an office's clock that is set forward or back is left out of account.
    /// 0 when it is never due.
    /// </summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static int RunsADay(string cron, DateTime utcNow)
    {
        var expression = CronExpression.Parse(cron);
        if (expression.GetNextOccurrence(utcNow.AddDays(-1), TimeZoneInfo.Utc) is not { } next) return 0;
        return expression.GetOccurrences(next.Date, next.Date.AddDays(1), TimeZoneInfo.Utc).Count();
    }

    /// <summary>The instant (UTC) at which the office's clock shows a time of a day, the first time it does.</summary>
    public static DateTime MomentOf(DateOnly day, TimeOnly at, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(at, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        // Of two instants with the same time on the clock, the first has the larger offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    private static IEnumerable<DateTime> Days(Rhythm rhythm, DateTime utc, OfficeDays office)
    {
        var today = LocalDay(utc, office.Zone);
        var last = rhythm.UnitOf(today.AddYears(MostYears));
        var before = utc;
        for (var unit = rhythm.UnitOf(today.AddDays(-1)); unit <= last; unit++)
        {
            if (rhythm.DayOf(unit, office.Calendar) is not { } day) continue;
            var moment = MomentOf(day, rhythm.At, office.Zone);
            // Where the clock skips a whole day, two of them fall on the same moment.
            if (moment <= before) continue;
            yield return before = moment;
        }
    }

    private static DateTime? LastOfCron(string cron, DateTime since, DateTime until, TimeZoneInfo zone)
    {
        var expression = CronExpression.Parse(cron);
        foreach (var days in DaysBack)
        {
            var from = until.AddDays(-days);
            if (from < since) from = since;
            var due = expression.GetOccurrences(from, until, zone, fromInclusive: true, toInclusive: true)
                .Select(moment => (DateTime?)moment).LastOrDefault();
            if (due is not null || from == since) return due;
        }

        return null;
    }

    private static DateOnly LocalDay(DateTime utc, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
}
