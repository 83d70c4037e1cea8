using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>
/// What the street has set itself for a year. A target belongs to the slice for which it was set: all communities, and of what
/// adds up the whole year. So it can be had only for a slice; some communities have none, and a part of a year has its share.
/// </summary>
/// <param name="Year">By metric key, in the metric's unit; a rate as a fraction.</param>
public sealed record StreetTargets(IReadOnlyDictionary<string, double> Year)
{
    /// <summary>The target of a slice; null when none was set for it.</summary>
    /// <param name="communityIds">Null for all; a target of the street is not one of some of its communities.</param>
    public double? Of(Metric metric, PeriodOnDay when, IReadOnlyList<int>? communityIds) =>
        communityIds is not null || !when.HasBegun || !Year.TryGetValue(metric.Key, out var year) ? null
        : metric.AddsUp ? Math.Round(year * YearsOf(when.Period.From, when.AsOf)) : year;

    public static async Task<StreetTargets> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) =>
        new(await db.MetricTargets.AsNoTracking()
            .ToDictionaryAsync(target => target.MetricKey, target => target.AmountMilli / 1_000.0, cancellationToken));

    /// <summary>A part of a year by its days that have come: of each year its share.</summary>
    private static double YearsOf(DateOnly from, DateOnly to)
    {
        var years = 0.0;
        for (var year = from.Year; year <= to.Year; year++)
        {
            DateOnly first = new(year, 1, 1), last = new(year, 12, 31);
            years += ((to < last ? to : last).DayNumber - (from > first ? from : first).DayNumber + 1) / (double)last.DayOfYear;
        }

        return years;
    }
}
