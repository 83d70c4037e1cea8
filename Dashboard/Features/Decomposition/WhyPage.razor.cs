using Concentric.Communities;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Decomposition;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Features.Decomposition;

/// <summary>
/// Why a figure changed: how much each community, category and source adds to the change. Live; what is chosen is in the address.
/// </summary>
public sealed partial class WhyPage
{
    private readonly List<SliceProblem> problems = [];
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private ComparisonRequest request = new((string?)null);
    private Comparison? compared;
    private IReadOnlyList<Community> seen = [];
    private IReadOnlyList<(ChangeDimension Dimension, IReadOnlyList<WhyRow> Rows)> dimensions = [];
    private CommunityDirectory.Names? names;
    private Metric? metric;
    private string headline = "";

    [Parameter]
    public string MetricKey { get; set; } = "";

    /// <summary>With what the period is compared.</summary>
    [SupplyParameterFromQuery]
    public string? With { get; set; }

    /// <summary>Read while prerendering and handed to the circuit, so that nothing is reckoned twice.</summary>
    [PersistentState]
    public ExplainedChange? State { get; set; }

    [Inject]
    private MetricCube Cube { get; set; } = null!;

    [Inject]
    private ChangeReader Changes { get; set; } = null!;

    protected override async Task OnParametersSetAsync()
    {
        metric = Cube.Catalogue.Find(MetricKey);
        await AskAsync();
        if (IsHandedOver(State)) Show();
        else await ReadAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            Follow(kind => ChangeLogEntry.MovesFigures(kind) || kind == RecordKinds.NameOf<Posting>(), async () =>
            {
                // Days go by while a page stays open.
                await AskAsync();
                await ReadAsync();
            });
    }

    private async Task AskAsync()
    {
        var caller = await Callers.GetAsync();
        names = await Directory.GetAsync(Leaving);
        seen = names.SeenBy(caller);
        request = new(With);
        address = new(Asked) { Path = $"/why/{MetricKey}", Further = (ComparisonRequest.Field, With) };
        reading = address.Request.Read(names, caller, Clock.Today);
        problems.Clear();
        problems.AddRange(reading.Problems);
        compared = request.Read(reading.On(Clock.Today), names, caller, problems);
        // What could not be read is not what is shown.
        if (problems.Any(problem => problem.Field == ComparisonRequest.Field)) request = new((string?)null);
    }

    private async Task ReadAsync()
    {
        State = metric is null || !ChangeReader.IsDivisible(metric) ? null
            : await Changes.ReadAsync(metric, reading!.On(Clock.Today), compared, reading.CommunityIds, Leaving);
        Show();
    }

    private void Show()
    {
        dimensions = State is null ? []
            : [.. State.Dimensions.Select(dimension => (dimension, WhyRow.Of(State, dimension, metric!, names!)))];
        headline = State is null ? "" : WhyWords.Headline(State, metric!, request, dimensions);
    }

    private string WithHref(string? with) => (address with { Further = (ComparisonRequest.Field, with) }).Overview;

    private string NowHref(WhyRow row) => address.Records(MetricKey, reading!.Period, row.Community, row.Records);

    // Of what falls due the days that were over then, as the figure counts them.
    private string BeforeHref(WhyRow row) => State!.Before is not { } before ? NowHref(row)
        : address.Records(MetricKey, before.Period with { To = metric!.CountedThrough(before.Period, before.Today) }, row.Community,
            row.Records, metric.Matures ? before.Today : null);
}
