using Concentric.Calendar;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Time;

namespace Concentric.ProcessCharts;

/// <summary>All judged metrics of a slice, or one metric of several slices.</summary>
/// <param name="AsOf">Instant (UTC) up to which every change is in them.</param>
/// <param name="Figures">By metric for one slice, or in the order of the slices for one metric.</param>
public sealed record JudgedFigures(DateTime AsOf, Period Period, PeriodKind Kind, DateOnly Today, IReadOnlyList<JudgedFigure> Figures)
{
    /// <summary>The period on the day.</summary>
    public PeriodOnDay When() => new(Period, Kind, Today);
}

/// <summary>
/// Charts and judgements as the pages show them, read once for all who look at the same slice. The communities asked for are already
/// within the caller's.
/// </summary>
public sealed class ChartSlices(
    MetricCube cube, TargetDirectory targets, WorkingCalendars calendars, ProcessRestartDirectory restarts, SharedReads shared)
{
    /// <summary>What figures are judged by.</summary>
    /// <param name="communities">How many the street has.</param>
    public async Task<FigureJudge> JudgeAsync(int communities, CancellationToken cancellationToken) =>
        new(await targets.GetAsync(cancellationToken), await calendars.GetAsync(cancellationToken),
            await restarts.GetAsync(cancellationToken), communities);

    /// <summary>A metric's chart; null while the cube is being counted, or for a metric that can't be judged.</summary>
    public async Task<MetricChart?> ChartAsync(Metric metric, PeriodOnDay when, IReadOnlyList<int>? communityIds, int communities,
        bool prefersWeeks, CancellationToken cancellationToken)
    {
        if (cube.Current is null) return null;
        return await shared.GetAsync(new ChartKey(metric.Key, when, Ids(communityIds), communities, prefersWeeks), _ => true, async stop =>
        {
            var (judge, snapshot) = (await JudgeAsync(communities, stop), cube.Current!);
            return judge.Chart(snapshot.AsOf, snapshot.For(communityIds), communityIds, metric, when, prefersWeeks);
        }, cancellationToken);
    }

    /// <summary>All metrics that can be judged, of one slice; null while the cube is being counted.</summary>
    public async Task<JudgedFigures?> OfSliceAsync(PeriodOnDay when, IReadOnlyList<int>? communityIds, int communities,
        CancellationToken cancellationToken)
    {
        if (cube.Current is null) return null;
        return await shared.GetAsync(new SliceKey(when, Ids(communityIds), communities), _ => true, async stop =>
        {
            var (judge, snapshot) = (await JudgeAsync(communities, stop), cube.Current!);
            var slice = snapshot.For(communityIds);
            return new JudgedFigures(snapshot.AsOf, when.Period, when.Kind, when.Today,
                [.. cube.Catalogue.All.Where(FigureJudge.IsJudged).Select(metric => judge.Judge(slice, communityIds, metric, when, true))]);
        }, cancellationToken);
    }

    /// <summary>One metric of each of some communities, in their order; null while the cube is being counted.</summary>
    public async Task<JudgedFigures?> OfCommunitiesAsync(Metric metric, PeriodOnDay when, IReadOnlyList<int> each, int communities,
        CancellationToken cancellationToken)
    {
        if (cube.Current is null) return null;
        return await shared.GetAsync(new CommunitiesKey(metric.Key, when, Ids(each), communities), _ => true, async stop =>
        {
            var (judge, snapshot) = (await JudgeAsync(communities, stop), cube.Current!);
            return new JudgedFigures(snapshot.AsOf, when.Period, when.Kind, when.Today,
                [.. each.Select(id => judge.Judge(snapshot.For([id]), [id], metric, when, true))]);
        }, cancellationToken);
    }

    private static string? Ids(IReadOnlyList<int>? ids) => ids is null ? null : string.Join(',', ids);

    private sealed record ChartKey(string Metric, PeriodOnDay When, string? Communities, int Street, bool IsWeekly);

    private sealed record SliceKey(PeriodOnDay When, string? Communities, int Street);

    private sealed record CommunitiesKey(string Metric, PeriodOnDay When, string? Each, int Street);
}
