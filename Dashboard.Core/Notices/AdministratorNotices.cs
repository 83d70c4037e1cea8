using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Notices.Channels;
using Concentric.Resources;
using Concentric.Robots;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Notices;

/// <summary>Tells the administrators of what the program itself has met with, each kind at most once a day.</summary>
public sealed class AdministratorNotices(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock) : IJobWatch, IRobotWatch
{
    /// <summary>Kind of record of these notices: they are of the program, and lead to its state.</summary>
    public const string RecordKind = "system";

    Task IJobWatch.TellAsync(bool isStoreDamaged, CancellationToken cancellationToken) =>
        TellAsync(isStoreDamaged ? NoticeKind.StoreDamaged : NoticeKind.JobFailed, cancellationToken);

    /// <summary>Each robot is told of once a day, and not by robots.</summary>
    Task IRobotWatch.TellRefusedAsync(int robot, string name, CancellationToken cancellationToken) =>
        TellAsync(NoticeKind.RobotRefused, cancellationToken, title: name, step: robot);

    /// <param name="about">The day of which it is told, once; today when left out.</param>
    /// <param name="title">What of that day the sentence names.</param>
    /// <param name="step">Which of several of the kind; 0 when there is one.</param>
    /// <returns>Notices made; none when the administrators were told of this, for that day.</returns>
    public async Task<int> TellAsync(NoticeKind kind, CancellationToken cancellationToken, DateOnly? about = null, string? title = null,
        long step = 0)
    {
        var day = about ?? clock.Today;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var readers = await db.Users
            .Where(user => user.Role == Role.Administrator && !user.IsDisabled)
            .Where(user => !db.Set<Notice>()
                .Any(told => told.UserId == user.Id && told.Kind == kind && told.RecordKind == RecordKind && told.Day == day
                    && told.StepId == step))
            .Select(user => user.Id).ToListAsync(cancellationToken);
        if (kind != NoticeKind.RobotRefused) await TellRobotsAsync(db, kind, day, cancellationToken);
        if (readers.Count == 0 && !db.ChangeTracker.HasChanges()) return 0;
        await db.AddNoticesAsync(readers.ConvertAll(reader =>
            new Notice
            {
                UserId = reader,
                Kind = kind,
                RecordKind = RecordKind,
                Day = day,
                StepId = step,
                Title = title,
                At = clock.UtcNow,
            }), cancellationToken);
        db.ChangeLog.Add(NoticeLog.Row(clock.UtcNow));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return readers.Count;
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            // Another node was faster.
            return 0;
        }
    }

    /// <summary>The robots that are to say so, each once as well. What exactly is the matter stands behind the sign-in.</summary>
    private async Task TellRobotsAsync(DashboardDbContext db, NoticeKind kind, DateOnly day, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"trouble:{kind}:{day:yyyy-MM-dd}");
        var robots = await RobotMessages.On(db)
            .Where(robot => robot.TellsTroubles && !db.Set<RobotMessage>().Any(told => told.RobotId == robot.Id && told.Key == key))
            .ToListAsync(cancellationToken);
        foreach (var robot in robots)
        {
            var culture = RobotMessages.CultureOf(robot);
            RobotMessages.Add(db, robot, key, Texts.Get("Robot.Trouble.Title", culture), [Texts.Get($"Robot.Trouble.{kind}", culture)],
                "admin/system", clock.UtcNow);
        }
    }
}
