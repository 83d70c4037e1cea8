using Concentric.Data;
using Concentric.People;
using Concentric.Time;
using Cronos;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>Workbooks that are made again and again: what is due, for which period, and when next.</summary>
public sealed class ExportSchedules(IDbContextFactory<DashboardDbContext> factory, ExportRequests requests, OfficeClock clock)
{
    /// <summary>How far back a due moment is looked for, in growing steps.</summary>
    private static readonly int[] DaysBack = [8, 40, 400];

    /// <summary>The standard ones: Mondays 07:30 for last week, the 1st 08:00 for last month, in the office's zone. Only where there are none.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.ExportSchedules.AnyAsync(cancellationToken)) return;
        db.ExportSchedules.AddRange(
            New("street-summary-weekly", ExportCadence.Weekly, "30 7 * * 1"),
            New("street-summary-monthly", ExportCadence.Monthly, "0 8 1 * *"));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was quicker.
        }
    }

    public async Task<IReadOnlyList<ExportSchedule>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportSchedules.AsNoTracking().Where(schedule => schedule.RemovedAt == null).OrderBy(schedule => schedule.Id).ToListAsync(cancellationToken);
    }

    /// <summary>A schedule; null when there is none, or it was removed.</summary>
    public async Task<ExportSchedule?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportSchedules.AsNoTracking().SingleOrDefaultAsync(schedule => schedule.Id == id && schedule.RemovedAt == null, cancellationToken);
    }

    /// <summary>Asks for what each schedule owes; see <see cref="TakeUpAsync(int, CancellationToken)"/>.</summary>
    public async Task TakeUpAllAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in await AllAsync(cancellationToken)) await TakeUpAsync(schedule, cancellationToken);
    }

    /// <summary>
    /// Asks for the workbook of the newest due moment, if it was not asked for before. Whether the moment is now or was missed
    /// while the program was down makes no difference; older missed ones are not made up for.
    /// </summary>
    public async Task TakeUpAsync(int scheduleId, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheduleId, cancellationToken) is { } found) await TakeUpAsync(found, cancellationToken);
    }

    /// <summary>The newest moment (UTC), not after now, at which the schedule was due; null when there has been none since it counts.</summary>
    public static DateTime? LastDue(ExportSchedule schedule, DateTime utcNow, TimeZoneInfo zone)
    {
        var cron = CronExpression.Parse(schedule.Cron);
        foreach (var days in DaysBack)
        {
            var from = utcNow.AddDays(-days);
            if (from < schedule.OnSince) from = schedule.OnSince;
            if (from > utcNow) return null;
            var due = cron.GetOccurrences(from, utcNow, zone, fromInclusive: true, toInclusive: true).Select(moment => (DateTime?)moment).LastOrDefault();
            if (due is not null || from == schedule.OnSince) return due;
        }
        return null;
    }

    /// <summary>The next moment (UTC) at which the schedule is due; null when it is off or never due again.</summary>
    public static DateTime? NextDue(ExportSchedule schedule, DateTime utcNow, TimeZoneInfo zone) =>
        schedule.IsOn ? CronExpression.Parse(schedule.Cron).GetNextOccurrence(utcNow, zone) : null;

    /// <summary>The next moments (UTC) of a cron expression, in the office's zone.</summary>
    /// <exception cref="CronFormatException">It is none.</exception>
    public static IReadOnlyList<DateTime> NextMoments(string cron, DateTime utcNow, TimeZoneInfo zone, int count) =>
        [.. CronExpression.Parse(cron).GetOccurrences(utcNow, utcNow.AddYears(5), zone, fromInclusive: false).Take(count)];

    /// <summary>The period of the workbook that is due on a day: the whole week, month, quarter or year before it.</summary>
    public static Period PeriodOf(ExportCadence cadence, DateOnly dueOn) => cadence switch
    {
        ExportCadence.Weekly => Period.WeekOf(dueOn.AddDays(-7)),
        ExportCadence.Monthly => Period.MonthOf(new DateOnly(dueOn.Year, dueOn.Month, 1).AddDays(-1)),
        ExportCadence.Quarterly => QuarterBefore(new DateOnly(dueOn.Year, (((dueOn.Month - 1) / 3) * 3) + 1, 1)),
        _ => new Period(new DateOnly(dueOn.Year - 1, 1, 1), new DateOnly(dueOn.Year - 1, 12, 31)),
    };

    /// <summary>The run of a schedule for the period that is due on a day, not saved.</summary>
    internal static ExportRun RunOf(ExportSchedule schedule, DateOnly dueOn, DateTime now)
    {
        var period = PeriodOf(schedule.Cadence, dueOn);
        return new()
        {
            Key = $"{schedule.Key}:{DayText.Of(period.From)}:{DayText.Of(period.To)}",
            ScheduleId = schedule.Id,
            Template = schedule.Template,
            Language = schedule.Language,
            Communities = schedule.Communities,
            PeriodFrom = period.From,
            PeriodTo = period.To,
            PeriodKind = PeriodKind.Custom,
            AskedBy = schedule.Name ?? schedule.Key,
            AskedAt = now,
        };
    }

    private async Task TakeUpAsync(ExportSchedule schedule, CancellationToken cancellationToken)
    {
        if (!schedule.IsOn || LastDue(schedule, clock.UtcNow, clock.Zone) is not { } due) return;
        await requests.AddAsync(RunOf(schedule, clock.DayOf(due), clock.UtcNow), Caller.System, cancellationToken);
    }

    private static Period QuarterBefore(DateOnly first) => new(first.AddMonths(-3), first.AddDays(-1));

    private ExportSchedule New(string key, ExportCadence cadence, string cron) => new()
    {
        Key = key,
        Template = "street-summary",
        Cadence = cadence,
        Cron = cron,
        Language = ExportRequests.Languages[0],
        IsOn = true,
        OnSince = clock.UtcNow,
    };
}
