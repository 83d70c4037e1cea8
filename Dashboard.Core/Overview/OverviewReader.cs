using Concentric.Data;
using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.ProcessCharts;
using Concentric.Time;

namespace Concentric.Overview;

/// <summary>What the overview is asked for.</summary>
/// <param name="When">The period, and the day on which it is looked at.</param>
/// <param name="CommunityIds">The chosen communities; null for all.</param>
/// <param name="Listed">The communities that the ranking lists.</param>
/// <param name="Street">Every community: a rank is the rank among them, whoever looks and whatever is listed.</param>
/// <param name="RankBy">One of <see cref="OverviewReader.RankingColumns"/>.</param>
public sealed record OverviewQuestion(PeriodOnDay When, IReadOnlyList<int>? CommunityIds, IReadOnlyList<int> Listed,
    IReadOnlyList<int> Street, string RankBy)
{
    /// <summary>Households where they are known: counts are ranked by those in force on the last day of the period.</summary>
    public HouseholdHistory Households { get; init; } = HouseholdHistory.None;

    /// <summary>Those by which the counts of the period are divided.</summary>
    internal IReadOnlyDictionary<int, HouseholdsInForce> DividedBy => Households.On(When.Period.To);
}

/// <summary>Reads the whole overview from one snapshot of the cube, with its comparisons; no statement is sent to the store.</summary>
public sealed class OverviewReader(MetricCatalogue catalogue)
{
    /// <summary>Months in the trends.</summary>
    public const int TrendMonths = 12;

    /// <summary>Keys of the main figures.</summary>
    public static IReadOnlyList<string> Tiles => TileKeys;

    /// <summary>Keys of all figures that are judged by their own past.</summary>
    public static IEnumerable<string> Judged => TileKeys.Concat(MoreKeys);

    private static readonly string[] TileKeys =
        ["petitions.resolved", "petitions.on-time-rate", "petitions.satisfaction-rate", "activities.held", "hazards.rectified",
            "overdue.items"];

    private static readonly string[] MoreKeys =
    [
        "petitions.received", "petitions.days-to-close", "activities.attendance", "hazards.fire-lanes", "meetings.joint",
        "visits.households",
        "errands.persons", "wishes.fulfilled", "volunteers.active", "contributions.yuan", "petitions.overdue", "hazards.overdue",
        "hazards.overdue-major", "score.three-rates",
        "petitions.open",
    ];

    /// <summary>The column that ranks for what was asked; the first when that is none of them.</summary>
    public static string RankedBy(string? asked) => asked is not null && RankingColumns.Contains(asked) ? asked : RankingColumns[0];

    /// <summary>Keys of the ranking's columns; the first is the default order.</summary>
    public static IReadOnlyList<string> RankingColumns { get; } =
        ["petitions.on-time-rate", "petitions.satisfaction-rate", "petitions.resolved", "hazards.rectified", "overdue.items"];

    public OverviewFigures Read(CubeSnapshot snapshot, OverviewQuestion question)
    {
        var (slice, when) = (snapshot.For(question.CommunityIds), question.When);
        var months = LastMonths(when.AsOf);
        var received = catalogue["petitions.received"];
        var closed = catalogue["petitions.closed"];
        var (communities, ranking) = Rank(snapshot, question);
        return new(
            snapshot.Sequence, when.Period, when.Kind, when.Today,
            [.. TileKeys.Select(key => FigureOf(catalogue[key], slice, when, months))],
            [.. MoreKeys.Select(key => FigureOf(catalogue[key], slice, when, []))],
            months,
            [.. months.Select(month => slice.Read(received, month, when.Today).Value)],
            [.. months.Select(month => slice.Read(closed, month, when.Today).Value)],
            communities, ranking.Ranked,
            // At which stage a petition stood on a past day is not kept.
            when.IsRunning ? [.. PetitionMetrics.Stages.Select(stage => StageOf(stage.Stage, stage.Key, slice, when))] : [])
        {
            RankingGap = ranking.Gap,
            FirstGroup = ranking.FirstGroup,
        };
    }

    private static Figure FigureOf(Metric metric, CubeSlice slice, PeriodOnDay when, IReadOnlyList<Period> months)
    {
        var now = slice.Read(metric, when.Period, when.Today);
        return new(metric.Key, now, slice.ReadCompared(metric, when, when.Previous), slice.ReadCompared(metric, when, when.YearBefore),
            [.. months.Select(month => slice.Read(metric, month, when.AtSameAge(month)).Value)])
        {
            Span = metric is RateMetric { Reached: { } reached }
                ? UnreachedSpan.Of(now, slice.Read(reached, when.Period, when.Today)) : null,
        };
    }

    private (IReadOnlyList<CommunityFigures> Lines, StreetRanking Ranking) Rank(CubeSnapshot snapshot, OverviewQuestion question)
    {
        var by = catalogue[RankedBy(question.RankBy)];
        var (period, today) = (question.When.Period, question.When.Today);
        var slices = question.Street.Union(question.Listed).ToDictionary(id => id, id => snapshot.For([id]));
        var ranking = StreetRanking.Of(by, [.. slices.Select(one => (one.Key, one.Value.Read(by, period, today)))],
            snapshot.For(null).Read(by, period, today), question.DividedBy, catalogue.Options.MinimumRanked);
        var lines = ranking.Communities.Where(place => question.Listed.Contains(place.Id)).Select(place => new CommunityFigures(
            place.Id, place.Rank, place.Value.N,
            [.. RankingColumns.Select(key => slices[place.Id].Read(catalogue[key], period, today).Value)])
        { Standing = place.Standing, PerThousand = place.PerThousand, Households = place.Households });
        return ([.. lines], ranking);
    }

    private StageFigures StageOf(PetitionStage stage, string key, CubeSlice slice, PeriodOnDay when) => new(
        stage, key,
        slice.Read(catalogue[$"petitions.open.{key}"], when.Period, when.Today).Value ?? 0,
        slice.Read(catalogue[$"petitions.overdue.{key}"], when.Period, when.Today).Value ?? 0);

    private static List<Period> LastMonths(DateOnly to)
    {
        var first = Period.MonthOf(to).From;
        var months = new List<Period>(TrendMonths);
        for (var back = TrendMonths - 1; back >= 0; back--)
        {
            var month = Period.MonthOf(first.AddMonths(-back));
            months.Add(back == 0 ? month with { To = to } : month);
        }
        return months;
    }
}
