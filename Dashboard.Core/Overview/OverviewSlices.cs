using Concentric.Calendar;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Overview;

/// <summary>
/// The overview of a slice, read once for all who look at it with the same rights. Its parts are shared apart: two periods have the
/// same list of what is late, and a change of an activity reads no petition.
/// </summary>
public sealed class OverviewSlices(
    MetricCube cube, OverviewReader reader, OverviewLists lists, OverviewContext context, Restatements restatements,
    TargetDirectory targets, WorkingCalendars calendars, ProcessRestartDirectory restarts, OfficeClock clock,
    SharedReads shared)
{
    /// <summary>Rows of the list of what is late.</summary>
    public const int OverdueShown = 8;

    /// <summary>Rows of the list of last changes.</summary>
    public const int ChangesShown = 8;

    private static readonly string Petition = RecordKinds.NameOf<Petition>();
    private static readonly string Hazard = RecordKinds.NameOf<Hazard>();
    private static readonly string Posting = RecordKinds.NameOf<Posting>();

    /// <summary>Reads the slice; null while the cube is being counted.</summary>
    /// <param name="question">Its communities already within the caller's.</param>
    public async Task<OverviewState?> ReadAsync(OverviewQuestion question, CurrentUser caller, CancellationToken cancellationToken)
    {
        if (cube.Current is null) return null;
        var key = new SliceKey(question.When, Ids(question.CommunityIds), Ids(question.Listed), Ids(question.Street), question.RankBy,
            string.Join(',', question.DividedBy.Select(one => $"{one.Key}:{one.Value.Households}:{one.Value.HoldsFrom.DayNumber}")),
            Ids(caller.CommunityIds));
        return await shared.GetAsync(key, _ => true, stop => AssembleAsync(question, caller, stop), cancellationToken);
    }

    private async Task<OverviewState> AssembleAsync(OverviewQuestion question, CurrentUser caller, CancellationToken cancellationToken)
    {
        var (asOf, snapshot) = (clock.UtcNow, cube.Current!);
        var (when, ids) = (question.When, question.CommunityIds);
        var figures = reader.Read(snapshot, question);
        var late = await shared.GetAsync(new LateKey(Ids(ids), when.AsOf, when.Today), kind => kind == Petition || kind == Hazard,
            async stop => (Worst: await lists.WorstOverdueAsync(ids, when.AsOf, when.Today, OverdueShown, stop),
                Due: await lists.DueOnAsync(ids, when.AsOf, when.Today, stop)), cancellationToken);
        var recent = await shared.GetAsync(new RecentKey(Ids(caller.CommunityIds)), _ => true,
            stop => lists.RecentChangesAsync(caller, ChangesShown, stop), cancellationToken);
        var trend = new Period(figures.Months[0].From, figures.Months[^1].To);
        var postings = await shared.GetAsync(new PostingsKey(trend, Ids(ids)), kind => kind == Posting,
            stop => context.PostingsAsync(trend, ids, stop), cancellationToken);
        var calendar = await calendars.GetAsync(cancellationToken);
        var begun = await restarts.GetAsync(cancellationToken);
        var isSynthetic = await shared.GetAsync(new OriginKey(), _ => false, context.IsSyntheticAsync, cancellationToken);
        var set = await targets.GetAsync(cancellationToken);
        return new(asOf, figures, late.Worst, late.Due, recent, postings, TargetsOf(set, snapshot, when, ids),
            CommunityTargetsOf(set, snapshot, when, figures, question.RankBy), ids,
            VariationsOf(snapshot, question, calendar, begun), DaysOf(when, calendar), isSynthetic,
            await RestatedAsync(when.Period, ids, figures.IsByHouseholds, cancellationToken),
            // Only the ranking is divided by households, and it has no figure of the period before.
            when.Previous is { } previous ? await RestatedAsync(previous.Period, ids, false, cancellationToken) : null);
    }

    private Dictionary<string, FigureVariation> VariationsOf(CubeSnapshot snapshot, OverviewQuestion question, WorkingCalendar calendar,
        ProcessRestarts begun)
    {
        var (ids, slice) = (question.CommunityIds, snapshot.For(question.CommunityIds));
        return OverviewReader.Judged.Select(key => cube.Catalogue[key]).ToDictionary(metric => metric.Key, metric => VariationReader.Judge(
            slice, metric, question.When, calendar, begun.RestartsOf(ids, question.Street.Count, metric)));
    }

    private static ComparedDays DaysOf(PeriodOnDay when, WorkingCalendar calendar)
    {
        return new(Days(when.Period with { To = when.AsOf }), Days(when.Previous?.Period), Days(when.YearBefore?.Period));

        int Days(Period? period) =>
            period is { } one && one.From <= one.To ? calendar.WorkingDaysBetween(one.From.AddDays(-1), one.To) : 0;
    }

    private Task<Restatement?> RestatedAsync(Period period, IReadOnlyList<int>? ids, bool isByHouseholds,
        CancellationToken cancellationToken) =>
        shared.GetAsync(new RestatedKey(period, Ids(ids), isByHouseholds), _ => true,
            stop => restatements.OfAsync(period, ids, null, isByHouseholds, stop), cancellationToken);

    private Dictionary<string, double> TargetsOf(MetricTargets set, CubeSnapshot snapshot, PeriodOnDay when, IReadOnlyList<int>? ids)
    {
        var slice = snapshot.For(ids);
        return OverviewReader.Tiles.Select(key => cube.Catalogue[key])
            .Select(metric => (metric.Key, Target: set.Of(metric, when, ids, past => slice.Read(metric, past, when.Today).Value)))
            .Where(one => one.Target is not null).ToDictionary(one => one.Key, one => one.Target!.Value);
    }

    private Dictionary<int, double> CommunityTargetsOf(MetricTargets set, CubeSnapshot snapshot, PeriodOnDay when, OverviewFigures figures,
        string rankBy)
    {
        var metric = cube.Catalogue[OverviewReader.RankedBy(rankBy)];
        return figures.Communities.Select(line => line.CommunityId).Select(id => (Id: id, Target: set.Of(metric, when, [id],
            past => snapshot.For([id]).Read(metric, past, when.Today).Value)))
            .Where(one => one.Target is not null).ToDictionary(one => one.Id, one => one.Target!.Value);
    }

    private static string? Ids(IReadOnlyList<int>? ids) => ids is null ? null : string.Join(',', ids);

    private sealed record SliceKey(PeriodOnDay When, string? Communities, string? Listed, string? Street, string RankBy, string Households,
        string? Own);

    private sealed record LateKey(string? Communities, DateOnly Day, DateOnly Today);

    private sealed record RecentKey(string? Own);

    private sealed record PostingsKey(Period Trend, string? Communities);

    private sealed record RestatedKey(Period Period, string? Communities, bool IsByHouseholds);

    private sealed record OriginKey;
}
