using Concentric.Calendar;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>
/// Judges figures with all that they are judged by: targets, working days, restarts. It asks the cube alone, so fifty
/// communities are judged without a statement to the store. docs/decisions/signal-or-noise.md.
/// </summary>
/// <param name="communities">How many the street has.</param>
public sealed class FigureJudge(MetricTargets targets, WorkingCalendar calendar, ProcessRestarts restarts, int communities)
{
    /// <summary>Months in the trend of a figure.</summary>
    public const int TrendMonths = 12;

    /// <summary>Another one once what figures are judged by, apart from their records, has changed.</summary>
    public string Stamp => $"{targets.Stamp}|{restarts.Stamp}|{calendar.Stamp}|{communities}";

    /// <summary>
    /// Metrics that can be judged: not those that count different ones, whose weeks don't add up, nor those of which the past is not kept.
    /// </summary>
    public static bool IsJudged(Metric metric) =>
        VariationReader.ModelOf(metric) is not null && metric.IsPastKept;

    /// <summary>Judges a figure.</summary>
    /// <param name="communityIds">Those of the slice; null for the street.</param>
    /// <param name="hasTrend">Whether its last months are read as well.</param>
    public JudgedFigure Judge(CubeSlice slice, IReadOnlyList<int>? communityIds, Metric metric, PeriodOnDay when, bool hasTrend = false)
    {
        var variation = VariationReader.Judge(slice, metric, when, calendar, restarts.RestartsOf(communityIds, communities, metric));
        var target = TargetOf(slice, communityIds, metric, when);
        return new(metric.Key, slice.Read(metric, when.Period, when.Today), variation, target, variation.Assures(metric, target),
            hasTrend ? TrendOf(slice, metric, when) : []);
    }

    /// <summary>The target of a figure, unrounded and however little it is; null where none is set.</summary>
    /// <inheritdoc cref="Judge"/>
    public double? Share(CubeSlice slice, IReadOnlyList<int>? communityIds, Metric metric, PeriodOnDay when) =>
        targets.Share(metric, when, communityIds, past => slice.Read(metric, past, when.Today).Value);

    /// <summary>How many times larger than by chance alone the variance of a figure is; null where that can't be told.</summary>
    /// <inheritdoc cref="Judge"/>
    public double? Inflation(CubeSlice slice, IReadOnlyList<int>? communityIds, Metric metric, PeriodOnDay when) =>
        VariationReader.Inflation(slice, metric, when, calendar, restarts.RestartsOf(communityIds, communities, metric));

    /// <summary>The last restart after a day and up to another; null without one.</summary>
    public ProcessRestart? RestartBetween(IReadOnlyList<int>? communityIds, Metric metric, DateOnly after, DateOnly through) =>
        restarts.RestartsOf(communityIds, communities, metric).LastOrDefault(one => one.Day > after && one.Day <= through);

    /// <summary>Draws a metric's chart up to the last day of a period; null for a metric that can't be judged.</summary>
    /// <param name="asOf">Of the snapshot.</param>
    /// <param name="prefersWeeks">Weeks although there are months enough.</param>
    public MetricChart? Chart(DateTime asOf, CubeSlice slice, IReadOnlyList<int>? communityIds, Metric metric, PeriodOnDay when,
        bool prefersWeeks)
    {
        if (!IsJudged(metric)) return null;
        var begun = restarts.RestartsOf(communityIds, communities, metric);
        if (VariationReader.Chart(slice, metric, when.AsOf, when.Today, calendar, begun, prefersWeeks) is not { } chart) return null;
        var figure = Judge(slice, communityIds, metric, when, hasTrend: true);
        var judged = chart.Points.Where(point => !point.IsBeforeRestart).ToList();
        var points = chart.Points.Select(point => PointOf(point, chart, judged, metric,
            TargetOf(slice, communityIds, metric, new(point.Period, PeriodKind.Custom, point.Period.To.AddDays(1))))).ToList();
        // Of a period that is over it is known whether it was met.
        var reaches = !when.IsRunning || metric.AddsUp || figure.Target is not { } aim || metric.Polarity == Polarity.Neutral ? null
            : TargetForecast.PointsUntil([.. points.Where(point => point.IsOver && !point.IsBeforeRestart).Select(point => point.Value)],
                aim, metric.Polarity == Polarity.MoreIsBetter);
        return new(asOf, when.Period, when.Kind, when.Today, DaysOf(when.Period with { To = when.AsOf }), figure,
            PaceOf(slice, communityIds, metric, when, figure.Now.Value),
            reaches is { } ahead && judged.LastOrDefault(point => point.IsOver) is { } newest ? Ahead(newest.Period, ahead, chart) : null,
            chart.Model, chart.IsMonthly, chart.HasBoth, chart.Gap, chart.Restart, points)
        { Restarts = chart.Restarts, JoinedOn = chart.JoinedOn };
    }

    /// <summary>Working days of a period; 0 of one that has not begun.</summary>
    public int DaysOf(Period? period) =>
        period is { } one && one.From <= one.To && one.From > DateOnly.MinValue
            ? calendar.WorkingDaysBetween(one.From.AddDays(-1), one.To) : 0;

    private double? TargetOf(CubeSlice slice, IReadOnlyList<int>? communityIds, Metric metric, PeriodOnDay when) =>
        targets.Of(metric, when, communityIds, past => slice.Read(metric, past, when.Today).Value);

    private static DateOnly Ahead(Period newest, int points, VariationChart chart) =>
        chart.IsMonthly ? newest.From.AddMonths(points) : newest.From.AddDays(7 * points);

    private static MetricChartPoint PointOf(VariationPoint point, VariationChart chart, List<VariationPoint> judged, Metric metric,
        double? target)
    {
        var charted = point.Charted;
        var size = chart.Model is ProcessModel.Events or ProcessModel.Sum ? charted.Point.Exposure : 1;
        double? Sized(double limit) => double.IsNaN(limit) ? null : limit * size;
        var stands = charted.Rule != ProcessRule.None;
        return new(
            point.Period, charted.Point.Value * size, charted.Point.Exposure, Sized(charted.Lower),
            point.IsBeforeRestart ? null : (point.Centre ?? chart.Baseline?.Centre) * size, Sized(charted.Upper), target,
            charted.Rule, charted.Side,
            point.IsBeforeRestart || !point.IsOver || chart.Baseline is null ? VariationKind.Unknown
                : VariationReader.KindOf(metric, charted.Side),
            stands ? judged[charted.Since].Period.From : null, stands ? judged.IndexOf(point) - charted.Since + 1 : 0, point.IsOver,
            point.IsBeforeRestart);
    }

    private static double?[] TrendOf(CubeSlice slice, Metric metric, PeriodOnDay when)
    {
        var first = Period.MonthOf(when.AsOf).From;
        return [.. Enumerable.Range(0, TrendMonths).Select(back => first.AddMonths(back - TrendMonths + 1)).Select(month =>
            Period.MonthOf(month) is var whole && whole.To > when.AsOf ? whole with { To = when.AsOf } : Period.MonthOf(month))
            .Select(month => slice.Read(metric, month, when.AtSameAge(month)).Value)];
    }

    /// <summary>How a figure comes along towards the target of its whole period: by as much a working day as so far.</summary>
    private TargetPace? PaceOf(CubeSlice slice, IReadOnlyList<int>? communityIds, Metric metric, PeriodOnDay when, double? value)
    {
        if (!metric.AddsUp || metric.Polarity == Polarity.Neutral || !when.HasBegun || value is not { } soFar) return null;
        var whole = when.Kind == PeriodKind.Custom ? when.Period : Period.Whole(when.Kind, when.Period.From);
        var over = when.Period with { To = when.AsOf.AddDays(-1) };
        if (whole.To <= when.AsOf || DaysOf(over) is var days && days == 0) return null;
        if (TargetOf(slice, communityIds, metric, new(whole, when.Kind, whole.To)) is not { } target) return null;
        var before = slice.Read(metric, over, when.Today).Value ?? 0;
        var pace = before / days;
        // Today is not over: it brings what a day brings, unless it has brought more already.
        var tonight = Math.Max(soFar, before + (calendar.IsWorkingDay(when.AsOf) ? pace : 0));
        var left = calendar.WorkingDaysBetween(when.AsOf, whole.To);
        DateOnly? reached = tonight >= target - 1e-9 ? when.AsOf
            : pace > 0 && Math.Ceiling(((target - tonight) / pace) - 1e-9) is var needed && needed <= left
                ? calendar.AddWorkingDays(when.AsOf, (int)needed) : null;
        return new(target, whole, tonight + (pace * left), reached, reached == when.AsOf && soFar < target);
    }
}
