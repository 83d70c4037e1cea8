using Concentric.Communities;
using Concentric.Data;
using Concentric.Jobs;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Concentric.Robots;

/// <summary>
/// Hands one message to its robot. It is marked in the store, and the robot's pace is used up, before the robot is told of it; whether
/// the robot has it is unknown only when the answer did not come, and then it is not sent again.
/// </summary>
public sealed partial class RobotDispatcher(IDbContextFactory<DashboardDbContext> factory, Outbox<RobotMessage> outbox, RobotClient client,
    RobotSecrets secrets, IRobotWatch watch, IOptionsMonitor<StreetOffice> office, OfficeClock clock, ILogger<RobotDispatcher> logger)
{
    /// <summary>How long a robot is left alone that could not be reached or did not answer.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    /// <summary>Takes the message that is due longest among those that their robots may be told now; null when there is none.</summary>
    public Task<Taken<RobotMessage>?> TakeAsync(CancellationToken cancellationToken) => outbox.TakeAsync((waiting, now) =>
    {
        var latest = RobotPace.Latest(now);
        return waiting.Include(row => row.Robot).Where(row => row.Robot!.IsOn && (row.Robot.PaceAt == null || row.Robot.PaceAt <= latest)
            && (row.Robot.PausedUntil == null || row.Robot.PausedUntil <= now));
    }, cancellationToken);

    /// <summary>True when messages wait for nothing but their robot's pace.</summary>
    public async Task<bool> IsPacedAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        return await db.RobotMessages.AnyAsync(row => row.State == OutboxState.Waiting && row.NextAt <= now && row.Robot!.IsOn
            && (row.Robot.PausedUntil == null || row.Robot.PausedUntil <= now), cancellationToken);
    }

    /// <summary>Tries to send a message that was taken, and writes down how it went.</summary>
    public async Task CarryAsync(Taken<RobotMessage> taken, CancellationToken stopping)
    {
        var (message, robot) = (taken.Row, taken.Row.Robot!);
        if (AddressOf(robot) is not { } address)
        {
            // The keys of data protection are lost: the robot's key has to be typed anew.
            await outbox.FailedAsync(taken, null, isFinal: true, also: set =>
                set.SetProperty(row => row.Problem, RobotProblem.NotAccepted));
            await watch.TellRefusedAsync(robot.Id, robot.Name, CancellationToken.None);
            return;
        }

        var lines = message.Text.Length == 0 ? [] : message.Text.Split('\n');
        var text = RobotText.Fit(robot.Form, address.Secret is not null, message.Title, lines, LinkOf(office.CurrentValue, message.Path),
            RobotMessages.CultureOf(robot));
        if (!await outbox.BeginAsync(taken, stopping, (db, now) => PassAsync(db, robot.Id, now, stopping)))
        {
            // Another node has used up the pace.
            await outbox.GiveBackAsync(taken);
            return;
        }

        RobotOutcome outcome;
        try
        {
            outcome = await client.SendAsync(address, text, stopping);
        }
        catch (OperationCanceledException)
        {
            await outbox.UncertainAsync(taken);
            throw;
        }

        await EndAsync(taken, outcome);
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Where a message's link leads.</summary>
    internal static string LinkOf(StreetOffice office, string path) => $"{office.Address}/{path}";

    /// <summary>Uses up a robot's pace for one message.</summary>
    /// <returns>False when it has to wait, or is no longer there.</returns>
    internal static async Task<bool> PassAsync(DashboardDbContext db, int id, DateTime now, CancellationToken cancellationToken)
    {
        var robots = db.Robots.Where(robot => robot.Id == id && robot.RemovedAt == null);
        if (await robots.Select(robot => new { robot.PaceAt }).SingleOrDefaultAsync(cancellationToken) is not { } read) return false;
        var before = read.PaceAt;
        if (before > RobotPace.Latest(now)) return false;
        var after = RobotPace.After(before, now);
        return await robots.Where(robot => robot.PaceAt == before)
            .ExecuteUpdateAsync(set => set.SetProperty(robot => robot.PaceAt, after), cancellationToken) == 1;
    }

    private RobotAddress? AddressOf(Robot robot)
    {
        if (secrets.Reveal(robot.ProtectedKey) is not { } key) return null;
        if (robot.ProtectedSecret is null) return new(robot.Form, new Uri(robot.BaseAddress), key, null);
        return secrets.Reveal(robot.ProtectedSecret) is { } secret ? new(robot.Form, new Uri(robot.BaseAddress), key, secret) : null;
    }

    private async Task EndAsync(Taken<RobotMessage> taken, RobotOutcome outcome)
    {
        var robot = taken.Row.RobotId;
        switch (outcome)
        {
            case { End: RobotEnd.Sent }:
                await outbox.SentAsync(taken);
                LogSent(taken.Row.Id, robot);
                return;
            case { End: RobotEnd.Unknown }:
                await outbox.UncertainAsync(taken);
                LogNotAnswered(taken.Row.Id, robot);
                await PauseAsync(robot, Silence);
                return;
            case { Problem: { } problem }:
                await outbox.FailedAsync(taken, outcome.Answer, atLeast: outcome.Pause, also: set =>
                    set.SetProperty(row => row.Problem, problem));
                LogNotTaken(taken.Row.Id, robot, problem);
                if (problem == RobotProblem.NotAccepted)
                    await watch.TellRefusedAsync(robot, taken.Row.Robot!.Name, CancellationToken.None);
                if (problem == RobotProblem.Limited) await PauseAsync(robot, outcome.Pause);
                else if (problem is RobotProblem.Unreachable or RobotProblem.TimedOut or RobotProblem.NotSecured)
                    await PauseAsync(robot, Silence);
                return;
            default:
                // The program ends, and nothing had gone yet.
                await outbox.GiveBackAsync(taken);
                return;
        }
    }

    private async Task PauseAsync(int id, TimeSpan pause)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var until = await db.NowAsync(clock, CancellationToken.None) + pause;
        await db.Robots.Where(robot => robot.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(robot => robot.PausedUntil, until), CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Message {Id} to robot {Robot} was sent")]
    private partial void LogSent(long id, int robot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} to robot {Robot} was not answered; it is not sent again")]
    private partial void LogNotAnswered(long id, int robot);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} to robot {Robot} was not taken: {Problem}")]
    private partial void LogNotTaken(long id, int robot, RobotProblem problem);
}
