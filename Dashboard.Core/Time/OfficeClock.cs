using System.Globalization;

namespace Concentric.Time;

/// <summary>The office's time: instants in UTC, days in the office's zone.</summary>
/// <param name="time">Where instants come from.</param>
/// <param name="zone">Gives the office's zone; asked each time, for it may be changed while the program runs.</param>
public sealed class OfficeClock(TimeProvider time, Func<TimeZoneInfo> zone)
{
    /// <summary>A clock whose zone stays.</summary>
    public OfficeClock(TimeProvider time, TimeZoneInfo zone)
        : this(time, () => zone)
    {
    }

    /// <summary>The office's zone.</summary>
    public TimeZoneInfo Zone => zone();

    /// <summary>Now, UTC.</summary>
    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>Today in the office's zone.</summary>
    public DateOnly Today => DayOf(UtcNow);

    /// <summary>The office's day in which an instant (UTC) falls.</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(ToOffice(utc));

    /// <summary>An instant (UTC) as the office's wall clock shows it.</summary>
    public DateTime ToOffice(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>An instant (UTC) as people read it in the office: 2026-03-18 10:00, the same in every language.</summary>
    public string Moment(DateTime utc) => ToOffice(utc).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The same with its second.</summary>
    public string ExactMoment(DateTime utc) => ToOffice(utc).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The instant (UTC) at which the office's wall clock shows a time; a time the clock skips is moved on by the gap.</summary>
    public DateTime ToUtc(DateTime office)
    {
        var local = DateTime.SpecifyKind(office, DateTimeKind.Unspecified);
        var there = Zone;
        while (there.IsInvalidTime(local)) local = local.AddMinutes(15);
        return TimeZoneInfo.ConvertTimeToUtc(local, there);
    }

    /// <summary>The zone as browsers and other programs know it (IANA), whatever the machine or the setting calls it.</summary>
    public string ZoneName =>
        !Zone.HasIanaId && TimeZoneInfo.TryConvertWindowsIdToIanaId(Zone.Id, out var name) ? name : Zone.Id;

    /// <summary>Finds a zone by IANA or Windows id, whichever the machine knows.</summary>
    /// <exception cref="TimeZoneNotFoundException">Neither names a zone.</exception>
    public static TimeZoneInfo FindZone(string id)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        if (TimeZoneInfo.TryConvertWindowsIdToIanaId(id, out var iana) && TimeZoneInfo.TryFindSystemTimeZoneById(iana, out zone))
            return zone;
        if (TimeZoneInfo.TryConvertIanaIdToWindowsId(id, out var windows) && TimeZoneInfo.TryFindSystemTimeZoneById(windows, out zone))
            return zone;
        throw new TimeZoneNotFoundException(id);
    }
}
