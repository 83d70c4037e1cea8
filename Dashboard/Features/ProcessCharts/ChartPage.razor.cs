using Concentric.Alerts;
using Concentric.Communities;
using Concentric.Dashboard.Components.Shared;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Metrics;
using Concentric.ProcessCharts;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Features.ProcessCharts;

/// <summary>
/// How one metric has gone, and whether what it shows now is out of the ordinary. Live; what is chosen is in the address.
/// </summary>
public sealed partial class ChartPage
{
    /// <summary>What the address says for weeks; months are what is meant when nothing is said.</summary>
    internal const string Weeks = "weeks";

    private SliceAddress address = new(new());
    private SliceReading? reading;
    private IReadOnlyList<Community> seen = [];
    private IReadOnlyList<(TileVariation Mark, string Text)> findings = [];
    private Metric? metric;
    private bool mayKeepAlerts;
    private int communities;

    [Parameter]
    public string MetricKey { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Step { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is reckoned twice.</summary>
    [PersistentState]
    public MetricChart? State { get; set; }

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private ChartSlices Slices { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        metric = Cube.Catalogue.Find(MetricKey);
        // Another metric's chart must not stand under this one's name while this one is read.
        if (State?.Figure.Key != metric?.Key) State = null;
        var (caller, names) = (await Callers.GetAsync(), await Directory.GetAsync(Leaving));
        (seen, communities, mayKeepAlerts) = (names.SeenBy(caller), names.All.Count, caller.MayKeepAlerts);
        address = new(Asked) { Path = $"/charts/{MetricKey}", Further = ("step", Step) };
        reading = address.Request.Read(names, caller, Clock.Today);
        if (IsHandedOver(State)) Show();
        else await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Follow(kind => ChangeLogEntry.MovesFigures(kind) || kind == RecordKinds.NameOf<Posting>(), ReadAgainAsync);
    }

    private async Task ReadAgainAsync()
    {
        // Days go by while a page stays open.
        var (caller, names) = (await Callers.GetAsync(), await Directory.GetAsync(Leaving));
        reading = address.Request.Read(names, caller, Clock.Today);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (metric is null)
        {
            (State, findings) = (null, []);
            return;
        }

        var when = reading!.On(Clock.Today);
        await TakeLatestAsync(Slices.ChartAsync(metric, when, reading.CommunityIds, communities, Step == Weeks, Leaving), chart =>
        {
            State = chart;
            Show();
        });
    }

    private void Show() => findings = State is null ? [] : ChartWords.Findings(State);

    /// <summary>The records of a point: of a rate that matures, as they stood when it is drawn.</summary>
    private string RecordsOf(MetricChartPoint point) => address.Records(MetricKey, point.Period,
        seenOn: metric!.Matures && point.IsOver ? point.Period.To.AddDays(1) : null);

    private string ListHref => (address with { Path = "/charts", Further = ("", null) }).Overview;

    private string StepHref(string? step) => (address with { Further = ("step", step) }).Overview;
}
