using System.Globalization;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Rhythms;
using Concentric.Ledgers;
using Concentric.Lists;
using C = Concentric.Exports.Rhythms.Coverage;
using P = Concentric.Exports.Rhythms.DayPlace;
using R = Concentric.Exports.Deliveries.RecipientRoles;
using U = Concentric.Exports.Rhythms.RhythmUnit;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>What the form of a schedule holds while it is filled in.</summary>
public sealed class ScheduleForm
{
    public string? Name { get; set; }

    public string? Template { get; set; }

    public RhythmUnit? RhythmUnit { get; set; } = U.Week;

    /// <summary>Time of day, as HH:mm.</summary>
    public string? At { get; set; } = "07:30";

    public int? Weekday { get; set; } = (int)DayOfWeek.Monday;

    /// <summary>Which month of the quarter, half-year or year.</summary>
    public int? MonthOfUnit { get; set; } = 1;

    public DayPlace? DayPlace { get; set; } = P.MonthDay;

    public long? MonthDay { get; set; } = 1;

    public long? WorkingDayNumber { get; set; } = 1;

    public string? Cron { get; set; }

    public Coverage? Coverage { get; set; } = C.WeekBefore;

    public DateOnly? CoversFrom { get; set; }

    public DateOnly? CoversTo { get; set; }

    public string? Language { get; set; }

    public List<int> Communities { get; set; } = [];

    /// <summary>Key of a ready-made selection of the ledger's rows.</summary>
    public string? View { get; set; }

    /// <summary>Further filters, by key of column.</summary>
    public Dictionary<string, string> Filters { get; set; } = [];

    /// <summary>True when it is made only if enough is overdue.</summary>
    public bool IsConditional { get; set; }

    public long? OnlyAbove { get; set; } = 0;

    /// <summary>Indices into <see cref="OverdueKinds.All"/>.</summary>
    public List<int> OverdueOf { get; set; } = [];

    public long? KeepDays { get; set; }

    public List<Role> RecipientRoles { get; set; } = [];

    public List<int> Recipients { get; set; } = [];

    /// <summary>Group robots that say that it is there.</summary>
    public List<int> Robots { get; set; } = [];

    public bool IsOn { get; set; } = true;

    /// <summary>True once the unit has months in which a day is chosen.</summary>
    public bool HasMonths => RhythmOrDefault.MonthsLong > 0;

    /// <summary>The rhythm that the form says; null while its time of day can't be read.</summary>
    public Rhythm? Rhythm => RhythmUnit == U.Cron
        || TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? RhythmOrDefault : null;

    /// <summary>When it would be due, and what it would cover; null while either can't be said.</summary>
    public SchedulePlan? Plan
    {
        get
        {
            if (Rhythm is not { } rhythm || (rhythm.Unit == U.Cron && string.IsNullOrWhiteSpace(Cron))) return null;
            if (rhythm.MonthsLong > 0 && (rhythm.Month < 1 || rhythm.Month > rhythm.MonthsLong || rhythm.Number < 1)) return null;
            if (Covers.Coverage == C.Fixed && !(CoversFrom <= CoversTo)) return null;
            return new(rhythm.Plain(), Covers);
        }
    }

    private CoveredPeriod Covers => new(Coverage ?? default, CoversFrom, CoversTo);

    private Rhythm RhythmOrDefault
    {
        get
        {
            TimeOnly.TryParseExact(At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at);
            return new(RhythmUnit ?? U.Week, at)
            {
                Weekday = (DayOfWeek)(Weekday ?? 1),
                Month = MonthOfUnit ?? 1,
                Place = DayPlace ?? P.MonthDay,
                Number = Whole(DayPlace == P.WorkingDay ? WorkingDayNumber : MonthDay),
                Cron = Cron,
            };
        }
    }

    public static ScheduleForm Of(ExportSchedule schedule, CommunityDirectory.Names names)
    {
        var (rhythm, covers) = (schedule.Plan.Rhythm, schedule.Plan.Covers);
        var isCron = rhythm.Unit == U.Cron;
        return new()
        {
            Name = schedule.Name ?? schedule.Key,
            Template = schedule.Template,
            RhythmUnit = rhythm.Unit,
            At = isCron ? "07:30" : rhythm.At.ToString("HH:mm", CultureInfo.InvariantCulture),
            Weekday = (int)rhythm.Weekday,
            MonthOfUnit = rhythm.Month,
            DayPlace = rhythm.Place,
            MonthDay = rhythm.Place == P.MonthDay ? rhythm.Number : 1,
            WorkingDayNumber = rhythm.Place == P.WorkingDay ? rhythm.Number : 1,
            Cron = isCron ? rhythm.Cron : CronRhythms.ToCron(rhythm),
            Coverage = covers.Coverage,
            CoversFrom = covers.From,
            CoversTo = covers.To,
            Language = schedule.Language,
            Communities = [.. (schedule.Communities ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(code => names.Find(code)?.Id ?? 0).Where(id => id > 0)],
            View = RowFilters.Read(schedule.Filters)?.View,
            Filters = RowFilters.Read(schedule.Filters)?.Values.ToDictionary() ?? [],
            IsConditional = schedule.OnlyAbove is not null,
            OnlyAbove = schedule.OnlyAbove ?? 0,
            OverdueOf = schedule.OverdueOf is null ? []
                : [.. OverdueKinds.Read(schedule.OverdueOf).Select(kind => OverdueKinds.All.ToList().IndexOf(kind))],
            KeepDays = schedule.KeepDays,
            RecipientRoles = [.. R.Read(schedule.RecipientRoles)],
            Recipients = [.. schedule.Recipients.Select(row => row.UserId).Order()],
            Robots = [.. schedule.Robots.Select(row => row.RobotId).Order()],
            IsOn = schedule.IsOn,
        };
    }

    /// <summary>Takes another unit, and the period that goes with it unless another than the old unit's was chosen.</summary>
    public void Choose(U? unit)
    {
        if (Coverage == CoveredPeriod.UsualFor(RhythmUnit ?? U.Week) && unit is { } next) Coverage = CoveredPeriod.UsualFor(next);
        RhythmUnit = unit;
        if (HasMonths && MonthOfUnit > RhythmOrDefault.MonthsLong) MonthOfUnit = 1;
    }

    /// <summary>Sets or clears a filter.</summary>
    public void Narrow(string key, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) Filters.Remove(key);
        else Filters[key] = value.Trim();
    }

    /// <param name="list">Of the chosen template: what was chosen for another one is left out.</param>
    public ScheduleDetails ToDetails(RecordList? list) => new(
        Name, Template, Rhythm, Covers, Language, Communities, KeepDays is null ? null : Whole(KeepDays), IsOn, Recipients)
    {
        Robots = Robots,
        RecipientRoles = RecipientRoles,
        // A condition without its number is none that could be kept: 0 would mean another thing.
        OnlyAbove = !IsConditional ? null : OnlyAbove is null ? -1 : Whole(OnlyAbove),
        OverdueOf = IsConditional ? [.. OverdueOf.Select(index => OverdueKinds.All[index])] : [],
        Filters = list is null ? null
            : new(list.DayViewKeys.Contains(View) ? View : null,
                Filters.Where(filter => RowFilters.Offered(list).Any(column => column.Key == filter.Key)).ToDictionary()),
    };

    private static int Whole(long? number) => (int)Math.Clamp(number ?? 0, int.MinValue, int.MaxValue);
}
