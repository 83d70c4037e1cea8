using Concentric.Metrics;
using Concentric.Petitions;
using Concentric.Time;

namespace Concentric.Overview;

/// <summary>What the overview is asked for.</summary>
/// <param name="CommunityIds">The chosen communities; null for all.</param>
/// <param name="Ranked">The communities that the ranking lists.</param>
/// <param name="RankBy">One of <see cref="OverviewReader.RankingColumns"/>.</param>
public sealed record OverviewQuestion(
    Period Period, PeriodKind Kind, IReadOnlyList<int>? CommunityIds, IReadOnlyList<int> Ranked, string RankBy, DateOnly Today);

/// <summary>Reads the whole overview from one snapshot of the cube, with its comparisons; no statement is sent to the store.</summary>
public sealed class OverviewReader(MetricCatalogue catalogue)
{
    /// <summary>Months in the trends.</summary>
    public const int TrendMonths = 12;

    private static readonly string[] TileKeys =
        ["petitions.resolved", "petitions.on-time-rate", "petitions.satisfaction-rate", "activities.held", "hazards.rectified", "overdue.items"];

    private static readonly string[] MoreKeys =
    [
        "petitions.received", "petitions.days-to-close", "activities.attendance", "hazards.fire-lanes", "meetings.joint", "visits.households",
        "errands.persons", "wishes.fulfilled", "volunteers.active", "contributions.yuan", "petitions.overdue", "hazards.overdue", "hazards.overdue-major", "score.three-rates",
    ];

    /// <summary>Keys of the ranking's columns; the first is the default order.</summary>
    public static IReadOnlyList<string> RankingColumns { get; } =
        ["petitions.on-time-rate", "petitions.satisfaction-rate", "petitions.resolved", "hazards.rectified", "overdue.items"];

    public OverviewFigures Read(CubeSnapshot snapshot, OverviewQuestion question)
    {
        var slice = snapshot.For(question.CommunityIds);
        var months = LastMonths(question.Period.To);
        var received = catalogue["petitions.received"];
        var closed = catalogue["petitions.closed"];
        return new(
            snapshot.Sequence, question.Period,
            [.. TileKeys.Select(key => FigureOf(catalogue[key], slice, snapshot, question, months))],
            [.. MoreKeys.Select(key => FigureOf(catalogue[key], slice, snapshot, question, []))],
            months,
            [.. months.Select(month => slice.Read(received, month, question.Today).Value)],
            [.. months.Select(month => slice.Read(closed, month, question.Today).Value)],
            Rank(snapshot, question),
            [.. PetitionMetrics.Stages.Select(stage => StageOf(stage.Stage, stage.Key, slice, question))]);
    }

    private static Figure FigureOf(Metric metric, CubeSlice slice, CubeSnapshot snapshot, OverviewQuestion question, IReadOnlyList<Period> months)
    {
        return new(
            metric.Key,
            slice.Read(metric, question.Period, question.Today),
            Compared(question.Period.Previous(question.Kind)),
            Compared(question.Period.YearBefore()),
            [.. months.Select(month => slice.Read(metric, month, question.Today).Value)]);

        MetricValue? Compared(Period period) => snapshot.Covers(period) ? slice.Read(metric, period, question.Today) : null;
    }

    private IReadOnlyList<CommunityFigures> Rank(CubeSnapshot snapshot, OverviewQuestion question)
    {
        var by = catalogue[RankingColumns.Contains(question.RankBy) ? question.RankBy : RankingColumns[0]];
        var slices = question.Ranked.ToDictionary(id => id, id => snapshot.For([id]));
        var ranked = Ranking.Of(by, question.Ranked.Select(id => (id, slices[id].Read(by, question.Period, question.Today))), catalogue.Options.MinimumRanked);
        return
        [
            .. ranked.Select(place => new CommunityFigures(
                place.Id, place.Rank, slices[place.Id].Read(catalogue[RankingColumns[0]], question.Period, question.Today).N,
                [.. RankingColumns.Select(key => slices[place.Id].Read(catalogue[key], question.Period, question.Today).Value)])),
        ];
    }

    private StageFigures StageOf(PetitionStage stage, string key, CubeSlice slice, OverviewQuestion question) => new(
        stage, key,
        slice.Read(catalogue[$"petitions.open.{key}"], question.Period, question.Today).Value ?? 0,
        slice.Read(catalogue[$"petitions.overdue.{key}"], question.Period, question.Today).Value ?? 0);

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
