using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Decomposition;

/// <summary>
/// Tells where the change of a figure comes from: by communities from the cube, by categories, sources and kinds by one statement for
/// each of the two periods. Read once for all who look at the same. docs/decisions/why-it-changed.md.
/// </summary>
public sealed class ChangeReader(
    MetricCube cube, MetricQueries queries, ChartSlices charts, CommunityDirectory directory, SharedReads shared)
{
    private static readonly string Posting = RecordKinds.NameOf<Communities.Posting>();

    /// <summary>Whether the figures of a metric are made of those of its parts.</summary>
    public static bool IsDivisible(Metric metric) =>
        metric is not MedianMetric && metric is not StandingMetric { IsOfTodayOnly: true };

    /// <summary>Explains the change of a figure; null while the cube is being counted.</summary>
    /// <param name="with">What the period is compared with.</param>
    /// <param name="communityIds">Within the caller's; null for the street.</param>
    public async Task<ExplainedChange?> ReadAsync(Metric metric, PeriodOnDay when, Comparison? with, IReadOnlyList<int>? communityIds,
        CancellationToken cancellationToken)
    {
        if (cube.Current is null) return null;
        var ids = communityIds is null ? null : string.Join(',', communityIds);
        return await shared.GetAsync(new Key(metric.Key, when, with, ids), kind =>
                metric.Kinds.Contains(kind) || kind == Posting || kind == ProcessEventCommands.Kind,
            stop => ReadOnceAsync(metric, when, with, communityIds, stop), cancellationToken);
    }

    private async Task<ExplainedChange> ReadOnceAsync(Metric metric, PeriodOnDay when, Comparison? with, IReadOnlyList<int>? communityIds,
        CancellationToken cancellationToken)
    {
        var names = await directory.GetAsync(cancellationToken);
        var judge = await charts.JudgeAsync(names.All.Count, cancellationToken);
        var snapshot = cube.Current!;
        var slice = snapshot.For(communityIds);
        var (now, was) = (slice.Read(metric, when.Period, when.Today), slice.ReadCompared(metric, when, with));
        var explained = new ExplainedChange(snapshot.AsOf, when.Period, when.Kind, when.Today, with, GapOf(metric, when, with, now, was),
            now, was.GetValueOrDefault(), default,
            new(judge.DaysOf(when.Period with { To = when.AsOf }), judge.DaysOf(with?.Period)), PartsGap.None, []);
        if (explained.Gap != ChangeGap.None) return explained;

        var dimensions = new List<(string Name, List<Part> Parts)>
        {
            (ChangeDimension.Community, ByCommunity(snapshot, metric, when, with!.Value, names.All.Select(one => one.Id), communityIds)),
        };
        dimensions.AddRange(await BySplitsAsync(metric, when, with.Value, communityIds, names, cancellationToken));
        foreach (var (_, parts) in dimensions)
        {
            var rest = new Part(ChangePartKind.Rest, "", Whole(metric, now) - Sum(parts, part => part.Now),
                Whole(metric, was!.Value) - Sum(parts, part => part.Was));
            if (!rest.IsEmpty) parts.Add(rest);
        }

        // A metric that is never judged says so here as well.
        var (first, last) = (First(when.Period.From, with.Value.Period.From), Last(when.AsOf, with.Value.Period.To));
        explained = explained with
        {
            Variation = judge.Judge(slice, communityIds, metric, when).Variation,
            Restart = judge.RestartBetween(communityIds, metric, first, last),
        };
        // An event of few communities, or their new secretary, is none of the whole; their own parts are of two processes by it.
        var begun = dimensions[0].Parts.Where(part => part.Kind == ChangePartKind.Community && explained.Restart is null)
            .Select(part => (part.Key, Restart: judge.RestartBetween([Id(part)], metric, first, last)))
            .Where(part => part.Restart is not null).ToDictionary(part => part.Key, part => part.Restart!);
        // What makes the whole no figure of one process, or none yet, does the same to its parts; so does what lies between two figures.
        var inflation = explained is { RestartWithin: not null } or { Restart: not null } or { Variation.Gap: VariationGap.NoWorkingDays }
            ? null
            : judge.Inflation(slice, communityIds, metric, when);
        var comparable = dimensions.SelectMany(dimension => dimension.Parts).Where(part => CanBeCompared(metric, part)).ToList();
        var looks = comparable.Count(part => RestartOf(part) is null);
        return explained with
        {
            PartsGap = GapOf(metric, explained, inflation, looks) is var gap && gap == PartsGap.NoCases && comparable.Count > 0
                ? PartsGap.RestartOfEach : gap,
            Dimensions = [.. dimensions.Where(dimension => dimension.Parts.Count > 1).Select(dimension =>
                new ChangeDimension(dimension.Name, Parts(metric, dimension.Parts, RestartOf, inflation, looks, explained.WorkingDays)))],
        };

        ProcessRestart? RestartOf(Part part) => part.Kind == ChangePartKind.Community ? begun.GetValueOrDefault(part.Key) : null;
    }

    private static int Id(Part community) => int.Parse(community.Key, CultureInfo.InvariantCulture);

    private static ChangeGap GapOf(Metric metric, PeriodOnDay when, Comparison? with, MetricValue now, MetricValue? was) =>
        !IsDivisible(metric) ? ChangeGap.NotDivisible
        : !when.HasBegun || with is null ? ChangeGap.NotBegun
        : now.Value is null ? ChangeGap.NoCases
        : was is null ? ChangeGap.NotCovered
        : was.Value.Value is null ? ChangeGap.NoCasesBefore : ChangeGap.None;

    private static PartsGap GapOf(Metric metric, ExplainedChange whole, double? inflation, int looks) =>
        !FigureJudge.IsJudged(metric) || VariationReader.ModelOf(metric) is not (ProcessModel.Rate or ProcessModel.Events)
            ? PartsGap.NoChance
        : whole.RestartWithin is not null ? PartsGap.RestartWithin
        : whole.Restart is { } restart ? GapOf(restart.Day, whole)
        : whole.Variation.Gap == VariationGap.NoWorkingDays ? PartsGap.NoWorkingDayYet
        : !metric.IsRate && (whole.WorkingDays.Now == 0 || whole.WorkingDays.Before == 0) ? PartsGap.NoWorkingDays
        : looks == 0 ? PartsGap.NoCases
        : inflation is null ? PartsGap.TooFewPoints : PartsGap.None;

    private static PartsGap GapOf(DateOnly restart, ExplainedChange whole) =>
        restart > whole.Period.From && restart <= whole.When().AsOf ? PartsGap.RestartWithin
        : whole.Before is { Period: var other } && restart > other.From && restart <= other.To ? PartsGap.RestartWithinOther
        : PartsGap.RestartBetween;

    private static DateOnly First(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Last(DateOnly one, DateOnly other) => one > other ? one : other;

    private static List<ChangePart> Parts(Metric metric, List<Part> parts, Func<Part, ProcessRestart?> restartOf, double? inflation,
        int looks, WorkingDaysCompared days)
    {
        var effects = metric.IsRate
            ? RateDecomposition.Of([.. parts.Select(part => part.Cases)])!
            : [.. parts.Select(part => new PartEffect(0, part.Now.Counted - part.Was.Counted))];
        return [.. parts.Zip(effects, (part, effect) => new ChangePart(part.Kind, part.Key, Value(metric, part.Now),
                Value(metric, part.Was), effect, StandingOf(metric, part, restartOf(part) is null ? inflation : null, looks, days))
            { Restart = restartOf(part) })
            .OrderByDescending(part => Math.Abs(part.Effect.Total)).ThenByDescending(part => part.Now.N + part.Was.N)];
    }

    private static VariationKind StandingOf(Metric metric, Part part, double? inflation, int looks, WorkingDaysCompared days)
    {
        if (inflation is not { } times || !CanBeCompared(metric, part)) return VariationKind.Unknown;
        if (!metric.IsRate && (days.Now == 0 || days.Before == 0)) return VariationKind.Unknown;
        return VariationReader.KindOf(metric, metric.IsRate ? TwoPeriods.SideOfRate(part.Cases, times, looks)
            : TwoPeriods.SideOfCount(part.Now.Counted, part.Was.Counted, days.Now, days.Before, times, looks));
    }

    /// <summary>A rate needs cases in both periods; what is left over is no part that anybody could ask.</summary>
    private static bool CanBeCompared(Metric metric, Part part) => part.Kind != ChangePartKind.Rest
        && (!metric.IsRate || (part.Now.Cases > 0 && part.Was.Cases > 0));

    /// <summary>
    /// What each community keeps alone, and what several share. What belongs to one alone is what the street loses without it, so joint
    /// records, each counted once, need no structure of their own.
    /// </summary>
    private static List<Part> ByCommunity(CubeSnapshot snapshot, Metric metric, PeriodOnDay when, Comparison with,
        IEnumerable<int> street, IReadOnlyList<int>? communityIds)
    {
        int[] all = [.. street];
        var hasJoint = metric is DistinctMetric || metric.Parts.Count > 0
            || Array.Exists(metric.Terms(when.Period, when.Today), term => term.Measure.Source.HasJoint);
        var whole = hasJoint ? Read(all) : default;
        var parts = all.Where(id => communityIds is null || communityIds.Contains(id)).Select(id =>
        {
            var (now, was) = hasJoint ? Without(id) : Read([id]);
            return new Part(ChangePartKind.Community, id.ToString(CultureInfo.InvariantCulture), now, was);
        }).ToList();
        if (hasJoint)
        {
            var (now, was) = Read(communityIds ?? all);
            parts.Add(new(ChangePartKind.Joint, "", now - Sum(parts, part => part.Now), was - Sum(parts, part => part.Was)));
        }

        parts.RemoveAll(part => part.IsEmpty);
        return parts;

        (Amount Now, Amount Was) Without(int id)
        {
            var rest = Read([.. all.Where(other => other != id)]);
            return (whole.Now - rest.Now, whole.Was - rest.Was);
        }

        (Amount Now, Amount Was) Read(IReadOnlyList<int> ids)
        {
            var slice = snapshot.For(ids);
            return (Whole(metric, slice.Read(metric, when.Period, when.Today)),
                Whole(metric, slice.Read(metric, with.Period, with.Today)));
        }
    }

    private async Task<IEnumerable<(string, List<Part>)>> BySplitsAsync(Metric metric, PeriodOnDay when, Comparison with,
        IReadOnlyList<int>? communityIds, CommunityDirectory.Names names, CancellationToken cancellationToken)
    {
        var splits = MetricQueries.SplitsOf(metric);
        if (splits.Count == 0) return [];
        var now = await queries.ReadPartsAsync(metric, new(when.Period, when.Today, communityIds), cancellationToken);
        var was = await queries.ReadPartsAsync(metric, new(with.Period, with.Today, communityIds), cancellationToken);
        return splits.Select((split, i) => (split.Name, Terms(i, names.Of(split.Terms))));

        List<Part> Terms(int split, CommunityDirectory.ItemNames items)
        {
            var (here, there) = (By(now), By(was));
            return [.. here.Keys.Union(there.Keys).Select(key =>
                    new Part(ChangePartKind.Term, key, here.GetValueOrDefault(key), there.GetValueOrDefault(key)))
                .Where(part => !part.IsEmpty)];

            // A term counts as the one into which it was merged.
            Dictionary<string, Amount> By(IReadOnlyList<PartSums> rows) => rows.GroupBy(row => items.Present(row.Keys[split]))
                .ToDictionary(group => group.Key, group => group.Aggregate(default(Amount),
                    (sum, row) => sum + Whole(metric, metric.Compute(row.Values))));
        }
    }

    private static Amount Sum(List<Part> parts, Func<Part, Amount> of) =>
        parts.Aggregate(default(Amount), (sum, part) => sum + of(part));

    /// <summary>What adds up of a figure: what is counted and the cases of a rate, the number itself of others.</summary>
    private static Amount Whole(Metric metric, MetricValue value) => metric.IsRate
        ? new(value.Numerator ?? (value.Value.GetValueOrDefault() * value.N), value.N)
        : new(value.Value.GetValueOrDefault(), 0);

    private static MetricValue Value(Metric metric, Amount amount) => !metric.IsRate ? new(amount.Counted)
        : amount.Cases == 0 ? new(null, 0, 0) : new(amount.Counted / amount.Cases, amount.Counted, amount.Cases);

    private readonly record struct Amount(double Counted, double Cases)
    {
        public bool IsNone => Math.Abs(Counted) < 1e-9 && Cases == 0;

        public static Amount operator +(Amount one, Amount other) => new(one.Counted + other.Counted, one.Cases + other.Cases);

        public static Amount operator -(Amount one, Amount other) => new(one.Counted - other.Counted, one.Cases - other.Cases);
    }

    private sealed record Part(ChangePartKind Kind, string Key, Amount Now, Amount Was)
    {
        public bool IsEmpty => Now.IsNone && Was.IsNone;

        public PartCases Cases => new(Now.Counted, Now.Cases, Was.Counted, Was.Cases);
    }

    private sealed record Key(string Metric, PeriodOnDay When, Comparison? With, string? Communities);
}
