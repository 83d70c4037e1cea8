using System.Globalization;

namespace Concentric.Exports;

/// <summary>The plain ways to say when a schedule is due; anything else is a cron expression by hand.</summary>
/// <param name="At">Time of day in the office's zone.</param>
/// <param name="Weekday">For a weekly one.</param>
/// <param name="Day">Day of the month for the others, 1 to <see cref="LastDay"/>.</param>
public sealed record CronShape(TimeOnly At, DayOfWeek Weekday = DayOfWeek.Monday, int Day = 1)
{
    /// <summary>The last day that every month has.</summary>
    public const int LastDay = 28;

    /// <summary>The cron expression: of the week's day, the month's day, the first month of a quarter, or January.</summary>
    public string ToCron(ExportCadence cadence)
    {
        var days = cadence switch
        {
            ExportCadence.Weekly => $"* * {(int)Weekday}",
            ExportCadence.Monthly => $"{Day} * *",
            ExportCadence.Quarterly => $"{Day} 1,4,7,10 *",
            _ => $"{Day} 1 *",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{At.Minute} {At.Hour} {days}");
    }

    /// <summary>Reads an expression of this shape; null for any other.</summary>
    public static CronShape? Of(ExportCadence cadence, string cron)
    {
        var parts = cron.Split(' ');
        if (parts.Length != 5 || !Number(parts[0], 59, out var minute) || !Number(parts[1], 23, out var hour)) return null;
        var shape = new CronShape(new TimeOnly(hour, minute));
        if (cadence == ExportCadence.Weekly && Number(parts[4], 6, out var weekday)) shape = shape with { Weekday = (DayOfWeek)weekday };
        else if (cadence != ExportCadence.Weekly && Number(parts[2], LastDay, out var day) && day > 0) shape = shape with { Day = day };
        return shape.ToCron(cadence) == cron ? shape : null;
    }

    private static bool Number(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
