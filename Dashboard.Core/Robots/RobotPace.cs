namespace Concentric.Robots;

/// <summary>
/// How fast a robot is spoken to: <see cref="Burst"/> messages at once, then one every <see cref="Interval"/>. So no minute ever has
/// more than <see cref="PerMinute"/>, which is what 企业微信 and 钉钉 take of one robot; 飞书 takes more. One instant in the robot's row
/// is all that has to be remembered (a leaky bucket by the generic cell rate algorithm, ITU-T I.371), so it holds across restarts and
/// nodes.
/// </summary>
public static class RobotPace
{
    public const int PerMinute = 20;

    public const int Burst = 5;

    // Within any minute pass those of a burst and one for each interval: 5 + 60 / 4 = 20.
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1) / (PerMinute - Burst);

    /// <summary>The latest value of <see cref="Robot.PaceAt"/> with which a message may pass now.</summary>
    public static DateTime Latest(DateTime now) => now + (Burst - 1) * Interval;

    /// <summary>When the next message may pass.</summary>
    public static DateTime Earliest(DateTime? paceAt, DateTime now) =>
        paceAt - (Burst - 1) * Interval is { } earliest && earliest > now ? earliest : now;

    /// <summary>The robot's instant after a message has passed.</summary>
    public static DateTime After(DateTime? paceAt, DateTime now) => (paceAt > now ? paceAt.Value : now) + Interval;
}
