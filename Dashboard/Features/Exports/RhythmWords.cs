using System.Globalization;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Exports;

/// <summary>When a schedule is due, what it covers and on what condition, as one would say it.</summary>
internal static class RhythmWords
{
    /// <summary>As in 每月最后一个工作日 17:00.</summary>
    public static string Of(Rhythm rhythm)
    {
        var at = rhythm.At.ToString("HH:mm", CultureInfo.InvariantCulture);
        return rhythm.Unit switch
        {
            RhythmUnit.Cron => L["ExportPage.Rhythm.Cron", rhythm.Cron ?? ""],
            RhythmUnit.Week => L["ExportPage.Rhythm.Week", Weekday(rhythm.Weekday), at],
            RhythmUnit.Year => L["ExportPage.Rhythm.Year", Month(rhythm), Place(rhythm), at],
            RhythmUnit.Quarter => L["ExportPage.Rhythm.Quarter", rhythm.Month, Place(rhythm), at],
            RhythmUnit.HalfYear => L["ExportPage.Rhythm.HalfYear", rhythm.Month, Place(rhythm), at],
            RhythmUnit.Month => L["ExportPage.Rhythm.Month", Place(rhythm), at],
            RhythmUnit.WorkingDay => L["ExportPage.Rhythm.WorkingDay", at],
            _ => L["ExportPage.Rhythm.Day", at],
        };
    }

    /// <summary>As in 上月; of fixed days, the days.</summary>
    public static string Of(CoveredPeriod covers) => covers is { Coverage: Coverage.Fixed, From: { } from, To: { } to }
        ? Of(new Period(from, to)) : Texts.Term(covers.Coverage);

    public static string Of(Period period) => period.Days == 1
        ? period.From.ToIso() : L["ExportPage.Runs.Period", period.From.ToIso(), period.To.ToIso()];

    /// <summary>Weekday in the reader's language and time of a moment: Monday's workbook is Monday's.</summary>
    public static string Moment(DateTime utc, OfficeClock clock) =>
        clock.ToOffice(utc).ToString("yyyy-MM-dd ddd HH:mm", CultureInfo.CurrentUICulture);

    /// <summary>On what condition it is made; null when it always is.</summary>
    public static string? ConditionOf(ExportSchedule schedule) => schedule.OnlyAbove is { } above
        ? L["ExportPage.Schedules.OnlyAbove", above, Kinds(OverdueKinds.Read(schedule.OverdueOf))] : null;

    /// <summary>Why a run was skipped; null when it was not.</summary>
    public static string? SkippedOf(int? overdue, int? onlyAbove) => overdue is { } count && onlyAbove is { } above && count <= above
        ? L["ExportPage.Schedules.SkippedBecause", count, above] : null;

    public static string Kinds(IEnumerable<string> kinds) => Texts.Series(kinds.Select(kind => Texts.Kinds(kind)));

    public static string Roles(IEnumerable<Role> roles) =>
        Texts.Series(roles.Select(role => L[$"ExportPage.Schedule.Every.{role}"]));

    /// <summary>The first few names, and how many more there are.</summary>
    public static string Names(IReadOnlyList<string> names, int shown) => names.Count <= shown ? Texts.Series(names)
        : L["ExportPage.Schedules.NamesAndMore", Texts.Series(names.Take(shown)), names.Count - shown];

    /// <summary>A value of the audit trail in words; null when the field is none of a schedule's.</summary>
    public static string? Audited(string field, string value) => field switch
    {
        "Rhythm" => Rhythm.Read(value, "") is not { } rhythm ? null
            : rhythm.Unit == RhythmUnit.Cron ? Texts.Term(RhythmUnit.Cron) : Of(rhythm),
        nameof(ExportSchedule.OverdueOf) => Kinds(OverdueKinds.Read(value)),
        nameof(ExportSchedule.RecipientRoles) => Roles(RecipientRoles.Read(value)),
        _ => null,
    };

    public static string Weekday(DayOfWeek day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(day);

    private static string Month(Rhythm rhythm) => CultureInfo.CurrentUICulture.DateTimeFormat.GetMonthName(rhythm.Month);

    private static string Place(Rhythm rhythm) => rhythm.Place switch
    {
        DayPlace.MonthDay when rhythm.Number == Rhythm.MostMonthDay => L["ExportPage.Rhythm.LastDay"],
        DayPlace.MonthDay => L[rhythm.Number > 28 ? "ExportPage.Rhythm.DayOrLast" : "ExportPage.Rhythm.DayOfMonth", rhythm.Number],
        DayPlace.WorkingDay => L["ExportPage.Rhythm.NthWorkingDay", rhythm.Number],
        DayPlace.FirstWorkingDay => L["ExportPage.Rhythm.FirstWorkingDay"],
        _ => L["ExportPage.Rhythm.LastWorkingDay"],
    };
}
