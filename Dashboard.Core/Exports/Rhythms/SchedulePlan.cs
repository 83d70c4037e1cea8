using Concentric.Time;

namespace Concentric.Exports.Rhythms;

/// <summary>A run that is to come.</summary>
/// <param name="At">The moment (UTC).</param>
/// <param name="Period">What its workbook tells of.</param>
public readonly record struct PlannedRun(DateTime At, Period Period);

/// <summary>When a schedule is due, and which period each run covers.</summary>
public sealed record SchedulePlan(Rhythm Rhythm, CoveredPeriod Covers)
{
    /// <summary>The next runs after an instant (UTC); fewer when there are no more within five years.</summary>
    public IReadOnlyList<PlannedRun> Next(DateTime utcNow, OfficeDays office, int count)
    {
        var moments = Rhythm.After(utcNow, office).Take(count).ToList();
        return [.. moments.Select((moment, index) => new PlannedRun(moment,
            index > 0 ? PeriodOf(moment, moments[index - 1], office.Zone) : PeriodAt(moment, office)))];
    }

    /// <summary>The period of a run at a moment (UTC).</summary>
    public Period PeriodAt(DateTime moment, OfficeDays office) =>
        PeriodOf(moment, Covers.Coverage == Coverage.SinceLastRun ? Rhythm.Last(DateTime.MinValue, moment.AddTicks(-1), office) : null,
            office.Zone);

    private Period PeriodOf(DateTime moment, DateTime? before, TimeZoneInfo zone) =>
        Covers.On(DayOf(moment, zone), before is { } last ? DayOf(last, zone) : null);

    private static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
}
