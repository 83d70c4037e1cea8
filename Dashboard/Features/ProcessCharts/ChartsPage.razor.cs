using Concentric.Communities;
using Concentric.Dashboard.Components.Tables;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.Overview;
using Concentric.ProcessCharts;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>
/// Every metric of a slice beside what is usual for it, those that stand out first; or one metric of each community. Live.
/// </summary>
public sealed partial class ChartsPage
{
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private IReadOnlyList<Community> seen = [];
    private IReadOnlyList<Community> listed = [];
    private IReadOnlyList<ChartLine> lines = [];
    private IReadOnlyList<(string Name, IReadOnlyList<ChartLine> Lines)> groups = [];
    private PageTable<ChartLine> table = null!;
    private Metric? metric;
    private int communities;

    /// <summary>Of the trends' last month, up to which day it counts; null when it is over.</summary>
    private string? partNote;

    /// <summary>Key of the metric of which communities are set beside each other; empty for all metrics.</summary>
    [SupplyParameterFromQuery]
    public string? By { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is reckoned twice.</summary>
    [PersistentState]
    public JudgedFigures? State { get; set; }

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private ChartSlices Slices { get; set; } = null!;

    private static string First => OverviewReader.RankingColumns[0];

    private string Summary
    {
        get
        {
            int Of(VariationKind kind) => lines.Count(line => line.Figure.Variation.Kind == kind);
            var outOfOrder = lines.Count(line => line.Figure.Variation.IsSignal);
            var judged = lines.Count - Of(VariationKind.Unknown);
            return outOfOrder == 0 ? L["Chart.Summary.None", judged]
                : L["Chart.Summary", judged, outOfOrder, Of(VariationKind.Worse), Of(VariationKind.Better),
                    Of(VariationKind.Changed)];
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        metric = ChartLine.MetricOf(Cube.Catalogue, By);
        address = new(Asked) { Path = "/charts", Further = ("by", By) };
        await AskAsync();
        if (IsHandedOver(State) && (metric is null || State!.Figures.Count == listed.Count)) Show(metric is null ? null : listed);
        else await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Follow(kind => ChangeLogEntry.MovesFigures(kind) || kind == RecordKinds.NameOf<Posting>(), async () =>
            {
                await AskAsync();
                await ReadAsync();
            });
    }

    private async Task AskAsync()
    {
        var (caller, names) = (await Callers.GetAsync(), await Directory.GetAsync(Leaving));
        (seen, communities) = (names.SeenBy(caller), names.All.Count);
        reading = address.Request.Read(names, caller, Clock.Today);
        listed = ChartLine.CommunitiesOf(reading, names, caller);
    }

    private async Task ReadAsync()
    {
        // The answer's communities are those that were asked for, whatever the page shows by then.
        var (when, each) = (reading!.On(Clock.Today), metric is null ? null : listed);
        await TakeLatestAsync(each is null ? Slices.OfSliceAsync(when, reading.CommunityIds, communities, Leaving)
            : Slices.OfCommunitiesAsync(metric!, when, [.. each.Select(one => one.Id)], communities, Leaving), figures =>
            {
                State = figures;
                Show(each);
            });
    }

    /// <param name="each">The communities whose figures they are, in the same order; null for all metrics.</param>
    private void Show(IReadOnlyList<Community>? each)
    {
        var asOf = reading!.On(Clock.Today).AsOf;
        partNote = DayWords.PartNote(new(Period.MonthOf(asOf).From, asOf));
        lines = State is null ? [] : ChartLine.Of(State, Cube.Catalogue, each);
        table = Table();
        groups = [.. lines.GroupBy(line => line.Figure.Variation.Kind switch
        {
            VariationKind.AsUsual => "AsUsual",
            VariationKind.Unknown => "Unknown",
            _ => "Signals",
        }).Select(group => (group.Key, (IReadOnlyList<ChartLine>)[.. group]))];
    }

    private string ByHref(string? by) => (address with { Further = ("by", by) }).Overview;

    private string HrefOf(ChartLine line) => address.Chart(line.Metric.Key, line.Community?.Code);
}
