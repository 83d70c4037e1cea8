using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Exports.Deliveries;
using Concentric.Exports.Rhythms;
using Concentric.Ledgers;
using Concentric.Robots;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Exports;

/// <summary>Workbooks that are made again and again: what is due, for which period, and when next.</summary>
/// <remarks>
/// What is due is computed from the schedule, the office's zone and its calendar each time it is looked for, so that a change of any
/// of them holds at once. A due moment is dealt with once: the schedule's row says up to which it was, and schedule and
/// moment are unique among the runs.
/// </remarks>
public sealed class ExportSchedules(IDbContextFactory<DashboardDbContext> factory, ExportRequests requests, ExportRecipients recipients,
    WorkingCalendars calendars, CommunityDirectory directory, OfficeClock clock)
{
    /// <summary>The longest pause between two looks at what is due.</summary>
    public static readonly TimeSpan LookAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The standard ones: Mondays 07:30 for last week, the 1st 08:00 for last month, in the office's zone. Only where there are none.
    /// </summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.ExportSchedules.AnyAsync(cancellationToken)) return;
        db.ExportSchedules.AddRange(
            New("street-summary-weekly", new(new(RhythmUnit.Week, new(7, 30)), new(Coverage.WeekBefore))),
            New("street-summary-monthly", new(new(RhythmUnit.Month, new(8, 0)), new(Coverage.MonthBefore))));
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
        return await db.ExportSchedules.AsNoTracking().Include(schedule => schedule.Recipients)
            .Include(schedule => schedule.Robots.Where(row => row.Robot!.RemovedAt == null)).AsSplitQuery()
            .Where(schedule => schedule.RemovedAt == null)
            .OrderBy(schedule => schedule.Id).ToListAsync(cancellationToken);
    }

    /// <summary>A schedule; null when there is none, or it was removed.</summary>
    public async Task<ExportSchedule?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportSchedules.AsNoTracking().Include(schedule => schedule.Recipients)
            .Include(schedule => schedule.Robots.Where(row => row.Robot!.RemovedAt == null)).AsSplitQuery()
            .SingleOrDefaultAsync(schedule => schedule.Id == id && schedule.RemovedAt == null, cancellationToken);
    }

    /// <summary>The office's zone and its calendar, as they are now.</summary>
    public async Task<OfficeDays> OfficeAsync(CancellationToken cancellationToken) =>
        new(clock.Zone, await calendars.GetAsync(cancellationToken));

    /// <summary>
    /// Asks for the workbook of each schedule's newest due moment, if it was not dealt with before. Whether the moment is now or was
    /// missed while the program was down makes no difference; older missed ones are not made up for.
    /// </summary>
    /// <returns>How long until the next moment, at most <see cref="LookAfter"/>.</returns>
    public async Task<TimeSpan> EnqueueDueAsync(CancellationToken cancellationToken)
    {
        var (office, pause) = (await OfficeAsync(cancellationToken), LookAfter);
        List<Exception> failures = [];
        foreach (var schedule in await AllAsync(cancellationToken))
        {
            try
            {
                await EnqueueDueAsync(schedule, office, cancellationToken);
                if (NextDue(schedule, clock.UtcNow, office) is { } next && next - clock.UtcNow < pause) pause = next - clock.UtcNow;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One schedule that can't be read holds up no other.
                failures.Add(failure);
            }
        }

        return failures.Count == 0 ? pause : throw new AggregateException(failures);
    }

    /// <summary>
    /// The newest moment (UTC), not after now, at which the schedule was due; null when there has been none since it counts.
    /// </summary>
    public static DateTime? LastDue(ExportSchedule schedule, DateTime utcNow, OfficeDays office) =>
        schedule.Plan.Rhythm.Last(schedule.OnSince, utcNow, office);

    /// <summary>The next moment (UTC) at which the schedule is due; null when it is off or never due again.</summary>
    public static DateTime? NextDue(ExportSchedule schedule, DateTime utcNow, OfficeDays office) => Next(schedule, utcNow, office)?.At;

    /// <summary>The next run, with the period that it covers; null when the schedule is off or never due again.</summary>
    /// <param name="covered">As <see cref="CoveredAsync"/> has it.</param>
    public static PlannedRun? Next(ExportSchedule schedule, DateTime utcNow, OfficeDays office, DateOnly? covered = null) =>
        schedule.IsOn && schedule.Plan.Next(utcNow, office, 1, covered) is [var next] ? next : null;

    /// <summary>The same for a schedule whose period depends on what was made before.</summary>
    public async Task<PlannedRun?> NextAsync(ExportSchedule schedule, OfficeDays office, CancellationToken cancellationToken) =>
        Next(schedule, clock.UtcNow, office) is { } next && await CoveredAsync(schedule, next.At, cancellationToken) is { } covered
            ? Next(schedule, clock.UtcNow, office, covered)
            : Next(schedule, clock.UtcNow, office);

    /// <summary>
    /// The last day that a run of an earlier day has covered, made or under way, for a schedule that covers
    /// <see cref="Coverage.SinceLastRun"/>; null for others, and when there is none. One that was skipped or has failed told nobody of
    /// its days.
    /// </summary>
    /// <param name="dueAt">The moment (UTC) whose period is wanted: what covers the day before it already is of the same day.</param>
    internal async Task<DateOnly?> CoveredAsync(ExportSchedule schedule, DateTime dueAt, CancellationToken cancellationToken)
    {
        if (schedule.Plan.Covers.Coverage != Coverage.SinceLastRun) return null;
        var (id, yesterday) = (schedule.Id, clock.DayOf(dueAt).AddDays(-1));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportRuns.Where(run => run.ScheduleId == id && run.PeriodTo < yesterday
                && (run.State == ExportState.Done || run.State == ExportState.Running || run.State == ExportState.Queued))
            .MaxAsync(run => (DateOnly?)run.PeriodTo, cancellationToken);
    }

    /// <summary>
    /// Asks for the workbooks of a due moment: the schedule's own, and one for each narrower set of its recipients' rights.
    /// </summary>
    /// <param name="dueAt">The moment (UTC); to the minute, as no rhythm knows less.</param>
    /// <param name="isByHand">
    /// Somebody wants it now: it is made whatever is overdue, and leaves the schedule's own moments as they are.
    /// </param>
    /// <returns>False when they were asked for before.</returns>
    internal async Task<bool> AskAsync(ExportSchedule schedule, DateTime dueAt, bool isByHand, CurrentUser caller,
        CancellationToken cancellationToken)
    {
        var period = schedule.Plan.PeriodAt(dueAt, await OfficeAsync(cancellationToken),
            await CoveredAsync(schedule, dueAt, cancellationToken));
        var moment = string.Create(CultureInfo.InvariantCulture, $":{dueAt:yyyyMMdd'T'HHmm'Z'}");
        var key = $"{schedule.Key}:{DayText.Of(period.From)}:{DayText.Of(period.To)}{moment}";
        var overdue = isByHand ? null : await OverdueAsync(schedule, cancellationToken);
        List<ExportRun> added = [];
        if (overdue <= schedule.OnlyAbove)
        {
            var skipped = RunOf(schedule, period, key, new(schedule.Communities, [], false), isWhole: false);
            (skipped.State, skipped.Overdue, skipped.OnlyAbove, skipped.FinishedAt) =
                (ExportState.Skipped, overdue, schedule.OnlyAbove, clock.UtcNow);
            added.Add(skipped);
        }
        else
        {
            // All in one transaction: who is made a recipient later does not get what was due before.
            added.AddRange((await recipients.GroupsAsync(schedule, cancellationToken)).Select((group, index) =>
                RunOf(schedule, period, index == 0 ? key : $"{key}:{Short(group.Communities!)}", group, isWhole: index == 0)));
        }

        if (!isByHand) added[0].DueAt = dueAt;
        var id = schedule.Id;
        if ((isByHand || !await IsAskedByOlderAsync(id, moment, cancellationToken))
            && await requests.AddAsync(added, caller, cancellationToken, NoteAsync)) return true;
        if (isByHand) return false;
        // There is its run already: by hand in the same minute, or from before the moment was kept.
        await using var store = await factory.CreateDbContextAsync(cancellationToken);
        await store.ExportSchedules.Where(row => row.Id == id && (row.LastDueAt == null || row.LastDueAt < dueAt))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastDueAt, dueAt), cancellationToken);
        return false;

        async Task<bool> NoteAsync(DashboardDbContext db)
        {
            var first = added[0].Id;
            if (isByHand)
            {
                await db.ExportSchedules.Where(row => row.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastRunId, first), cancellationToken);
                return true;
            }

            return await db.ExportSchedules.Where(row => row.Id == id && (row.LastDueAt == null || row.LastDueAt < dueAt))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastRunId, first).SetProperty(row => row.LastDueAt, dueAt),
                    cancellationToken) > 0;
        }
    }

    /// <summary>
    /// True when an older version beside this one, which keeps no <see cref="ExportRun.DueAt"/>, has asked for the moment, for whatever
    /// period it took; or somebody by hand in the same minute.
    /// </summary>
    private async Task<bool> IsAskedByOlderAsync(int id, string moment, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ExportRuns.AnyAsync(run => run.ScheduleId == id && run.DueAt == null && run.Key.EndsWith(moment),
            cancellationToken);
    }

    private async Task<int?> OverdueAsync(ExportSchedule schedule, CancellationToken cancellationToken)
    {
        if (schedule.OnlyAbove is null) return null;
        var names = await directory.GetAsync(cancellationToken);
        var told = schedule.Communities is { } codes ? ExportRights.Split(codes).Select(names.Find).OfType<Community>() : names.All;
        int[] communities = [.. told.Select(community => community.Id)];
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await OverdueKinds.CountAsync(db, OverdueKinds.Read(schedule.OverdueOf), communities, clock.Today, cancellationToken);
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
            PeriodKind = schedule.Plan.Covers.Kind,
            AskedBy = schedule.Name ?? schedule.Key,
            AskedAt = clock.UtcNow,
        };
        run.Deliveries.AddRange(group.UserIds.Select(user => new ExportDelivery { UserId = user, At = clock.UtcNow }));
        if (isWhole)
            run.RobotMessages.AddRange(schedule.Robots.Select(row => RobotMessages.Announce(row.RobotId, $"export:{key}", clock.UtcNow)));
        return run;
    }

    private async Task EnqueueDueAsync(ExportSchedule schedule, OfficeDays office, CancellationToken cancellationToken)
    {
        if (!schedule.IsOn || LastDue(schedule, clock.UtcNow, office) is not { } due || due <= schedule.LastDueAt) return;
        var rhythm = schedule.Plan.Rhythm;
        // A change of the calendar moves the first working day of a month, say: the month that had its run gets no second one.
        if (rhythm.MonthsLong > 0 && rhythm.IsByWorkingDays && schedule.LastDueAt >= schedule.OnSince
            && rhythm.UnitOf(clock.DayOf(due)) == rhythm.UnitOf(clock.DayOf(schedule.LastDueAt.Value))) return;
        await AskAsync(schedule, due, isByHand: false, CurrentUser.System, cancellationToken);
    }

    /// <summary>Tells sets of communities apart within a key of limited length.</summary>
    private static string Short(string communities) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(communities)))[..16];

    private ExportSchedule New(string key, SchedulePlan plan)
    {
        var schedule = new ExportSchedule
        {
            Key = key,
            Template = "street-summary",
            Cron = "",
            Language = ExportRequests.Languages[0],
            IsOn = true,
            OnSince = clock.UtcNow,
        };
        schedule.Take(plan);
        return schedule;
    }
}
