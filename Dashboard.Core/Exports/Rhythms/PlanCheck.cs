using Concentric.Data;
using Concentric.Rules;
using Concentric.Time;
using Cronos;

namespace Concentric.Exports.Rhythms;

/// <summary>What may be wrong with a schedule's rhythm, period and condition; each told at the field that it is typed into.</summary>
internal static class PlanCheck
{
    /// <summary>The names of the fields, as a form has them.</summary>
    public const string MonthDay = nameof(MonthDay);
    public const string WorkingDayNumber = nameof(WorkingDayNumber);
    public const string MonthOfUnit = nameof(MonthOfUnit);

    /// <param name="present">What the schedule has: it may stay as it is, for it was entered by an older rule.</param>
    /// <returns>The rhythm without what its unit does not regard.</returns>
    public static Rhythm RhythmOf(ValidationContext check, Rhythm? rhythm, Rhythm? present, DateTime utcNow)
    {
        if (!check.That(rhythm is not null, nameof(Rhythm.At), null, Rule.Required)) return new(RhythmUnit.Day, TimeOnly.MinValue);
        if (!check.Defined(nameof(RhythmUnit), rhythm!.Unit)) return rhythm;
        if (rhythm.Unit == RhythmUnit.Cron) return CronOf(check, rhythm, present, utcNow);
        if (rhythm.Unit == RhythmUnit.Week) check.Defined(nameof(Rhythm.Weekday), rhythm.Weekday);
        if (rhythm.MonthsLong > 0 && check.Defined(nameof(DayPlace), rhythm.Place))
        {
            check.Within(MonthOfUnit, rhythm.Month, 1, rhythm.MonthsLong);
            if (rhythm.Place == DayPlace.MonthDay) check.Within(MonthDay, rhythm.Number, 1, Rhythm.MostMonthDay);
            if (rhythm.Place == DayPlace.WorkingDay) check.Within(WorkingDayNumber, rhythm.Number, 1, Rhythm.MostWorkingDay);
        }

        return rhythm.Plain();
    }

    /// <returns>The period; its days only where it is of fixed days.</returns>
    public static CoveredPeriod CoversOf(ValidationContext check, CoveredPeriod covers)
    {
        if (!check.Defined(nameof(covers.Coverage), covers.Coverage) || covers.Coverage != Coverage.Fixed) return new(covers.Coverage);
        var isGiven = check.That(covers.From is not null, nameof(ExportSchedule.CoversFrom), null, Rule.Required)
            & check.That(covers.To is not null, nameof(ExportSchedule.CoversTo), null, Rule.Required);
        if (!isGiven) return covers;
        var (from, to) = (covers.From!.Value, covers.To!.Value);
        var first = new DateOnly(Period.FirstYear, 1, 1);
        check.That(from >= first, nameof(ExportSchedule.CoversFrom), from, Rule.TooEarly, first);
        if (check.That(to >= from, nameof(ExportSchedule.CoversTo), to, Rule.BeforeStart, from))
            check.That(new Period(from, to).Days <= Period.MostDays, nameof(ExportSchedule.CoversTo), to, Rule.TooLate,
                from.AddDays(Period.MostDays - 1));
        return covers;
    }

    public static void Condition(ValidationContext check, ScheduleDetails details)
    {
        if (details.OnlyAbove is { } above) check.Within(nameof(details.OnlyAbove), above, 0, OverdueKinds.MostAbove);
        foreach (var kind in details.OverdueOf.Except(OverdueKinds.All)) check.That(false, nameof(details.OverdueOf), kind, Rule.Unknown);
    }

    private static Rhythm CronOf(ValidationContext check, Rhythm rhythm, Rhythm? present, DateTime utcNow)
    {
        var cron = check.RequiredLine(nameof(Rhythm.Cron), rhythm.Cron, TextLimits.Key);
        if (cron.Length is > 0 and <= TextLimits.Key && check.That(IsCron(cron), nameof(Rhythm.Cron), cron, Rule.NotACron))
        {
            var runs = RhythmMoments.RunsADay(cron, utcNow);
            if (check.That(runs > 0, nameof(Rhythm.Cron), cron, Rule.NeverDue) && present?.Cron != cron)
                check.That(runs <= RhythmMoments.MostRunsADay, nameof(Rhythm.Cron), cron, Rule.DueTooOften, runs,
                    RhythmMoments.MostRunsADay);
        }

        return new Rhythm(RhythmUnit.Cron, TimeOnly.MinValue) { Cron = cron };
    }

    private static bool IsCron(string cron) =>
        cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 5 && CronExpression.TryParse(cron, out _);
}
