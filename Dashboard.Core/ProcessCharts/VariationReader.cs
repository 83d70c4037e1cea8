using Concentric.Calendar;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>
/// Judges figures by their own past, from the cube: months where a year of them was recorded before the period, else weeks. What is
/// compared is alike: a count by the working days it had, a rate by its cases. docs/decisions/signal-or-noise.md.
/// </summary>
public static class VariationReader
{
    /// <summary>Weeks further back than this tell of another time.</summary>
    private const int MostWeeks = 52;

    /// <summary>Points of a chart.</summary>
    private const int Charted = 60;

    /// <summary>Judges a figure.</summary>
    /// <param name="restarts">Days on which the process began anew, as a change of secretaries; in any order.</param>
    public static FigureVariation Judge(CubeSlice slice, Metric metric, PeriodOnDay when, WorkingCalendar calendar,
        IReadOnlyList<DateOnly> restarts)
    {
        if (ModelOf(metric) is not { } model) return Unknown(VariationGap.CountsDistinct);
        if (metric is StandingMetric { IsOfTodayOnly: true }) return Unknown(VariationGap.PastNotKept);
        var period = when.Period with { To = when.AsOf };
        if (!when.HasBegun) return Unknown(VariationGap.NoCases);
        var figure = slice.Read(metric, when.Period, when.Today);
        if (figure.Value is not { } value) return Unknown(VariationGap.NoCases);
        var exposure = ExposureOf(model, figure, period, calendar);
        // Today may still bring anything from nothing to a whole day's count.
        var over = IsByWorkingDay(model) && when.IsRunning
            ? ExposureOf(model, figure, period with { To = when.Today.AddDays(-1) }, calendar) : exposure;
        if (over <= 0) return Unknown(IsByWorkingDay(model) ? VariationGap.NoWorkingDays : VariationGap.NoCases);
        if (restarts.Any(period.Contains))
        {
            // What was before and what came after are not one process. The chart says the same of what came after.
            var since = PointsBefore(slice, metric, model, LastOver(when.AsOf, when.Today), when.Today, calendar, restarts).Gap;
            return Unknown(since == VariationGap.None ? VariationGap.RestartWithin : since);
        }

        var before = period.From.AddDays(-1);
        var (points, isMonthly, gap) = PointsBefore(slice, metric, model, before, when.Today, calendar, restarts);
        if (gap != VariationGap.None) return Unknown(gap);
        var baseline = ProcessBaseline.Of(model, [.. points.Select(point => point.Point)]);
        if (baseline is null) return Unknown(points.Count < ProcessBaseline.LeastPoints ? VariationGap.TooFewPoints : VariationGap.AllZero);

        // From what is usual for the days that are over to what is for those that have begun: by then either end is out of the ordinary.
        var (least, most) = (baseline.Expect(over), baseline.Expect(exposure));
        var (fewest, size) = IsByWorkingDay(model) ? (over, exposure) : (1, 1);
        var usual = new UsualRange(most.Centre * size, least.Lower * fewest, most.Upper * size);
        var side = usual.SideOf(value);
        return new(KindOf(metric, side), VariationGap.None, usual, isMonthly, points.Count,
            side == 0 ? null : SinceOf(slice, metric, model, when, calendar, isMonthly, baseline, side, period.From));
    }

    /// <summary>Draws a metric's chart up to a day.</summary>
    /// <param name="prefersWeeks">Weeks although there are months enough; without enough weeks it stays with months.</param>
    /// <inheritdoc cref="Judge"/>
    public static VariationChart? Chart(CubeSlice slice, Metric metric, DateOnly through, DateOnly today, WorkingCalendar calendar,
        IReadOnlyList<DateOnly> restarts, bool prefersWeeks = false)
    {
        if (ModelOf(metric) is not { } model) return null;
        var last = LastOver(through, today);
        var (points, isMonthly, gap) = PointsBefore(slice, metric, model, last, today, calendar, restarts);
        var hasBoth = false;
        if (isMonthly)
        {
            var begin = BeginOf(slice, metric, last, today, restarts)!.Value.From;
            var weeks = Observe(slice, metric, model, Weeks(begin, last), calendar);
            hasBoth = weeks.Count >= ProcessBaseline.LeastPoints;
            if (hasBoth && prefersWeeks) (points, isMonthly) = (weeks, false);
        }

        var chart = ProcessChart.Of(model, [.. points.Select(point => point.Point)]);
        if (gap == VariationGap.None && chart.Baseline is null)
            gap = points.Count < ProcessBaseline.LeastPoints ? VariationGap.TooFewPoints : VariationGap.AllZero;
        var drawn = points.Zip(chart.Points, (point, charted) => new VariationPoint(point.Period, point.Value, charted, true)).ToList();
        if (Running(slice, metric, model, through, today, calendar, isMonthly) is { } running)
        {
            var limits = chart.Baseline?.Limits(running.Point.Exposure) ?? new(double.NaN, double.NaN, double.NaN);
            drawn.Add(new(running.Period, running.Value,
                new(running.Point, limits.Lower, limits.Upper, ProcessRule.None, 0, drawn.Count), false));
        }

        var restart = restarts.Where(day => day <= last).DefaultIfEmpty().Max();
        List<VariationPoint> all = [.. Earlier(slice, metric, model, restart, through, today, calendar, isMonthly), .. drawn];
        return new(model, isMonthly, gap, restart == default ? null : restart, [.. all.TakeLast(Charted)], chart.Baseline, hasBoth);
    }

    /// <summary>How a metric's points scatter; null for one that counts different ones, whose months don't add up to a quarter.</summary>
    public static ProcessModel? ModelOf(Metric metric) => metric switch
    {
        DistinctMetric => null,
        MedianMetric or WeightedMetric => ProcessModel.Average,
        { IsStanding: true } => ProcessModel.Level,
        { IsRate: true } => ProcessModel.Rate,
        _ => metric.Unit is MetricUnit.Cases or MetricUnit.Events or MetricUnit.Visits or MetricUnit.Meetings or MetricUnit.Wishes
            or MetricUnit.Items or MetricUnit.Services ? ProcessModel.Events : ProcessModel.Sum,
    };

    /// <summary>What was before a restart: drawn to be looked at, and judged by nothing.</summary>
    private static IEnumerable<VariationPoint> Earlier(CubeSlice slice, Metric metric, ProcessModel model, DateOnly restart,
        DateOnly through, DateOnly today, WorkingCalendar calendar, bool isMonthly)
    {
        if (BeginOf(slice, metric, through, today, []) is not { } begin || restart <= begin.From) return [];
        var last = restart.AddDays(-1);
        return Observe(slice, metric, model, isMonthly ? Months(begin.From, last) : Weeks(begin.From, last), calendar)
            .Select(point => new VariationPoint(point.Period, point.Value,
                new(point.Point, double.NaN, double.NaN, ProcessRule.None, 0, 0), true)
            { IsBeforeRestart = true });
    }

    private static FigureVariation Unknown(VariationGap gap) => new(VariationKind.Unknown, gap, null, false, 0, null);

    internal static VariationKind KindOf(Metric metric, int side) => side == 0 ? VariationKind.AsUsual
        : metric.Polarity == Polarity.Neutral ? VariationKind.Changed
        : side > 0 == (metric.Polarity == Polarity.MoreIsBetter) ? VariationKind.Better : VariationKind.Worse;

    private static bool IsByWorkingDay(ProcessModel model) => model is ProcessModel.Events or ProcessModel.Sum;

    private static double ExposureOf(ProcessModel model, MetricValue figure, Period period, WorkingCalendar calendar) => model switch
    {
        ProcessModel.Rate or ProcessModel.Average => figure.N,
        ProcessModel.Level => 1,
        _ => calendar.WorkingDaysBetween(period.From.AddDays(-1), period.To),
    };

    /// <summary>The last day of those up to another that is over: today is not.</summary>
    private static DateOnly LastOver(DateOnly through, DateOnly today) => through < today ? through : today.AddDays(-1);

    /// <summary>The whole months that ended by a day, or where they are too few the weeks, oldest first.</summary>
    private static (List<Observed> Points, bool IsMonthly, VariationGap Gap) PointsBefore(CubeSlice slice, Metric metric,
        ProcessModel model, DateOnly through, DateOnly today, WorkingCalendar calendar, IReadOnlyList<DateOnly> restarts)
    {
        if (BeginOf(slice, metric, through, today, restarts) is not var (from, isRestart)) return ([], false, VariationGap.TooFewPoints);
        var months = Observe(slice, metric, model, Months(from, through), calendar);
        if (months.Count >= ProcessBaseline.LeastPoints) return (months, true, VariationGap.None);
        var weeks = Observe(slice, metric, model, Weeks(from, through), calendar);
        if (weeks.Count >= ProcessBaseline.LeastPoints) return (weeks, false, VariationGap.None);
        // Only where there would be enough without it is it the restart that they are too few for.
        return (weeks, false, isRestart
            && PointsBefore(slice, metric, model, through, today, calendar, []).Gap == VariationGap.None
            ? VariationGap.TooFewSinceRestart : VariationGap.TooFewPoints);
    }

    /// <summary>
    /// The day since which a metric is judged: since its records are kept regularly, or since the last restart after that; null without
    /// regular records.
    /// </summary>
    private static (DateOnly From, bool IsRestart)? BeginOf(CubeSlice slice, Metric metric, DateOnly through, DateOnly today,
        IReadOnlyList<DateOnly> restarts)
    {
        DateOnly? recorded = null;
        foreach (var kind in metric.Kinds)
        {
            if (slice.RegularSince(kind, today, through) is not { } since) return null;
            if (recorded is null || since > recorded) recorded = since;
        }

        var restart = restarts.Where(day => day <= through).DefaultIfEmpty().Max();
        return recorded is not { } begin ? null : restart > begin ? (restart, true) : (begin, false);
    }

    private static List<Observed> Observe(CubeSlice slice, Metric metric, ProcessModel model, IEnumerable<Period> periods,
        WorkingCalendar calendar)
    {
        var points = new List<Observed>();
        foreach (var period in periods)
        {
            // As it stood at its end: what became of its cases since is another period's.
            if (Observe(slice, metric, model, period, period.To.AddDays(1), calendar) is { } point) points.Add(point);
        }

        return points;
    }

    private static Observed? Observe(CubeSlice slice, Metric metric, ProcessModel model, Period period, DateOnly today,
        WorkingCalendar calendar)
    {
        var figure = slice.Read(metric, period, today);
        var exposure = ExposureOf(model, figure, period, calendar);
        // A month without cases has no rate, and one without working days no pace: neither is a point.
        if (figure.Value is not { } value || exposure <= 0) return null;
        return new(period, figure, new(IsByWorkingDay(model) ? value / exposure : value, exposure));
    }

    private static Observed? Running(CubeSlice slice, Metric metric, ProcessModel model, DateOnly through, DateOnly today,
        WorkingCalendar calendar, bool isMonthly)
    {
        if (through < today) return null;
        var period = (isMonthly ? Period.MonthOf(through) : Period.WeekOf(through)) with { To = through };
        return period.From > through ? null : Observe(slice, metric, model, period, today, calendar);
    }

    /// <summary>Since when the newest weeks or months have stood on that side of the centre; null when the newest does not.</summary>
    private static DateOnly? SinceOf(CubeSlice slice, Metric metric, ProcessModel model, PeriodOnDay when, WorkingCalendar calendar,
        bool isMonthly, ProcessBaseline baseline, int side, DateOnly from)
    {
        DateOnly? since = null;
        var last = LastOver(when.AsOf, when.Today);
        var periods = isMonthly ? Months(from, last) : Weeks(from, last);
        foreach (var point in Observe(slice, metric, model, periods, calendar))
        {
            if (Math.Sign(point.Point.Value - baseline.Centre) != side) since = null;
            else since ??= point.Period.From;
        }

        return since;
    }

    private static IEnumerable<Period> Months(DateOnly from, DateOnly through)
    {
        var first = from.Day == 1 ? from : Period.MonthOf(from).To.AddDays(1);
        var oldest = Period.MonthOf(through).From.AddMonths(-ProcessChart.BaselinePoints - ProcessChart.JudgedPoints);
        for (var month = Period.MonthOf(first > oldest ? first : oldest); month.To <= through; month = Period.MonthOf(month.To.AddDays(1)))
            yield return month;
    }

    private static IEnumerable<Period> Weeks(DateOnly from, DateOnly through)
    {
        var first = Period.WeekOf(from) is var week && week.From == from ? week : Period.WeekOf(week.To.AddDays(1));
        var oldest = Period.WeekOf(through.AddDays(-7 * MostWeeks));
        for (var one = first.From > oldest.From ? first : oldest; one.To <= through; one = Period.WeekOf(one.To.AddDays(1)))
            yield return one;
    }

    private sealed record Observed(Period Period, MetricValue Value, ProcessPoint Point);
}
