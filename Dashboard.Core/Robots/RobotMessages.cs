using System.Globalization;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Robots;

/// <summary>Puts messages to robots into the outbox, in the transaction of what they tell of.</summary>
public static class RobotMessages
{
    /// <summary>Robots that are switched on.</summary>
    public static IQueryable<Robot> On(DashboardDbContext db) =>
        db.Set<Robot>().AsNoTracking().Where(robot => robot.RemovedAt == null && robot.IsOn);

    public static CultureInfo CultureOf(Robot robot) => CultureInfo.GetCultureInfo(robot.Language);

    /// <summary>Adds a message that may be sent at once.</summary>
    /// <param name="key">What it tells of; of two with the same the store refuses the second.</param>
    /// <param name="path">Where its link leads, below the office's address.</param>
    public static void Add(DashboardDbContext db, Robot robot, string key, string title, IEnumerable<string> lines, string path,
        DateTime now)
    {
        db.Set<RobotMessage>().Add(new RobotMessage
        {
            RobotId = robot.Id,
            Key = key,
            Title = PlainText.Cut(title, TextLimits.Title, "…"),
            Text = Join(lines),
            Path = path,
            State = OutboxState.Waiting,
            At = now,
            NextAt = now,
        });
        Tell(db, now);
    }

    /// <summary>A message about something that is not there yet.</summary>
    public static RobotMessage Announce(int robot, string key, DateTime now) => new()
    {
        RobotId = robot,
        Key = PlainText.Cut(key, TextLimits.Title, "…"),
        Title = "",
        Text = "",
        Path = "",
        State = OutboxState.Pending,
        At = now,
    };

    /// <summary>Says what was announced by a message that waited for it.</summary>
    public static void Complete(DashboardDbContext db, RobotMessage message, string title, IEnumerable<string> lines, string path,
        DateTime now)
    {
        (message.Title, message.Text, message.Path) = (PlainText.Cut(title, TextLimits.Title, "…"), Join(lines), path);
        (message.State, message.At, message.NextAt) = (OutboxState.Waiting, now, now);
        Tell(db, now);
    }

    /// <summary>Ends a message that nobody is to have any more.</summary>
    public static void Withdraw(RobotMessage message, DateTime now) =>
        (message.State, message.EndedAt) = (OutboxState.Withdrawn, now);

    /// <summary>Ends what waits for a robot, taken or not; what is on its way goes where it was going.</summary>
    public static Task WithdrawAsync(DashboardDbContext db, int robot, DateTime now, CancellationToken cancellationToken) =>
        Outbox<RobotMessage>.WithdrawAsync(db, row => row.RobotId == robot, now, cancellationToken);

    private static void Tell(DashboardDbContext db, DateTime now)
    {
        if (!db.ChangeTracker.Entries<ChangeLogEntry>().Any(entry => entry.Entity.Kind == Outbox<RobotMessage>.Kind
            && entry.State == EntityState.Added))
            db.AddMove(now, Outbox<RobotMessage>.Kind, 0, nameof(OutboxState.Waiting));
    }

    /// <summary>As many whole lines as the row holds; far more than any robot takes.</summary>
    private static string Join(IEnumerable<string> lines)
    {
        var kept = new List<string>();
        var length = 0;
        foreach (var line in lines)
        {
            if ((length += line.Length + 1) > TextLimits.Description) break;
            kept.Add(line);
        }

        return string.Join('\n', kept);
    }
}
