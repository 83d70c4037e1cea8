using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Ledgers;
using Concentric.Mail;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Resources;
using Concentric.Robots;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Concentric.Exports.Deliveries;

/// <summary>
/// What the end of a run brings about, in the transaction that ends it: notices, and mails in the outbox. So they are there or
/// not together with the end, whichever node or attempt brings it, and there is one end only.
/// </summary>
public sealed class ExportDeliveries(
    IOptionsMonitor<MailOptions> mail, ExportTemplates templates, CommunityDirectory directory, OfficeClock clock)
{
    /// <summary>The workbook is there: its recipients are told, as far as they may still have it.</summary>
    internal async Task CompleteAsync(DashboardDbContext db, ExportRun run, CancellationToken cancellationToken)
    {
        await TellRobotsAsync(db, run, cancellationToken);
        var pending = await db.ExportDeliveries.Include(row => row.User).ThenInclude(user => user!.Communities)
            .Where(row => row.RunId == run.Id && row.State == OutboxState.Pending).ToListAsync(cancellationToken);
        if (pending.Count == 0) return;
        var names = await directory.GetAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var unwanted = await db.WithoutWorkbookMailAsync([.. pending.Select(row => row.UserId)], cancellationToken);
        List<int> told = [];
        foreach (var row in pending)
        {
            if (!MayHave(row.User!, run, names))
            {
                (row.State, row.EndedAt) = (OutboxState.Withdrawn, now);
                continue;
            }

            told.Add(row.UserId);
            var isMailed = mail.CurrentValue.IsOn && row.User!.Email is not null && !unwanted.Contains(row.UserId);
            if (isMailed) (row.State, row.NextAt) = (OutboxState.Waiting, now);
            else (row.State, row.EndedAt) = (OutboxState.Told, now);
        }

        await AddAsync(db, NoticeKind.Workbook, run, told, now, cancellationToken);
    }

    /// <summary>
    /// Its robots say that it is there, and where to sign in for it; the file stays here. They name template and period, which hold
    /// nothing that somebody has typed.
    /// </summary>
    private async Task TellRobotsAsync(DashboardDbContext db, ExportRun run, CancellationToken cancellationToken)
    {
        var pending = await db.RobotMessages.Include(row => row.Robot)
            .Where(row => row.RunId == run.Id && row.State == OutboxState.Pending).ToListAsync(cancellationToken);
        var now = pending.Count == 0 ? default : await db.NowAsync(clock, cancellationToken);
        foreach (var row in pending)
        {
            if (row.Robot is not { IsOn: true } robot || !robot.MayRead(run.Communities))
            {
                RobotMessages.Withdraw(row, now);
                continue;
            }

            var culture = RobotMessages.CultureOf(robot);
            var asOf = clock.Moment(run.AsOf ?? now);
            RobotMessages.Complete(db, row,
                string.Format(culture, Texts.Get("Robot.Workbook.Title", culture), templates.TitleOf(run, culture)),
                [string.Format(culture, Texts.Get("Robot.Workbook.AsOf", culture), asOf, clock.Zone.Id),
                    Texts.Get("Robot.Workbook.Link", culture)],
                string.Create(CultureInfo.InvariantCulture, $"exports/{run.Id}"), now);
        }
    }

    /// <summary>There is no workbook: whoever asked for it, or keeps the schedule, is told.</summary>
    internal async Task FailAsync(DashboardDbContext db, ExportRun run, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        await AddAsync(db, NoticeKind.NoWorkbook, run, await OwnersAsync(db, run, cancellationToken), now, cancellationToken);
    }

    /// <summary>Whether an account may still have a run's workbook.</summary>
    internal static bool MayHave(DashboardUser user, ExportRun run, CommunityDirectory.Names names) =>
        !user.IsDisabled && ExportRights.MaySee(user.ToCurrentUser(), run.Communities, run.IsLimited, names);

    private static async Task<IReadOnlyList<int>> OwnersAsync(DashboardDbContext db, ExportRun run, CancellationToken cancellationToken)
    {
        var owner = run.ScheduleId is null
            ? run.AskedById
            : await db.ExportSchedules.Where(schedule => schedule.Id == run.ScheduleId).Select(schedule => schedule.OwnerId)
                .SingleOrDefaultAsync(cancellationToken);
        if (owner is not null && await db.Users.AnyAsync(user => user.Id == owner && !user.IsDisabled, cancellationToken))
            return [owner.Value];
        // A key that asked is nobody to tell; a schedule without its owner is the business of all who keep schedules.
        return run.ScheduleId is null
            ? []
            : await db.Users.Where(user => !user.IsDisabled && (user.Role == Role.Analyst || user.Role == Role.Administrator))
                .Select(user => user.Id).ToListAsync(cancellationToken);
    }

    private async Task AddAsync(DashboardDbContext db, NoticeKind kind, ExportRun run, IReadOnlyList<int> users, DateTime now,
        CancellationToken cancellationToken)
    {
        if (users.Count == 0) return;
        await db.AddNoticesAsync([.. users.Select(user => new Notice
        {
            UserId = user,
            Kind = kind,
            RecordKind = ExportRunChanges.Kind,
            RecordId = run.Id,
            Day = run.PeriodTo,
            // Each attempt fails by itself.
            StepId = run.Attempts,
            Title = templates.TitleOf(run),
            At = now,
        })], cancellationToken);
        if (!db.ChangeTracker.Entries<ChangeLogEntry>().Any(entry => entry.Entity.Kind == NoticeLog.Kind))
            db.ChangeLog.Add(NoticeLog.Row(now));
    }
}
