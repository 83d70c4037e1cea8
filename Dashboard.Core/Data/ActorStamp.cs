using Concentric.Time;

namespace Concentric.Data;

/// <summary>Who enters a step, when, and on which day of the office.</summary>
/// <param name="By">Shown in the timeline.</param>
/// <param name="At">Instant of entry (UTC).</param>
/// <param name="Today">The office's day at that instant; nothing may happen after it.</param>
/// <param name="MaySkipStages">True when the one who enters may pass over a stage, with a reason.</param>
public sealed record ActorStamp(string By, DateTime At, DateOnly Today, bool MaySkipStages = false)
{
    public static ActorStamp Of(CurrentUser caller, OfficeClock clock)
    {
        var now = clock.UtcNow;
        return new(caller.Name, now, clock.DayOf(now), caller.MaySkipStages);
    }
}
