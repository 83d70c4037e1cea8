using System.Globalization;
using Concentric.Exports;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What the form of a schedule holds while it is filled in.</summary>
public sealed class ScheduleForm
{
    public string? Name { get; set; }

    public string? Template { get; set; }

    public ExportCadence? Cadence { get; set; } = ExportCadence.Weekly;

    /// <summary>Time of day, as HH:mm.</summary>
    public string? At { get; set; } = "07:30";

    public int? Weekday { get; set; } = (int)DayOfWeek.Monday;

    public long? MonthDay { get; set; } = 1;

    /// <summary>True when the expression is written by hand.</summary>
    public bool IsCustom { get; set; }

    public string? Cron { get; set; }

    public string? Language { get; set; }

    public List<int> Communities { get; set; } = [];

    /// <summary>Key of a ready-made selection of the ledger's rows.</summary>
    public string? View { get; set; }

    /// <summary>Further filters, by key of column.</summary>
    public Dictionary<string, string> Filters { get; set; } = [];

    public long? KeepDays { get; set; }

    public List<int> Recipients { get; set; } = [];

    /// <summary>Group robots that say that it is there.</summary>
    public List<int> Robots { get; set; } = [];

    public bool IsOn { get; set; } = true;

    /// <summary>The cron expression that the form says; null while it says none.</summary>
    public string? WantedCron => IsCustom ? Cron
        : TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && MonthDay is null or >= 1
            and <= CronShape.LastDay
            ? new CronShape(at, (DayOfWeek)(Weekday ?? 1), (int)(MonthDay ?? 1)).ToCron(Cadence ?? default)
            : null;

    public static ScheduleForm Of(ExportSchedule schedule, CommunityDirectory.Names names)
    {
        var shape = CronShape.Of(schedule.Cadence, schedule.Cron);
        return new()
        {
            Name = schedule.Name ?? schedule.Key,
            Template = schedule.Template,
            Cadence = schedule.Cadence,
            At = shape?.At.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "07:30",
            Weekday = (int)(shape?.Weekday ?? DayOfWeek.Monday),
            MonthDay = shape?.Day ?? 1,
            IsCustom = shape is null,
            Cron = schedule.Cron,
            Language = schedule.Language,
            Communities = [.. (schedule.Communities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(code => names.Find(code)?.Id ?? 0).Where(id => id > 0)],
            View = RowFilters.Read(schedule.Filters)?.View,
            Filters = RowFilters.Read(schedule.Filters)?.Values.ToDictionary() ?? [],
            KeepDays = schedule.KeepDays,
            Recipients = [.. schedule.Recipients.Select(row => row.UserId).Order()],
            Robots = [.. schedule.Robots.Select(row => row.RobotId).Order()],
            IsOn = schedule.IsOn,
        };
    }

    /// <summary>Sets or clears a filter.</summary>
    public void Narrow(string key, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) Filters.Remove(key);
        else Filters[key] = value.Trim();
    }

    /// <param name="list">Of the chosen template: what was chosen for another one is left out.</param>
    public ScheduleDetails ToDetails(RecordList? list) => new(
        Name, Template, Cadence ?? default, WantedCron, Language, Communities,
            KeepDays is null ? null : (int)Math.Clamp(KeepDays.Value, int.MinValue, int.MaxValue), IsOn, Recipients)
    {
        Robots = Robots,
        Filters = list is null ? null
            : new(list.DayViewKeys.Contains(View) ? View : null,
                Filters.Where(filter => RowFilters.Offered(list).Any(column => column.Key == filter.Key)).ToDictionary()),
    };
}
