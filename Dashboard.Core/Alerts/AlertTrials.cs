using Concentric.Calendar;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Rules;
using Concentric.Time;

namespace Concentric.Alerts;

/// <summary>What a rule would do.</summary>
/// <param name="Now">How each place stands today, in order; a null place is the street.</param>
/// <param name="Began">When and where it would have begun on the working days of the last <see cref="AlertTrials.Months"/> months.</param>
/// <param name="IsPastKnown">False for a metric of which the past is not kept.</param>
public sealed record AlertTrial(
    Metric Metric, AlertTerms Terms, IReadOnlyList<(int? Place, AlertReading Reading)> Now,
    IReadOnlyList<(DateOnly Day, int? Place)> Began, bool IsPastKnown)
{
    /// <summary>Places where it would begin at once.</summary>
    public IEnumerable<(int? Place, AlertReading Reading)> Firing => Now.Where(one => one.Reading.Standing == AlertStanding.Bad);

    /// <summary>Places of which nothing can be told.</summary>
    public IEnumerable<(int? Place, AlertReading Reading)> Untold => Now.Where(one => one.Reading.Standing == AlertStanding.Unknown);

    /// <summary>True when it can be told of no place, so that it would never begin as things are.</summary>
    public bool IsUntold => Now.All(one => one.Reading.Standing == AlertStanding.Unknown);

    /// <summary>True when it would begin so often that nobody would go on reading it: more than monthly in a place, on average.</summary>
    public bool Chatters => Began.Count > AlertTrials.Months * Now.Count;
}

/// <summary>
/// Tries a rule before it is kept: today, and on each working day of the last year with the records as they are now known. Figures of
/// communities that the caller may not see are not read.
/// </summary>
public sealed class AlertTrials(
    MetricCube cube, MetricCatalogue catalogue, ChartSlices charts, CommunityDirectory directory, WorkingCalendars calendars,
    OfficeClock clock)
{
    /// <summary>How far back a rule is tried.</summary>
    public const int Months = 12;

    /// <summary>Tries what is being entered; null while the figures are being counted.</summary>
    /// <exception cref="RefusedException">Something is wrong with it, apart from whom it tells.</exception>
    public async Task<AlertTrial?> TryAsync(CurrentUser caller, AlertInput input, CancellationToken cancellationToken)
    {
        var names = await directory.GetAsync(cancellationToken);
        var check = new ValidationContext();
        var rule = new AlertRule { MetricKey = "", SetBy = "" };
        var metric = AlertChecking.Take(null, rule, input, catalogue, names, caller, check);
        check.ThrowIfAny();
        if (cube.Current is not { } snapshot) return null;
        var calendar = await calendars.GetAsync(cancellationToken);
        var judge = new AlertJudge(snapshot, await charts.JudgeAsync(names.All.Count, cancellationToken), calendar);
        var today = clock.Today;
        var isPastKnown = metric is not StandingMetric { IsOfTodayOnly: true };
        List<(int? Place, AlertReading)> now = [];
        List<(DateOnly Day, int? Place)> began = [];
        foreach (var place in rule.Watched(names.All))
        {
            // A year of days takes a while: other work of the page goes on between two places.
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            now.Add((place, judge.Read(rule.Terms, metric, place, today)));
            if (isPastKnown) began.AddRange(BeginningsOf(judge, rule, metric!, place, today, calendar).Select(day => (day, place)));
        }

        return new(metric!, rule.Terms, now, [.. began.OrderByDescending(one => one.Day)], isPastKnown);
    }

    /// <summary>
    /// The same of a rule that is kept, today alone, of the places that the caller may see: which of them can't be told, and why.
    /// </summary>
    public async Task<IReadOnlyList<(int? Place, AlertReading Reading)>?> NowAsync(CurrentUser caller, AlertRule rule,
        CancellationToken cancellationToken)
    {
        if (cube.Current is not { } snapshot) return null;
        var names = await directory.GetAsync(cancellationToken);
        var judge = new AlertJudge(snapshot, await charts.JudgeAsync(names.All.Count, cancellationToken),
            await calendars.GetAsync(cancellationToken));
        var (metric, today) = (catalogue.Find(rule.MetricKey), clock.Today);
        return [.. rule.Watched(names.All).Where(place => AlertTelling.MaySee(caller, place))
            .Select(place => (place, judge.Read(rule.Terms, metric, place, today)))];
    }

    private static IEnumerable<DateOnly> BeginningsOf(AlertJudge judge, AlertRule rule, Metric metric, int? place, DateOnly today,
        WorkingCalendar calendar)
    {
        var progress = new AlertProgress(false, null);
        for (var day = today.AddMonths(-Months); day <= today; day = day.AddDays(1))
        {
            if (!calendar.IsWorkingDay(day)) continue;
            var reading = judge.Read(rule.Terms, metric, place, day);
            (progress, var step) = progress.Look(reading.Standing, day, rule.WellDays, calendar, reading.Gap);
            if (step == AlertStep.Begins) yield return day;
        }
    }
}
