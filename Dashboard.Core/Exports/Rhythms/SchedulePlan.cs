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
    /// <param name="covered">As <see cref="PeriodAt"/> has it, of the first of them.</param>
    public IReadOnlyList<PlannedRun> Next(DateTime utcNow, OfficeDays office, int count, DateOnly? covered = null)
    {
        var runs = new List<PlannedRun>();
        foreach (var moment in Rhythm.After(utcNow, office).Take(count))
        {
            var day = DayOf(moment, office.Zone);
            runs.Add(new(moment, runs.Count == 0 ? PeriodAt(moment, office, covered)
                : DayOf(runs[^1].At, office.Zone) is var before && before == day ? runs[^1].Period
                : Covers.On(day, before)));
        }

        return runs;
    }

    /// <summary>
    /// The period of a run at a moment (UTC). Since the run before means since an earlier day: several runs of one day, and one that
    /// somebody asks for after it, cover the same.
    /// </summary>
    /// <param name="covered">
    /// The last day that an earlier run has covered, for <see cref="Coverage.SinceLastRun"/>; null when none was made, and then the
    /// rhythm says when the run before would have been.
    /// </param>
    public Period PeriodAt(DateTime moment, OfficeDays office, DateOnly? covered = null)
    {
        var day = DayOf(moment, office.Zone);
        if (Covers.Coverage != Coverage.SinceLastRun) return Covers.On(day, null);
        if (covered is { } last) return Covers.On(day, last.AddDays(1));
        var today = RhythmMoments.MomentOf(day, TimeOnly.MinValue, office.Zone);
        return Covers.On(day,
            Rhythm.Last(DateTime.MinValue, today.AddTicks(-1), office) is { } before ? DayOf(before, office.Zone) : null);
    }

    private static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));
}
