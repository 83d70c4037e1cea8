using Concentric.Time;

namespace Concentric.Exports.Rhythms;

/// <summary>Which period a scheduled workbook tells of.</summary>
public enum Coverage
{
    DayBefore,
    WeekBefore,
    MonthBefore,
    QuarterBefore,
    HalfYearBefore,
    YearBefore,

    /// <summary>
    /// The days that no run made before has covered: on a Monday those from Friday, for a schedule of working days; after a pause, or
    /// runs that were skipped, those too.
    /// </summary>
    SinceLastRun,

    /// <summary>From Monday to the day of the run.</summary>
    WeekToDate,

    /// <summary>From the first of the month to the day of the run.</summary>
    MonthToDate,
    QuarterToDate,
    YearToDate,

    /// <summary>The same days each time.</summary>
    Fixed,
}

/// <summary>Which period each run of a schedule covers.</summary>
/// <param name="From">First day, for a fixed one.</param>
/// <param name="To">Last day, for a fixed one.</param>
public sealed record CoveredPeriod(Coverage Coverage, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>How the period was chosen; decides what it is compared with.</summary>
    public PeriodKind Kind => Coverage switch
    {
        Coverage.WeekToDate => PeriodKind.Week,
        Coverage.MonthToDate => PeriodKind.Month,
        Coverage.QuarterToDate => PeriodKind.Quarter,
        Coverage.YearToDate => PeriodKind.Year,
        _ => PeriodKind.Custom,
    };

    /// <summary>What a period before rhythms were kept is now.</summary>
    public static Coverage Of(ExportCadence cadence) => cadence switch
    {
        ExportCadence.Weekly => Coverage.WeekBefore,
        ExportCadence.Monthly => Coverage.MonthBefore,
        ExportCadence.Quarterly => Coverage.QuarterBefore,
        _ => Coverage.YearBefore,
    };

    /// <summary>The nearest that an older version beside this one knows.</summary>
    public static ExportCadence Nearest(Coverage coverage) => coverage switch
    {
        Coverage.DayBefore or Coverage.WeekBefore or Coverage.WeekToDate or Coverage.SinceLastRun => ExportCadence.Weekly,
        Coverage.QuarterBefore or Coverage.QuarterToDate => ExportCadence.Quarterly,
        Coverage.YearBefore or Coverage.HalfYearBefore or Coverage.YearToDate => ExportCadence.Yearly,
        _ => ExportCadence.Monthly,
    };

    /// <summary>The period that one would mean first by a rhythm.</summary>
    public static Coverage UsualFor(RhythmUnit unit) => unit switch
    {
        RhythmUnit.Day => Coverage.DayBefore,
        RhythmUnit.WorkingDay => Coverage.SinceLastRun,
        RhythmUnit.Month => Coverage.MonthBefore,
        RhythmUnit.Quarter => Coverage.QuarterBefore,
        RhythmUnit.HalfYear => Coverage.HalfYearBefore,
        RhythmUnit.Year => Coverage.YearBefore,
        _ => Coverage.WeekBefore,
    };

    /// <summary>The period of the run that is due on a day.</summary>
    /// <param name="before">
    /// For <see cref="Coverage.SinceLastRun"/> the first day that no run has covered, as the day of the run before; null when there was
    /// none. No longer than a period may be.
    /// </param>
    public Period On(DateOnly dueOn, DateOnly? before)
    {
        var yesterday = dueOn.AddDays(-1);
        return Coverage switch
        {
            Coverage.DayBefore => new(yesterday, yesterday),
            Coverage.WeekBefore => Period.WeekOf(dueOn.AddDays(-7)),
            Coverage.MonthBefore => Period.WholeBefore(PeriodKind.Month, dueOn),
            Coverage.QuarterBefore => Period.WholeBefore(PeriodKind.Quarter, dueOn),
            Coverage.HalfYearBefore => Period.HalfYearBefore(dueOn),
            Coverage.YearBefore => Period.WholeBefore(PeriodKind.Year, dueOn),
            // Several times on one day: that of the day before, each time.
            Coverage.SinceLastRun => new(before < yesterday ? Latest(before.Value, yesterday.AddDays(1 - Period.MostDays)) : yesterday,
                yesterday),
            Coverage.Fixed => new(From ?? yesterday, To ?? yesterday),
            _ => Period.ToDate(Kind, dueOn),
        };
    }

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}
