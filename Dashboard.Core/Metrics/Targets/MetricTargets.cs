using System.Globalization;
using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Metrics;

/// <summary>
/// What the office has set itself. A target belongs to the slice for which it was set: the street or one community, and its days. A
/// slice has one only if targets cover all of its days that have come; of what adds up it is their share, spread as each target says.
/// A target with days comes before one of each year.
/// </summary>
public sealed class MetricTargets(IReadOnlyList<MetricTarget> all, WorkingCalendar calendar)
{
    private readonly ILookup<(string, int?), MetricTarget> bySlice = all.ToLookup(target => (target.MetricKey, target.CommunityId));

    /// <summary>Another one once a target was set, changed or taken away.</summary>
    public string Stamp { get; } = string.Join(',', all.Select(target =>
        string.Create(CultureInfo.InvariantCulture, $"{target.Id}:{target.Version}")));

    public static async Task<MetricTargets> ReadAsync(DashboardDbContext db, CancellationToken cancellationToken) => new(
        await db.MetricTargets.AsNoTracking().ToListAsync(cancellationToken),
        new(await db.CalendarDays.AsNoTracking().ToListAsync(cancellationToken)));

    /// <summary>Of what is counted in whole ones: below this a share of a target is too little to be held against a figure.</summary>
    public const double Little = 0.5;

    /// <summary>True for a share that nothing at all would meet as well as something.</summary>
    public static bool IsLittle(Metric metric, double share) =>
        metric.AddsUp && metric.Polarity == Polarity.MoreIsBetter && (metric.Unit.IsWhole() ? share < Little : share <= 0);

    /// <summary>
    /// The target of a slice, unrounded: figures are held against what was set, and only what is written is rounded. Null when none was
    /// set for it, or when so little is due so far that nothing would meet it.
    /// </summary>
    /// <inheritdoc cref="Share"/>
    public double? Of(Metric metric, PeriodOnDay when, IReadOnlyList<int>? communityIds, Func<Period, double?>? past = null) =>
        Share(metric, when, communityIds, past) is { } share && !IsLittle(metric, share) ? share : null;

    /// <summary>The same, however little it is.</summary>
    /// <param name="metric">In whose unit it is; a rate as a fraction.</param>
    /// <param name="when">The days; those to come have none yet.</param>
    /// <param name="communityIds">Null for the street. Several communities have no target: one of the street is not theirs.</param>
    /// <param name="past">
    /// The figure of the slice in a period of the past, for targets that are spread as the year before; null when it can't be told.
    /// </param>
    public double? Share(Metric metric, PeriodOnDay when, IReadOnlyList<int>? communityIds, Func<Period, double?>? past = null)
    {
        if (!when.HasBegun || communityIds is { Count: not 1 }) return null;
        var targets = bySlice[(metric.Key, communityIds?[0])].ToList();
        if (targets.Count == 0) return null;
        var shares = SharesOf(targets, new(when.Period.From, when.AsOf));
        if (shares is null) return null;
        if (!metric.AddsUp) return shares.Select(share => share.Target.Amount).Distinct().Count() == 1 ? shares[0].Target.Amount : null;
        return shares.Sum(share => share.Part == share.Whole ? share.Target.Amount
            : share.Target.Amount * Fraction(share.Target, share.Part, share.Whole, past));
    }

    /// <summary>The targets that cover a period, each with its part of it and with all of its days; null when a day has none.</summary>
    private static List<(MetricTarget Target, Period Part, Period Whole)>? SharesOf(List<MetricTarget> targets, Period period)
    {
        var dated = targets.Where(target => target.FirstDay is not null).OrderBy(target => target.FirstDay).ToList();
        var yearly = targets.Find(target => target.FirstDay is null);
        var shares = new List<(MetricTarget, Period, Period)>();
        for (var day = period.From; day <= period.To;)
        {
            var last = period.To;
            if (dated.Find(target => target.FirstDay <= day && day <= target.LastDay) is { } found)
            {
                if (found.LastDay < last) last = found.LastDay!.Value;
                shares.Add((found, new(day, last), new(found.FirstDay!.Value, found.LastDay!.Value)));
            }
            else if (yearly is null) return null;
            else
            {
                // Up to the end of the year, or to where one with days begins.
                DateOnly first = new(day.Year, 1, 1), end = new(day.Year, 12, 31);
                if (end < last) last = end;
                if (dated.Find(target => target.FirstDay > day) is { } next && next.FirstDay <= last)
                    last = next.FirstDay!.Value.AddDays(-1);
                shares.Add((yearly, new(day, last), new(first, end)));
            }

            day = last.AddDays(1);
        }

        return shares;
    }

    private double Fraction(MetricTarget target, Period part, Period whole, Func<Period, double?>? past)
    {
        if (target.Spread == TargetSpread.YearBefore && past?.Invoke(whole.YearBefore()) is { } all and > 0
            && past(part.YearBefore()) is { } some) return some / all;
        if (target.Spread != TargetSpread.Days && WorkingDays(whole) is var days and > 0) return WorkingDays(part) / (double)days;
        return Days(part) / (double)Days(whole);
    }

    private int WorkingDays(Period period) => calendar.WorkingDaysBetween(period.From.AddDays(-1), period.To);

    private static int Days(Period period) => period.To.DayNumber - period.From.DayNumber + 1;
}

/// <summary>The targets, cached: a few dozen rows that every overview needs.</summary>
public sealed class TargetDirectory(
    IDbContextFactory<DashboardDbContext> factory, TimeProvider time, IChangeStamps? changes = null)
{
    /// <summary>How long a change may stay unseen where nothing tells of it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    // A target is spread over working days.
    private readonly KeptRows<MetricTargets> kept = new(factory, time, changes, Lifetime, RecordKinds.NameOf<MetricTarget>(),
        RecordKinds.NameOf<CalendarDay>());

    public ValueTask<MetricTargets> GetAsync(CancellationToken cancellationToken) =>
        kept.GetAsync(MetricTargets.ReadAsync, cancellationToken);

    /// <summary>Makes the next reader ask the store.</summary>
    public void Forget() => kept.Forget();
}
