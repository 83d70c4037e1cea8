using Concentric.Calendar;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>
/// Judges figures by their own past, from the cube: months where a year of them was recorded before the period, else weeks. What is
/// compared is alike: a count by the working days it had, a rate by its cases, one that matures by their age as well.
/// docs/decisions/signal-or-noise.md.
/// </summary>
public static class VariationReader
{
    /// <summary>Weeks further back than this tell of another time.</summary>
    private const int MostWeeks = 52;

    /// <summary>Points of a chart.</summary>
    private const int Charted = 60;

    /// <summary>Before any community began: what is asked with it is answered as if none had joined later.</summary>
    private static readonly DateOnly NobodyJoined = DateOnly.MinValue;

    /// <summary>Judges a figure.</summary>
    /// <param name="restarts">Days on which the process began anew, as a change of secretaries; oldest first.</param>
    public static FigureVariation Judge(CubeSlice slice, Metric metric, PeriodOnDay when, WorkingCalendar calendar,
        IReadOnlyList<ProcessRestart> restarts)
    {
        if (ModelOf(metric) is not { } model) return Unknown(VariationGap.CountsDistinct);
        if (!metric.IsPastKept) return Unknown(VariationGap.PastNotKept);
        var period = when.Period with { To = when.AsOf };
        if (!when.HasBegun) return Unknown(VariationGap.NoCases);
        var figure = slice.Read(metric, when.Period, when.Today);
        if (figure.Value is not { } value) return Unknown(VariationGap.NoCases);
        var exposure = ExposureOf(model, figure, period, calendar);
        // Today may still bring anything from nothing to a whole day's count.
        var over = IsByWorkingDay(model) && when.IsRunning
            ? ExposureOf(model, figure, period with { To = when.Today.AddDays(-1) }, calendar) : exposure;
        if (over <= 0)
        {
            return Unknown(!IsByWorkingDay(model) ? VariationGap.NoCases
                : when.IsRunning ? VariationGap.NoWorkingDays : VariationGap.WithoutWorkingDays);
        }

        if (LastOf(restarts, period.To) is { } within && within.Day > period.From)
        {
            // What was before and what came after are not one process. The chart says the same of what came after.
            var last = LastOver(when.AsOf, when.Today);
            var (_, _, since, restart) = PointsBefore(slice, metric, model, last, when.AsOf, when.Today, calendar, within);
            return (since == VariationGap.None ? Unknown(VariationGap.RestartWithin, within) : Unknown(since, restart)) with
            { JoinedOn = JoinedOn(slice, metric, since, when.AsOf, when.Today) };
        }

        var before = period.From.AddDays(-1);
        var ages = slice.AgesOf(metric, when.Period, when.Today);
        // Of one of the first day all of the period is after it, and all that is before the period of another process.
        if (BeginOf(slice, metric, when.AsOf, when.Today, LastOf(restarts, period.From)) is not var (from, begun))
            return Unknown(VariationGap.TooFewPoints) with { LacksBefore = true };
        var (isMonthly, grid) = (true, Months(before, calendar));
        Span<ProcessPoint> room = stackalloc ProcessPoint[MostWeeks + 1];
        var points = Observe(slice, metric, model, grid, from, ages, room);
        if (points.Length < ProcessBaseline.LeastPoints)
        {
            (isMonthly, grid) = (false, Weeks(before, calendar));
            points = Observe(slice, metric, model, grid, from, ages, room);
            if (points.Length < ProcessBaseline.LeastPoints)
            {
                var (_, _, gap, restart) = PointsBefore(slice, metric, model, before, when.AsOf, when.Today, calendar, begun);
                return Unknown(gap, restart) with
                { LacksBefore = true, JoinedOn = JoinedOn(slice, metric, gap, when.AsOf, when.Today) };
            }
        }

        var baseline = ProcessBaseline.Of(model, points);
        if (baseline is null) return Unknown(VariationGap.AllZero, begun);

        // From what is usual for the days that are over to what is for those that have begun: by then either end is out of the ordinary.
        var (least, most) = (baseline.Expect(over), baseline.Expect(exposure));
        var (fewest, size) = IsByWorkingDay(model) ? (over, exposure) : (1, 1);
        var usual = new UsualRange(most.Centre * size, least.Lower * fewest, most.Upper * size);
        var side = usual.SideOf(value);
        // A week or month within the period is as old as each was at its end, not as the whole period is.
        if (side != 0 && ages is not null)
            baseline = ProcessBaseline.Of(model, Observe(slice, metric, model, grid, from, null, room)) ?? baseline;
        return new(KindOf(metric, side), VariationGap.None, usual, isMonthly, baseline.Points,
            side == 0 ? null : SinceOf(slice, metric, model, when, calendar, isMonthly, baseline, side, period.From))
        { Restart = begun };
    }

    /// <summary>
    /// How many times larger than by chance alone the variance of a figure is, by the months or weeks before its period; null where
    /// that can't be told, or chance has no known size in the figure.
    /// </summary>
    /// <inheritdoc cref="Judge"/>
    public static double? Inflation(CubeSlice slice, Metric metric, PeriodOnDay when, WorkingCalendar calendar,
        IReadOnlyList<ProcessRestart> restarts)
    {
        if (ModelOf(metric) is not (ProcessModel.Rate or ProcessModel.Events) || !when.HasBegun) return null;
        var model = ModelOf(metric)!.Value;
        var exposure = ExposureOf(model, slice.Read(metric, when.Period, when.Today), when.Period with { To = when.AsOf }, calendar);
        var before = when.Period.From.AddDays(-1);
        var (points, _, gap, _) = PointsBefore(slice, metric, model, before, when.AsOf, when.Today, calendar,
            LastOf(restarts, when.Period.From));
        return gap != VariationGap.None ? null
            : ProcessBaseline.Of(model, [.. points.Select(point => point.Point)])?.Inflation(exposure);
    }

    /// <summary>Draws a metric's chart up to a day.</summary>
    /// <param name="prefersWeeks">Weeks although there are months enough; without enough weeks it stays with months.</param>
    /// <inheritdoc cref="Judge"/>
    public static VariationChart? Chart(CubeSlice slice, Metric metric, DateOnly through, DateOnly today, WorkingCalendar calendar,
        IReadOnlyList<ProcessRestart> restarts, bool prefersWeeks = false)
    {
        if (ModelOf(metric) is not { } model) return null;
        var last = LastOver(through, today);
        // One of today is not left out: what was before it is of another process from today on.
        var (points, isMonthly, gap, restart) =
            PointsBefore(slice, metric, model, last, through, today, calendar, LastOf(restarts, through));
        var hasBoth = false;
        if (isMonthly)
        {
            var begin = BeginOf(slice, metric, through, today, restart)!.Value.From;
            var weeks = Observe(slice, metric, model, Weeks(last, calendar), begin);
            hasBoth = weeks.Count >= ProcessBaseline.LeastPoints;
            if (hasBoth && prefersWeeks) (points, isMonthly) = (weeks, false);
        }

        var chart = ProcessChart.Of(model, [.. points.Select(point => point.Point)]);
        if (gap == VariationGap.None && chart.Baseline is null)
            gap = points.Count < ProcessBaseline.LeastPoints ? VariationGap.TooFewPoints : VariationGap.AllZero;
        var drawn = points.Zip(chart.Points, (point, charted) => new VariationPoint(point.Period, point.Value, charted, true)).ToList();
        if (Running(slice, metric, model, through, today, calendar, isMonthly) is { } running)
        {
            var own = slice.AgesOf(metric, running.Period, today) is { } ages && chart.Baseline is not null
                ? ProcessBaseline.Of(model, ProcessChart.OwnOf([.. Observe(slice, metric, model,
                    isMonthly ? Months(last, calendar) : Weeks(last, calendar), points[0].Period.From, ages)
                    .Select(point => point.Point)]))
                : chart.Baseline;
            var limits = own?.Limits(running.Point.Exposure) ?? new(double.NaN, double.NaN, double.NaN);
            drawn.Add(new(running.Period, running.Value,
                new(running.Point, limits.Lower, limits.Upper, ProcessRule.None, 0, drawn.Count), false)
            { Centre = own?.Centre });
        }

        List<VariationPoint> all = [.. Earlier(slice, metric, model, restart, through, today, calendar, isMonthly), .. drawn];
        all = [.. all.TakeLast(Charted)];
        // What lies before the first point, or is still to come, has no place in the drawing.
        return new(model, isMonthly, gap, restart, all, chart.Baseline, hasBoth)
        {
            Restarts = all.Count == 0 ? []
                : [.. restarts.Where(one => one.Day >= all[0].Period.From && one.Day <= all[^1].Period.To && one.Day <= through)],
            JoinedOn = JoinedOn(slice, metric, gap, through, today),
        };
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
    private static IEnumerable<VariationPoint> Earlier(CubeSlice slice, Metric metric, ProcessModel model, ProcessRestart? restart,
        DateOnly through, DateOnly today, WorkingCalendar calendar, bool isMonthly)
    {
        if (restart is null || BeginOf(slice, metric, through, today, null) is not { } begin) return [];
        var last = restart.Day.AddDays(-1);
        return Observe(slice, metric, model, isMonthly ? Months(last, calendar) : Weeks(last, calendar), begin.From)
            .Select(point => new VariationPoint(point.Period, point.Value,
                new(point.Point, double.NaN, double.NaN, ProcessRule.None, 0, 0), true)
            { IsBeforeRestart = true });
    }

    private static FigureVariation Unknown(VariationGap gap, ProcessRestart? restart = null) =>
        new(VariationKind.Unknown, gap, null, false, 0, null) { Restart = restart };

    /// <summary>The last of the days that have come by another; null without one.</summary>
    private static ProcessRestart? LastOf(IReadOnlyList<ProcessRestart> restarts, DateOnly through)
    {
        for (var i = restarts.Count - 1; i >= 0; i--) if (restarts[i].Day <= through) return restarts[i];
        return null;
    }

    internal static VariationKind KindOf(Metric metric, int side) => side == 0 ? VariationKind.AsUsual
        : metric.Polarity == Polarity.Neutral ? VariationKind.Changed
        : side > 0 == (metric.Polarity == Polarity.MoreIsBetter) ? VariationKind.Better : VariationKind.Worse;

    private static bool IsByWorkingDay(ProcessModel model) => model is ProcessModel.Events or ProcessModel.Sum;

    private static double ExposureOf(ProcessModel model, MetricValue figure, Period period, WorkingCalendar calendar) =>
        ExposureOf(model, figure, calendar.WorkingDaysBetween(period.From.AddDays(-1), period.To));

    private static double ExposureOf(ProcessModel model, MetricValue figure, int workingDays) =>
        model switch { ProcessModel.Rate or ProcessModel.Average => figure.N, ProcessModel.Level => 1, _ => workingDays };

    /// <summary>The last day of those up to another that is over: today is not.</summary>
    private static DateOnly LastOver(DateOnly through, DateOnly today) => through < today ? through : today.AddDays(-1);

    /// <summary>The whole months that ended by a day, or where they are too few the weeks, oldest first.</summary>
    /// <param name="judged">The last day of what is judged: communities that have joined by then are in it.</param>
    /// <param name="newest">The last restart that counts; null without one.</param>
    /// <returns>The restart is the one since which they are taken; null without one.</returns>
    private static (List<Observed> Points, bool IsMonthly, VariationGap Gap, ProcessRestart? Restart) PointsBefore(
        CubeSlice slice, Metric metric, ProcessModel model, DateOnly through, DateOnly judged, DateOnly today,
        WorkingCalendar calendar, ProcessRestart? newest)
    {
        if (BeginOf(slice, metric, judged, today, newest) is not var (from, restart))
            return ([], false, VariationGap.TooFewPoints, null);
        var months = Observe(slice, metric, model, Months(through, calendar), from);
        if (months.Count >= ProcessBaseline.LeastPoints) return (months, true, VariationGap.None, restart);
        var weeks = Observe(slice, metric, model, Weeks(through, calendar), from);
        if (weeks.Count >= ProcessBaseline.LeastPoints) return (weeks, false, VariationGap.None, restart);
        // Only where there would be enough without is it the restart, or who joined, that they are too few for.
        return (weeks, false, judged != NobodyJoined
            && PointsBefore(slice, metric, model, through, NobodyJoined, today, calendar, null).Gap == VariationGap.None
            ? restart is not null ? VariationGap.TooFewSinceRestart : VariationGap.TooFewSinceJoined : VariationGap.TooFewPoints, restart);
    }

    /// <summary>The month in which a community joined since which there is too little; null where that is not what is wanting.</summary>
    private static DateOnly? JoinedOn(CubeSlice slice, Metric metric, VariationGap gap, DateOnly judged, DateOnly today) =>
        gap == VariationGap.TooFewSinceJoined ? BeginOf(slice, metric, judged, today, null)?.From : null;

    /// <summary>The day since which all records that a metric counts are kept regularly; null when some are not.</summary>
    /// <param name="judged">The last day of what is judged: communities that have joined by then are in it.</param>
    public static DateOnly? RecordedSince(CubeSlice slice, Metric metric, DateOnly judged, DateOnly today)
    {
        DateOnly? recorded = null;
        foreach (var kind in metric.Kinds)
        {
            if (slice.RegularSince(kind, today, judged) is not { } since) return null;
            if (recorded is null || since > recorded) recorded = since;
        }

        return recorded;
    }

    /// <summary>
    /// The day since which a metric is judged: since its records are kept regularly, or since the last restart after that; null without
    /// regular records.
    /// </summary>
    /// <inheritdoc cref="PointsBefore"/>
    private static (DateOnly From, ProcessRestart? Restart)? BeginOf(CubeSlice slice, Metric metric, DateOnly judged, DateOnly today,
        ProcessRestart? newest) => RecordedSince(slice, metric, judged, today) is not { } begin ? null
            : newest is { } restart && restart.Day > begin ? (restart.Day, restart) : (begin, null);

    /// <summary>The points of a grid from the first whole period since a day on, as charts draw them.</summary>
    /// <inheritdoc cref="Read"/>
    private static List<Observed> Observe(CubeSlice slice, Metric metric, ProcessModel model, PeriodGrid grid, DateOnly from,
        AgeProfile? ages = null)
    {
        var points = new List<Observed>();
        Span<MetricValue> figures = stackalloc MetricValue[grid.Periods.Length];
        var start = Read(slice, metric, grid, from, ages, ref figures);
        for (var i = 0; i < figures.Length; i++)
        {
            if (PointOf(model, figures[i], grid.WorkingDays[start + i]) is { } point)
                points.Add(new(grid.Periods[start + i], figures[i], point));
        }

        return points;
    }

    /// <summary>The same, without what only a chart needs.</summary>
    /// <returns>The part of <paramref name="room"/> that was filled.</returns>
    private static Span<ProcessPoint> Observe(CubeSlice slice, Metric metric, ProcessModel model, PeriodGrid grid, DateOnly from,
        AgeProfile? ages, Span<ProcessPoint> room)
    {
        Span<MetricValue> figures = stackalloc MetricValue[grid.Periods.Length];
        var (start, count) = (Read(slice, metric, grid, from, ages, ref figures), 0);
        for (var i = 0; i < figures.Length; i++)
        {
            if (PointOf(model, figures[i], grid.WorkingDays[start + i]) is { } point) room[count++] = point;
        }

        return room[..count];
    }

    /// <summary>Reads figures as they stood at the end of each period: what became of its cases since is another period's.</summary>
    /// <param name="ages">How much time cases have had where that is not what they had at the end of each period.</param>
    /// <param name="figures">Room for the whole grid; what was read afterwards.</param>
    /// <returns>Place of the first period that was read.</returns>
    private static int Read(CubeSlice slice, Metric metric, PeriodGrid grid, DateOnly from, AgeProfile? ages,
        ref Span<MetricValue> figures)
    {
        var start = grid.FirstSince(from);
        figures = figures[start..];
        if (ages is null) slice.ReadSeries(metric, grid, start, figures);
        else slice.ReadSeriesAtAges(metric, grid, start, ages, figures);
        return start;
    }

    private static ProcessPoint? PointOf(ProcessModel model, MetricValue figure, int workingDays)
    {
        var exposure = ExposureOf(model, figure, workingDays);
        // A month without cases has no rate, and one without working days no pace: neither is a point.
        if (figure.Value is not { } value || exposure <= 0) return null;
        return new(IsByWorkingDay(model) ? value / exposure : value, exposure);
    }

    private static Observed? Running(CubeSlice slice, Metric metric, ProcessModel model, DateOnly through, DateOnly today,
        WorkingCalendar calendar, bool isMonthly)
    {
        if (through < today) return null;
        var period = (isMonthly ? Period.MonthOf(through) : Period.WeekOf(through)) with { To = through };
        if (period.From > through) return null;
        var figure = slice.Read(metric, period, today);
        return PointOf(model, figure, calendar.WorkingDaysBetween(period.From.AddDays(-1), period.To)) is { } point
            ? new(period, figure, point) : null;
    }

    /// <summary>Since when the newest weeks or months have stood on that side of the centre; null when the newest does not.</summary>
    private static DateOnly? SinceOf(CubeSlice slice, Metric metric, ProcessModel model, PeriodOnDay when, WorkingCalendar calendar,
        bool isMonthly, ProcessBaseline baseline, int side, DateOnly from)
    {
        DateOnly? since = null;
        var last = LastOver(when.AsOf, when.Today);
        var grid = isMonthly ? Months(last, calendar) : Weeks(last, calendar);
        foreach (var point in Observe(slice, metric, model, grid, from))
        {
            if (baseline.SideOf(point.Point.Value) != side) since = null;
            else since ??= point.Period.From;
        }

        return since;
    }

    private static PeriodGrid Months(DateOnly through, WorkingCalendar calendar) =>
        PeriodGrid.Months(through, ProcessChart.BaselinePoints + ProcessChart.JudgedPoints, calendar);

    private static PeriodGrid Weeks(DateOnly through, WorkingCalendar calendar) => PeriodGrid.Weeks(through, MostWeeks, calendar);

    private sealed record Observed(Period Period, MetricValue Value, ProcessPoint Point);
}
