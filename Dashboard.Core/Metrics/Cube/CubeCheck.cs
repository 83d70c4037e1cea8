using Concentric.Data;
using Concentric.Jobs;
using Concentric.Live;
using Concentric.Time;
using Microsoft.Extensions.Logging;

namespace Concentric.Metrics;

/// <summary>
/// Counts this node's cube anew every night and reports any difference. Not a Hangfire job: that would run on one node, and each
/// has a cube of its own.
/// </summary>
public sealed partial class CubeCheck(MetricCube cube, LiveUpdates updates, OfficeClock clock, TimeProvider time, ILogger<CubeCheck> logger)
    : RepeatedWork(time, logger)
{
    /// <summary>On the office's wall clock, when nobody enters records.</summary>
    private static readonly TimeOnly At = new(3, 0);

    // The figures have only just been counted when the program starts.
    private bool isNight;

    /// <summary>Counts the cube anew and tells what differed: in the log, and open pages that had shown it.</summary>
    /// <returns>The dimensions whose figures had drifted; empty when all was right.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellationToken)
    {
        var drifted = await cube.VerifyAsync(cancellationToken);
        if (drifted.Count == 0)
        {
            LogRight(Logger);
            return drifted;
        }

        var names = string.Join(", ", drifted);
        LogDrifted(Logger, names);
        updates.Notify([ChangeLogEntry.EveryDay]);
        return drifted;
    }

    /// <summary>The next moment (UTC) after an instant at which the clock of the office shows the hour of the check.</summary>
    public static DateTime NextAfter(DateTime utcNow, OfficeClock clock)
    {
        var day = clock.DayOf(utcNow);
        var next = clock.ToUtc(day.ToDateTime(At));
        return next > utcNow ? next : clock.ToUtc(day.AddDays(1).ToDateTime(At));
    }

    protected override string Purpose => "Counting the cube anew";

    protected override NextRound AfterFailure => Night();

    protected override async Task<NextRound> RunAsync(CancellationToken stopping)
    {
        if (isNight) await CheckAsync(stopping);
        isNight = true;
        return Night();
    }

    private NextRound Night()
    {
        var now = clock.UtcNow;
        return NextRound.AfterPause(NextAfter(now, clock) - now);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The cube was counted anew; every figure was right")]
    private static partial void LogRight(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cube was counted anew; figures had drifted: {Dimensions}")]
    private static partial void LogDrifted(ILogger logger, string dimensions);
}
