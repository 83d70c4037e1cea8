using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Dashboard.Demo.Synthetic;

/// <summary>Instants of entry in office hours, never after now.</summary>
internal sealed class Moments(OfficeClock clock, SeededRandom random)
{
    private readonly Dictionary<DateOnly, DateTime> starts = [];
    private readonly DateTime now = clock.UtcNow.AddTicks(-(clock.UtcNow.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Some time on a day that is not after today, later than another instant.</summary>
    public DateTime On(DateOnly day, DateTime after = default)
    {
        if (!starts.TryGetValue(day, out var start)) starts.Add(day, start = clock.ToUtc(day.ToDateTime(new TimeOnly(8, 30))));
        var moment = start.AddSeconds(random.Below(8 * 3_600));
        if (moment < after) moment = after.AddSeconds(60 + random.Below(600));
        return moment <= now ? moment : now;
    }
}
