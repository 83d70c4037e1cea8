using Concentric.Calendar;

namespace Concentric.Alerts;

/// <summary>When alerts are not told.</summary>
/// <param name="QuietFromHour">Hour of the office's day, 0 to 23, from which nobody is told.</param>
/// <param name="QuietUntilHour">Hour up to which; the same as the other for no quiet hours. Smaller than it, the night is meant.</param>
/// <param name="IsQuietOnDaysOff">True when days off are quiet as a whole.</param>
public sealed record AlertSettings(int QuietFromHour = 20, int QuietUntilHour = 8, bool IsQuietOnDaysOff = true);

/// <summary>The hours in which alerts wait to be told.</summary>
public static class QuietHours
{
    /// <summary>True when nobody is to be told.</summary>
    /// <param name="office">By the office's wall clock.</param>
    public static bool IsQuiet(this AlertSettings settings, DateTime office, WorkingCalendar calendar)
    {
        if (settings.IsQuietOnDaysOff && !calendar.IsWorkingDay(DateOnly.FromDateTime(office))) return true;
        var (from, until) = (settings.QuietFromHour, settings.QuietUntilHour);
        return from <= until ? office.Hour >= from && office.Hour < until : office.Hour >= from || office.Hour < until;
    }
}
