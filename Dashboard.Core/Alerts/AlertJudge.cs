using Concentric.Calendar;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Alerts;

/// <summary>
/// Holds figures against rules, as they are on a day. What is usual and what was aimed at is the judge's matter, so an alert says what
/// the chart of the same days says. Asks the cube alone; months that are over are asked once.
/// </summary>
public sealed class AlertJudge(CubeSnapshot snapshot, FigureJudge judge, WorkingCalendar calendar)
{
    /// <summary>Days of the figure that is judged, unless it is one that stands: whole weeks, so that weekends weigh alike.</summary>
    public const int WindowDays = 28;

    private readonly Dictionary<(string Metric, int? Community, DateOnly Month), (double? Value, double Cases, double? Target)> months = [];

    /// <summary>The days whose figure is held against a limit or what is usual: up to yesterday; of what stands, today.</summary>
    public static Period WindowOf(Metric metric, DateOnly today) =>
        metric.IsStanding ? new(today, today) : new(today.AddDays(-WindowDays), today.AddDays(-1));

    /// <summary>The working days that must all be without an entry: those up to yesterday.</summary>
    public static Period SilenceOf(int days, WorkingCalendar calendar, DateOnly today)
    {
        var last = today.AddDays(-1);
        var first = last;
        // A calendar without working days has an end too.
        for (var left = days; left > 0 && last.DayNumber - first.DayNumber < Period.MostDays - 1; first = first.AddDays(-1))
        {
            if (calendar.IsWorkingDay(first) && --left == 0) break;
        }

        return new(first, last);
    }

    /// <summary>How a figure stands on a day.</summary>
    /// <param name="metric">Null for one that there is no longer.</param>
    /// <param name="communityId">Null for the street.</param>
    public AlertReading Read(AlertTerms terms, Metric? metric, int? communityId, DateOnly today)
    {
        if (metric is null) return Unknown(AlertGap.NoMetric, new(today, today));
        int[]? ids = communityId is { } id ? [id] : null;
        return terms.Condition switch
        {
            AlertCondition.Worse => ReadWorse(metric, ids, today),
            AlertCondition.OffTarget => ReadTarget(metric, communityId, terms.Count ?? 1, today),
            AlertCondition.Silent => ReadSilence(metric, ids, terms.Count ?? 1, today),
            _ => ReadLimit(terms, metric, ids, today),
        };
    }

    private static AlertReading Unknown(AlertGap gap, Period period, double? value = null, double? target = null) =>
        new(AlertStanding.Unknown, gap, value, 0, null, target, period);

    private AlertReading ReadWorse(Metric metric, int[]? ids, DateOnly today)
    {
        var period = WindowOf(metric, today);
        if (!FigureJudge.IsJudged(metric)) return Unknown(AlertGap.NoRange, period);
        var figure = judge.Judge(snapshot.For(ids), ids, metric, new(period, PeriodKind.Custom, today));
        var usual = figure.Variation.Told(metric);
        return figure.Variation.Kind == VariationKind.Unknown
            ? Unknown(figure.Variation.Gap == VariationGap.NoCases ? AlertGap.NoCases : AlertGap.NoRange, period, figure.Now.Value)
            : new(figure.Variation.Kind == VariationKind.Worse ? AlertStanding.Bad : AlertStanding.Well, AlertGap.None, figure.Now.Value,
                figure.Now.N, usual, null, period);
    }

    private AlertReading ReadTarget(Metric metric, int? communityId, int count, DateOnly today)
    {
        var newest = Period.MonthOf(Period.MonthOf(today).From.AddDays(-1));
        var (value, cases, target) = MonthOf(metric, communityId, newest);
        if (target is not { } aim) return Unknown(AlertGap.NoTarget, newest, value);
        if (value is not { } reached) return Unknown(AlertGap.NoCases, newest, target: target);
        var standing = !Misses(metric, reached, aim) ? AlertStanding.Well : AlertStanding.Bad;
        for (var back = 1; back < count && standing == AlertStanding.Bad; back++)
        {
            var before = MonthOf(metric, communityId, Period.MonthOf(newest.From.AddMonths(-back)));
            // A month that can't be told has not missed its target.
            if (before is not { Value: { } was, Target: { } wanted } || !Misses(metric, was, wanted)) standing = AlertStanding.Between;
        }

        return new(standing, AlertGap.None, reached, cases, null, aim, newest);
    }

    private AlertReading ReadLimit(AlertTerms terms, Metric metric, int[]? ids, DateOnly today)
    {
        var period = WindowOf(metric, today);
        var figure = snapshot.For(ids).Read(metric, period, today);
        if (figure.Value is not { } value) return Unknown(AlertGap.NoCases, period);
        var isAbove = terms.Side == AlertSide.Above;
        var limit = terms.LimitMilli / 1_000.0 ?? 0;
        var clear = terms.ClearMilli / 1_000.0 ?? limit;
        var standing = (isAbove ? value > limit : value < limit) ? AlertStanding.Bad
            : (isAbove ? value <= clear : value >= clear) ? AlertStanding.Well : AlertStanding.Between;
        return new(standing, AlertGap.None, value, figure.N, null, null, period);
    }

    private AlertReading ReadSilence(Metric metric, int[]? ids, int days, DateOnly today)
    {
        var period = SilenceOf(days, calendar, today);
        var slice = snapshot.For(ids);
        // Whoever has not begun to record has not stopped.
        if (!slice.Covers(metric, period, today)) return Unknown(AlertGap.NotRecorded, period);
        var cases = slice.Read(metric, period, today).N;
        return new(cases == 0 ? AlertStanding.Bad : AlertStanding.Well, AlertGap.None, cases, cases, null, null, period);
    }

    private static bool Misses(Metric metric, double value, double target) =>
        metric.Polarity == Polarity.LessIsBetter ? value > target : value < target;

    /// <summary>A month as it stood at its end, with its target.</summary>
    private (double? Value, double Cases, double? Target) MonthOf(Metric metric, int? communityId, Period month)
    {
        if (months.TryGetValue((metric.Key, communityId, month.From), out var known)) return known;
        int[]? ids = communityId is { } id ? [id] : null;
        var figure = judge.Judge(snapshot.For(ids), ids, metric, new(month, PeriodKind.Month, month.To.AddDays(1)));
        return months[(metric.Key, communityId, month.From)] = (figure.Now.Value, figure.Now.N, figure.Target);
    }
}
