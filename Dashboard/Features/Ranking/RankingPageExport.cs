using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Overview;
using Concentric.Dashboard.Features.ProcessCharts;
using Concentric.Dashboard.Features.Views;
using Concentric.Data;
using Concentric.Exports.Views;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Ranking;

/// <summary>The communities beside each other: rank, the ranks that the figures leave open, and the range of the street.</summary>
internal sealed class RankingPageExport(MetricCube cube, Restatements restatements, OfficeClock clock) : PageExport
{
    public override string Key => "ranking";

    public override async Task<ViewBook?> ReadAsync(DashboardDbContext db, PageExportRequest request, CancellationToken cancellationToken)
    {
        var snapshot = cube.Current ?? throw new Concentric.Exports.ExportException("Counting");
        var reading = request.Slice(clock.Today);
        var metric = RankingView.MetricOf(cube.Catalogue, request["metric"]);
        var view = RankingView.Read(snapshot, cube.Catalogue, metric, reading, clock.Today, request.Names, request.Caller);
        List<(string, string)> facts =
        [
            (L["Overview.Beside.Metric"], Texts.Name(metric)),
            (L["Overview.Beside.Formula"], Texts.Formula(metric)),
            ViewFacts.Period(reading.Period),
            ViewFacts.Communities([.. view.Lines.Select(line => line.Id)], request.Names),
        ];
        if (view.IsCount)
        {
            var said = view.HouseholdsSaid(request.Names);
            var changed = await restatements.HouseholdsAsync(reading.Period, cancellationToken);
            if (view.Restated(changed) is var (communities, isOfOthers, since))
                said = Texts.Sentences(said, $"{RankingView.RestatedSaid(since, clock)}{request.Names.Series(communities)}"
                    + (isOfOthers ? RankingView.OfOthers(communities.Count == 0) : ""));
            facts.Add((L["Overview.Beside.Households"], said));
        }

        if (view.Said.Length > 0) facts.Add((L["Overview.Beside.Said"], view.Said));
        return new(L["Overview.Beside.Title"], facts, [TableOf(view, request.Names).ToFile(view.Lines)]);
    }

    private static PageTable<RankedCommunity> TableOf(RankingView view, CommunityDirectory.Names names)
    {
        var (metric, isJudged) = (view.Metric, view.Ranking.Funnel is not null);
        var unit = metric.IsRate ? "%" : Texts.Unit(metric.Unit);
        double? Compared(double? value) => ChartPageExport.InUnit(metric, value);
        double? Limit(RankedCommunity line, bool isUpper) => line.AsStreet is not { } limits ? null
            : RangeCells.Of(metric.IsRate, limits, line.Compared) is var (from, to) && isUpper ? to : from;
        return new(L["Overview.Beside.Title"], columns =>
        [
            columns.Text("community", L["Overview.Ranking.Community"], 18, line => names.Name(line.Id)),
            columns.Whole("rank", L["Overview.Beside.Rank"], 8, line => line.Rank),
            .. isJudged ? [columns.Text("range", L["Overview.Beside.Range"], 10, line => line.Standing?.Range)] : None,
            columns.Number("value", Texts.Bracketed(RankingWords.ValueName(metric), unit), 14,
                line => Compared(line.Value.Value)),
            .. metric.IsRate ? [columns.Whole("n", L["Overview.Beside.Cases"], 10, line => (long)line.Value.N)] : None,
            .. view.IsCount
                ?
                [
                    columns.Whole("households", L["Overview.Beside.Households"], 10, line => line.Households?.Households),
                    columns.Day("households-from", Texts.Column("households-from"), line => line.Households?.HoldsFrom),
                    columns.Number("per-thousand", L["Overview.Beside.PerThousand"], 14, line => line.PerThousand),
                ]
                : None,
            .. view.ShowsLimits
                ?
                [
                    columns.Number("from", Texts.Bracketed(L["Overview.Beside.AsStreet"], L["Overview.Period.From"]), 14,
                        line => Limit(line, isUpper: false)),
                    columns.Number("to", Texts.Bracketed(L["Overview.Beside.AsStreet"], L["Overview.Period.To"]), 14,
                        line => Limit(line, isUpper: true)),
                ]
                : None,
            .. isJudged
                ?
                [
                    columns.Text("standing", L["Overview.Beside.Standing"], 16,
                        line => line.Standing is { } one ? Texts.Term(one.Beside) : null),
                ]
                : None,
        ]);
    }

    private static IReadOnlyList<PageColumn<RankedCommunity>> None => [];
}
