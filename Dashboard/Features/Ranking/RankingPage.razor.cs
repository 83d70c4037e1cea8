using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Components.Shared.Charts;
using Concentric.Dashboard.Features.Figures;
using Concentric.Dashboard.Features.Overview;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.ProcessCharts;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Ranking;

/// <summary>
/// The communities of the street beside each other by one metric: which of them are out of the ordinary, and how far ranks can be
/// relied on. Read from the cube, live. Who sees some communities only has their lines, and neither the picture nor the street's figure.
/// </summary>
public sealed partial class RankingPage
{
    private static readonly BesideStreet[] Legend = [BesideStreet.AsStreet, BesideStreet.Better, BesideStreet.Worse];
    private static readonly BesideStreet[] NeutralLegend = [BesideStreet.AsStreet, BesideStreet.Different];

    private readonly List<SliceProblem> problems = [];
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private CommunityDirectory.Names? names;
    private IReadOnlyList<Community> seen = [];
    private Metric? metric;
    private RankingView? view;
    private IReadOnlyList<FunnelPoint> points = [];
    private IReadOnlyList<Segment> metrics = [];
    private string back = "/";
    private (IReadOnlyList<int> Communities, bool IsOfOthers, DateTime Since)? restated;
    private (string Metric, Period Period, string Communities) restatedOf;

    [SupplyParameterFromQuery(Name = "metric")]
    public string? MetricKey { get; set; }

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private MetricCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private Restatements Restatements { get; set; } = null!;

    [Inject]
    private SharedReads Shared { get; set; } = null!;

    private string PictureTitle => L[view!.IsCount ? "Overview.Beside.PictureCount" : "Overview.Beside.Picture", Texts.Name(metric!)];

    /// <summary>The same without what a row for each does not show: how much its figure rests on.</summary>
    private string Title => L[view!.IsCount ? "Overview.Beside.RowsCount" : "Overview.Beside.Rows", Texts.Name(metric!)];

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) Follow(ChangeLogEntry.MovesFigures, ReadAsync);
    }

    private async Task ReadAsync()
    {
        var question = Ask();
        var caller = await Callers.GetAsync();
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        var request = new SliceRequest(PeriodName, From, To, Communities);
        reading = request.Read(names, caller, Clock.Today);
        problems.Clear();
        problems.AddRange(reading.Problems);
        metric = RankingView.MetricOf(Catalogue, MetricKey);
        if (MetricKey is not null && Catalogue.Find(MetricKey) is null) problems.Add(new("metric", MetricKey, "Problem.Metric"));

        address = new(request) { Path = "/ranking", Metric = metric.Key };
        var ranked = OverviewReader.RankingColumns.Contains(metric.Key);
        back = (address with { Path = "/", Metric = null, RankBy = ranked ? metric.Key : null }).Overview;
        metrics = [.. OverviewReader.RankingColumns.Union([metric.Key]).Select(key =>
            new Segment(Texts.Name(Catalogue[key]), address.Ranking(key), key == metric.Key))];
        if (Cube.Current is not { } snapshot)
        {
            view = null;
            return;
        }

        view = RankingView.Read(snapshot, Catalogue, metric, reading, Clock.Today, names, caller);
        points = [.. view.Lines.Where(line => line.Standing is not null).Select(PointOf)];
        var asked = (metric.Key, reading.Period, string.Join(',', view.Lines.Select(line => line.Id).Order()));
        // Read again, the same question keeps its note until the new one is there; another question has none yet.
        if (!view.IsCount || restatedOf != asked) (restated, restatedOf) = (null, asked);
        if (!view.IsCount) return;
        var period = reading.Period;
        // The page is read again with each record that is saved; numbers of households change a few times a year.
        var (shown, changed) = (view, await Shared.GetAsync(new HouseholdsKey(period), kind => kind == RecordKinds.NameOf<Community>(),
            stop => Restatements.HouseholdsAsync(period, stop), Leaving));
        if (!IsOvertaken(question)) restated = shown.Restated(changed);
    }

    private FunnelPoint PointOf(RankedCommunity line)
    {
        var exposure = view!.IsCount ? line.Households!.Value.Households / (double)StreetRanking.Households : line.Value.N;
        var beside = line.Standing!.Beside;
        var across = RankingWords.Exposure(WrittenAcross(exposure), view.IsCount);
        var detail = $"{Beside(line).Value} · {across} · {Texts.Term(beside)}";
        return new(names!.Name(line.Id), exposure, line.Compared!.Value, beside, detail,
            address.Records(metric!.Key, reading!.Period, names.Find(line.Id)?.Code));
    }

    /// <summary>A community's figure and the range within which it is as the street.</summary>
    private (string Value, string Range) Beside(RankedCommunity line)
    {
        if (line is not { Compared: { } value, AsStreet: { } limits })
            return (line.Compared is { } alone ? Written(alone) : FigureFormat.NoCases, "");
        // A reader who does not see the street sees no range either.
        if (!view!.ShowsLimits) return (Written(value), "");
        var written = WrittenRange.Of(limits, value, 1, Written);
        return (written.Value, written.Text);
    }

    private string Written(double value) => Written(value, 1);

    private string Written(double value, int decimals) => metric!.IsRate
        ? $"{FigureFormat.Value(metric, value, null, decimals)} {Texts.Unit(metric.Unit)}"
        : value.ToString($"#,##0.{new string('0', decimals)}", CultureInfo.CurrentCulture);

    private string WrittenAcross(double exposure) =>
        (view!.IsCount ? exposure * StreetRanking.Households : exposure).ToString("#,##0", CultureInfo.CurrentCulture);

    private sealed record HouseholdsKey(Period Period);
}
