using Concentric.Jobs;
using Concentric.Live;
using Microsoft.Extensions.Logging;

namespace Concentric.Robots;

/// <summary>
/// Empties the outbox of the robots, one message after another, beside everything else. A robot that hangs holds up the others for its
/// time-out and is then left alone for a minute.
/// </summary>
public sealed class RobotSender(RobotDispatcher dispatcher, Outbox<RobotMessage> outbox, LiveUpdates updates, TimeProvider time,
    BackgroundStart start, ILogger<RobotSender> logger)
    : RepeatedWork(time, logger, start)
{
    /// <summary>Time between two looks into the outbox; what this node puts in is seen at once.</summary>
    private static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(15);

    private bool isFirst = true;

    protected override string Purpose => "Emptying the outbox of the robots";

    protected override NextRound AfterFailure => NextRound.AfterPause(LookAfter);

    protected override IDisposable? Subscribe(CancellationToken stopping) =>
        updates.Subscribe(WakeAsync, kind => kind == Outbox<RobotMessage>.Kind || kind == RobotCommands.Kind);

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        await outbox.RecoverAsync(isFirst, stopping);
        isFirst = false;
        while (await dispatcher.TakeAsync(stopping) is { } taken) await dispatcher.CarryAsync(taken, stopping);
        return await dispatcher.IsPacedAsync(stopping) ? NextRound.AfterPause(RobotPace.Interval) : NextRound.Every(LookAfter);
    }
}
