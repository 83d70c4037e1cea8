using Concentric.Alerts;
using Concentric.Calendar;

namespace Concentric.Tests.Core.Alerts;

/// <summary>Quiet hours, over midnight too.</summary>
public sealed class QuietHoursTests
{
    private static readonly DateTime Wednesday = new(2026, 3, 18);

    /// <summary>Every pair of hours, each half hour of a day, against walking the clock from one to the other.</summary>
    [Fact]
    public void EveryPairOfHours_IsQuietFromTheOneToTheOther()
    {
        for (var from = 0; from < 24; from++)
        {
            for (var until = 0; until < 24; until++)
            {
                var quiet = new HashSet<int>();
                for (var hour = from; hour != until; hour = (hour + 1) % 24) quiet.Add(hour);
                for (var half = 0; half < 48; half++)
                {
                    var at = Wednesday.AddMinutes(30 * half);
                    Assert.Equal(quiet.Contains(at.Hour), new AlertSettings(from, until).IsQuiet(at, WorkingCalendar.WeekdaysOnly));
                }
            }
        }
    }

    [Fact]
    public void DaysOff_AreQuietByTheCalendar_UnlessTheyAreNotMeant()
    {
        var calendar = new WorkingCalendar([
            new() { Day = new(2026, 3, 18), IsWorking = false, Name = "", NameEn = "" },
            new() { Day = new(2026, 3, 21), IsWorking = true, Name = "", NameEn = "" }]);
        var settings = new AlertSettings(20, 8);
        Assert.True(settings.IsQuiet(Wednesday.AddHours(12), calendar));
        Assert.False(settings.IsQuiet(new(2026, 3, 21, 12, 0, 0), calendar));
        Assert.True(settings.IsQuiet(new(2026, 3, 22, 12, 0, 0), calendar));
        Assert.False((settings with { IsQuietOnDaysOff = false }).IsQuiet(new(2026, 3, 22, 12, 0, 0), calendar));
    }
}
