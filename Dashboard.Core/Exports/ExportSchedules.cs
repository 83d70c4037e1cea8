using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.People;
using Concentric.Robots;
using Concentric.Time;
using Cronos;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>Workbooks that are made again and again: what is due, for which period, and when next.</summary>
public sealed class ExportSchedules(IDbContextFactory<DashboardDbContext> factory, ExportRequests requests, ExportRecipients recipients,
    OfficeClock clock)
{
    /// <summary>How far back a due moment is looked for, in growing steps.</summary>
    private static readonly int[] DaysBack = [8, 40, 400];

    /// <summary>
    /// The standard ones: Mondays 07:30 for last week, the 1st 08:00 for last month, in the office's zone. Only where there are none.
    /// </summary>
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
        return await db.ExportSchedules.AsNoTracking().Include(schedule => schedule.Recipients).Include(schedule => schedule.Robots)
            .AsSplitQuery()
            .Where(schedule => schedule.RemovedAt == null)
            .OrderBy(schedule => schedule.Id).ToListAsync(cancellationToken);
    }

    /// <summary>A schedule; null when there is none, or it was removed.</summary>
    public async Task<ExportSchedule?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportSchedules.AsNoTracking().Include(schedule => schedule.Recipients).Include(schedule => schedule.Robots)
            .AsSplitQuery()
            .SingleOrDefaultAsync(schedule => schedule.Id == id && schedule.RemovedAt == null, cancellationToken);
    }

    /// <summary>Asks for what each schedule owes; see <see cref="EnqueueDueAsync(int, CancellationToken)"/>.</summary>
    public async Task EnqueueDueAsync(CancellationToken cancellationToken)
    {
        foreach (var schedule in await AllAsync(cancellationToken)) await EnqueueDueAsync(schedule, cancellationToken);
    }

    /// <summary>
    /// Asks for the workbook of the newest due moment, if it was not asked for before. Whether the moment is now or was missed
    /// while the program was down makes no difference; older missed ones are not made up for.
    /// </summary>
    public async Task EnqueueDueAsync(int scheduleId, CancellationToken cancellationToken)
    {
        if (await FindAsync(scheduleId, cancellationToken) is { } found) await EnqueueDueAsync(found, cancellationToken);
    }

    /// <summary>
    /// The newest moment (UTC), not after now, at which the schedule was due; null when there has been none since it counts.
    /// </summary>
    public static DateTime? LastDue(ExportSchedule schedule, DateTime utcNow, TimeZoneInfo zone)
    {
        var cron = CronExpression.Parse(schedule.Cron);
        foreach (var days in DaysBack)
        {
            var from = utcNow.AddDays(-days);
            if (from < schedule.OnSince) from = schedule.OnSince;
            if (from > utcNow) return null;
            var due = cron.GetOccurrences(from, utcNow, zone, fromInclusive: true, toInclusive: true).Select(moment => (DateTime?)moment)
                .LastOrDefault();
            if (due is not null || from == schedule.OnSince) return due;
        }
        return null;
    }

    /// <summary>The next moment (UTC) at which the schedule is due; null when it is off or never due again.</summary>
    public static DateTime? NextDue(ExportSchedule schedule, DateTime utcNow, TimeZoneInfo zone) =>
        schedule.IsOn ? CronExpression.Parse(schedule.Cron).GetNextOccurrence(utcNow, zone) : null;

    /// <summary>False for an expression without any moment to come, as of 30 February.</summary>
    public static bool IsEverDue(string cron, DateTime utcNow, TimeZoneInfo zone) =>
        CronExpression.Parse(cron).GetNextOccurrence(utcNow, zone) is not null;

    /// <summary>The next moments (UTC) of a cron expression, in the office's zone.</summary>
    /// <exception cref="CronFormatException">It is none.</exception>
    public static IReadOnlyList<DateTime> NextMoments(string cron, DateTime utcNow, TimeZoneInfo zone, int count) =>
        [.. CronExpression.Parse(cron).GetOccurrences(utcNow, utcNow.AddYears(5), zone, fromInclusive: false).Take(count)];

    /// <summary>The period of the workbook that is due on a day: the whole week, month, quarter or year before it.</summary>
    public static Period PeriodOf(ExportCadence cadence, DateOnly dueOn) => cadence switch
    {
        ExportCadence.Weekly => Period.WeekOf(dueOn.AddDays(-7)),
        ExportCadence.Monthly => Period.WholeBefore(PeriodKind.Month, dueOn),
        ExportCadence.Quarterly => Period.WholeBefore(PeriodKind.Quarter, dueOn),
        _ => Period.WholeBefore(PeriodKind.Year, dueOn),
    };

    /// <summary>
    /// Asks for the workbooks of a due moment: the schedule's own, and one for each narrower set of its recipients' rights.
    /// </summary>
    /// <param name="dueAt">The moment (UTC); to the minute, as cron knows no less.</param>
    /// <returns>False when they were asked for before.</returns>
    internal async Task<bool> AskAsync(ExportSchedule schedule, DateTime dueAt, CurrentUser caller, CancellationToken cancellationToken)
    {
        var period = PeriodOf(schedule.Cadence, clock.DayOf(dueAt));
        var key = string.Create(CultureInfo.InvariantCulture,
            $"{schedule.Key}:{DayText.Of(period.From)}:{DayText.Of(period.To)}:{dueAt:yyyyMMdd'T'HHmm'Z'}");
        var groups = await recipients.GroupsAsync(schedule, cancellationToken);
        // All in one transaction: who is made a recipient later does not get what was due before.
        return await requests.AddAsync([.. groups.Select((group, index) =>
            RunOf(schedule, period, index == 0 ? key : $"{key}:{Short(group.Communities!)}", group, isWhole: index == 0))], caller,
            cancellationToken);
    }

    /// <param name="isWhole">True for the schedule's own workbook, of which its robots tell; the others are single persons'.</param>
    private ExportRun RunOf(ExportSchedule schedule, Period period, string key, RecipientGroup group, bool isWhole)
    {
        var run = new ExportRun
        {
            Key = key,
            ScheduleId = schedule.Id,
            Template = schedule.Template,
            Language = schedule.Language,
            Communities = group.Communities,
            IsLimited = group.IsLimited,
            Filters = schedule.Filters,
            PeriodFrom = period.From,
            PeriodTo = period.To,
            PeriodKind = PeriodKind.Custom,
            AskedBy = schedule.Name ?? schedule.Key,
            AskedAt = clock.UtcNow,
        };
        run.Deliveries.AddRange(group.UserIds.Select(user => new ExportDelivery { UserId = user }));
        if (isWhole)
            run.RobotMessages.AddRange(schedule.Robots.Select(row => RobotMessages.Announce(row.RobotId, $"export:{key}", clock.UtcNow)));
        return run;
    }

    private async Task EnqueueDueAsync(ExportSchedule schedule, CancellationToken cancellationToken)
    {
        if (!schedule.IsOn || LastDue(schedule, clock.UtcNow, clock.Zone) is not { } due) return;
        await AskAsync(schedule, due, CurrentUser.System, cancellationToken);
    }

    /// <summary>Tells sets of communities apart within a key of limited length.</summary>
    private static string Short(string communities) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(communities)))[..16];

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
