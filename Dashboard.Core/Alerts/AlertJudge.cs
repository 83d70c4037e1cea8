using Concentric.Calendar;
using Concentric.Ledgers;
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

    /// <summary>Of a month: the figures of the one before are judged from this working day on, once its last days are entered.</summary>
    public const int MonthFromWorkingDay = 2;

    private readonly Dictionary<(string Metric, int? Community, DateOnly Month), MonthRead> months = [];

    /// <summary>True for a metric that is 0 only where nothing was entered: not for one that sums what the records say.</summary>
    public static bool CountsEntries(Metric metric) => metric.AddsUp && VariationReader.ModelOf(metric) != ProcessModel.Sum;

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
            ? Unknown(figure.Variation.Gap switch
            {
                VariationGap.NoCases => AlertGap.NoCases,
                VariationGap.AllZero => AlertGap.AllZero,
                _ => AlertGap.NoRange,
            }, period, figure.Now.Value) with
            {
                Restart = figure.Variation.Gap is VariationGap.TooFewSinceRestart or VariationGap.RestartWithin or VariationGap.AllZero
                    ? figure.Variation.Restart : null,
                JoinedOn = figure.Variation.JoinedOn,
            }
            : new(figure.Variation.Kind == VariationKind.Worse ? AlertStanding.Bad : AlertStanding.Well, AlertGap.None, figure.Now.Value,
                figure.Now.N, usual, null, period);
    }

    private AlertReading ReadTarget(Metric metric, int? communityId, int count, DateOnly today)
    {
        var month = Period.MonthOf(today);
        var isEarly = calendar.WorkingDaysBetween(month.From.AddDays(-1), today) < MonthFromWorkingDay;
        var newest = Period.MonthOf(month.From.AddMonths(isEarly ? -2 : -1));
        List<MonthRead> row = [.. Enumerable.Range(0, count).Select(back =>
            MonthOf(metric, communityId, Period.MonthOf(newest.From.AddMonths(-back))))];
        var (value, cases, target, isCovered) = row[0];
        if (target is not { } aim) return Unknown(AlertGap.NoTarget, newest, value);
        if (value is not { } reached) return Unknown(AlertGap.NoCases, newest, target: target);
        var misses = row.TrueForAll(one => one is { Value: { } was, Target: { } wanted } && Misses(metric, was, wanted));
        // More of what was not recorded can only make worse what is too much already.
        var isSure = metric.Polarity == Polarity.LessIsBetter && misses;
        if (metric.AddsUp && !isCovered && !isSure) return Unknown(AlertGap.NotRecorded, newest, value, target);
        if (!Misses(metric, reached, aim)) return Read(AlertStanding.Well);
        // A month that can't be told has not missed its target.
        if (!misses || (metric.AddsUp && !isSure && !row.TrueForAll(one => one.IsCovered))) return Read(AlertStanding.Between);
        if (!metric.AddsUp || !metric.Unit.IsWhole()) return Read(AlertStanding.Bad);
        // No month can have half a one: what the months lack together must be whole ones, but for one of which nothing was done at all.
        var (all, due) = (row.Sum(one => one.Value!.Value), row.Sum(one => one.Target!.Value));
        if (MetricTargets.IsLittle(metric, due)) return Unknown(AlertGap.LittleTarget, newest, value, target);
        var lacks = metric.Polarity == Polarity.LessIsBetter ? all > Math.Ceiling(due - Rounding)
            : all < Math.Max(1, Math.Floor(due + Rounding));
        return Read(lacks ? AlertStanding.Bad : AlertStanding.Between);

        AlertReading Read(AlertStanding standing) => new(standing, AlertGap.None, reached, cases, null, aim, newest);
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
        // What came before recording began is missing: of a count only what is above already is sure.
        if (metric.AddsUp && !(isAbove && standing == AlertStanding.Bad) && !snapshot.For(ids).Covers(metric, period, today))
            return Unknown(AlertGap.NotRecorded, period, value);
        return new(standing, AlertGap.None, value, figure.N, null, null, period);
    }

    private AlertReading ReadSilence(Metric metric, int[]? ids, int days, DateOnly today)
    {
        var period = SilenceOf(days, calendar, today);
        var slice = snapshot.For(ids);
        // Whoever has not begun to record has not stopped.
        if (!slice.Covers(metric, period, today)) return Unknown(AlertGap.NotRecorded, period);
        var cases = slice.Read(metric, period, today).N;
        // Entries of nothing are entries.
        if (cases == 0 && !CountsEntries(metric)) return Unknown(AlertGap.NoCases, period);
        return new(cases == 0 ? AlertStanding.Bad : AlertStanding.Well, AlertGap.None, cases, cases, null, null, period);
    }

    /// <summary>Less than this is no difference between what is summed.</summary>
    private const double Rounding = 1e-9;

    private static bool Misses(Metric metric, double value, double target) =>
        metric.Polarity == Polarity.LessIsBetter ? value > target : value < target;

    /// <summary>A month as it stood at its end, with its target.</summary>
    private MonthRead MonthOf(Metric metric, int? communityId, Period month)
    {
        if (months.TryGetValue((metric.Key, communityId, month.From), out var known)) return known;
        int[]? ids = communityId is { } id ? [id] : null;
        var (slice, on) = (snapshot.For(ids), month.To.AddDays(1));
        var figure = slice.Read(metric, month, on);
        return months[(metric.Key, communityId, month.From)] = new(figure.Value, figure.N,
            judge.Share(slice, ids, metric, new(month, PeriodKind.Month, on)), slice.Covers(metric, month, on));
    }

    /// <summary>A month's figure with its share of the target, unrounded.</summary>
    /// <param name="IsCovered">False when such records were not kept from its first day on.</param>
    private readonly record struct MonthRead(double? Value, double Cases, double? Target, bool IsCovered);
}
