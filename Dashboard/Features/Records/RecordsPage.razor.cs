using System.Globalization;
using Concentric.Dashboard.Features.Figures;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Programmes;
using Concentric.Resources;
using Concentric.Time;
using Microsoft.AspNetCore.Components;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Features.Records;

/// <summary>Exactly the records behind a figure: the same definition, paged and sortable, live.</summary>
public sealed partial class RecordsPage
{
    private const int PageSize = 50;

    private readonly List<SliceProblem> problems = [];
    private List<string> programmes = [];
    private IReadOnlyDictionary<string, string> programmeNames = new Dictionary<string, string>();
    private SliceAddress address = new(new());
    private SliceReading? reading;
    private CommunityDirectory.Names? names;
    private Metric? metric;
    private Metric? versus;
    private MetricValue figure;

    /// <summary>What the figure and all beside it belong to; another question shows nothing until it is read.</summary>
    private (string Address, Period Period)? shownOf;
    private bool isRead;
    private UnreachedSpan? span;

    /// <summary>The rate that tells what became of the cases later.</summary>
    private (Metric Metric, MetricValue Figure)? followUp;
    private Restatement? restated;
    private IReadOnlyList<(Metric Part, double? Value)> parts = [];
    private string back = "/";
    private (RecordPart Part, string Name)? part;
    private DateOnly seenOn;
    private string? sort;
    private bool isDescending;
    private int page = 1;

    [Parameter]
    public string MetricKey { get; set; } = "";

    /// <summary>Keys of programmes that narrow the figure, separated by commas.</summary>
    [SupplyParameterFromQuery]
    public string? Programmes { get; set; }

    /// <summary>The part of the records that narrows the figure, as in <c>category:roads</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Part { get; set; }

    /// <summary>Key of another definition beside which the figure is set.</summary>
    [SupplyParameterFromQuery]
    public string? Versus { get; set; }

    /// <summary>A past day as of which a figure that matures is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? On { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    /// <summary>Handed over in a form that survives JSON: values already written out for the reader.</summary>
    [PersistentState]
    public RowsView? Rows { get; set; }

    [Inject]
    private MetricCatalogue Catalogue { get; set; } = null!;

    [Inject]
    private MetricQueries Queries { get; set; } = null!;

    [Inject]
    private Restatements Restatements { get; set; } = null!;

    [Inject]
    private ProgrammeDirectory ProgrammeNames { get; set; } = null!;

    private string Title => metric is null ? L["Overview.Title"] : L["Overview.Records.Title", Texts.Name(metric)];

    private string Span => metric!.IsStanding
        ? L["Overview.Records.Standing", (reading!.Period.To < Clock.Today ? reading.Period.To : Clock.Today).ToIso()]
        : L["Overview.Records.Period", reading!.Period.From.ToIso(), reading.Period.To.ToIso()] + Through;

    /// <summary>The last day counted, where that is not the period's.</summary>
    private string Through => metric!.CountedThrough(reading!.Period, seenOn) is var day
        && day < reading.Period.To ? $" · {L["Overview.Records.Through", day.ToIso()]}" : "";

    private string Chosen => reading!.CommunityIds is null
        ? CommunityWords.All(names!.All)
        : names!.Series(reading.CommunityIds);

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        // Days go by while a page stays open: what is asked is read anew as well.
        if (firstRender) Follow(ChangeLogEntry.MovesFigures, LoadAsync);
    }

    private async Task LoadAsync()
    {
        var (question, isHandedOver) = (Ask(), IsHandedOver(Rows));
        var caller = await Callers.GetAsync();
        var known = await Directory.GetAsync(Leaving);
        var keys = string.IsNullOrEmpty(Programmes) ? null : await ProgrammeNames.NamesAsync(Leaving);
        if (IsOvertaken(question)) return;
        names = known;
        var request = new SliceRequest(PeriodName, From, To, Communities);
        address = new(request);
        back = address.Overview;
        reading = request.Read(names, caller, Clock.Today);
        problems.Clear();
        problems.AddRange(reading.Problems);
        metric = Catalogue.Find(MetricKey);
        if (metric is null) problems.Add(new("metric", MetricKey, "Problem.Metric"));
        programmes = [];
        if (keys is not null && metric is not null)
            programmes = RecordsAddress.Programmes(Programmes, metric, programmeNames = keys, problems);
        part = metric is null ? null : RecordsAddress.Part(Part, metric, names, problems);
        versus = metric is not null && Versus is { Length: > 0 }
            && CompetingDefinitions.Of(metric.Key).Contains(Versus) ? Catalogue[Versus] : null;
        if (Versus is { Length: > 0 } && versus is null) problems.Add(new("versus", Versus, "Problem.Versus"));
        seenOn = RecordsAddress.SeenOn(On, metric, reading.Period, Clock.Today, problems);
        if (metric is not null) (sort, isDescending) = RecordsAddress.Sort(Sort, metric, problems);
        ReadPage();
        Forget(isHandedOver);
        if (metric?.RowsBehind(reading.Period, Clock.Today) is { } behind)
        {
            var found = await Restatements.OfAsync(reading.Period, reading.CommunityIds, [behind.Base.Measure.Source.Kind], false,
                Leaving);
            if (IsOvertaken(question)) return;
            restated = found;
        }
        else restated = null;

        if (isHandedOver) figure = Rows!.Figure;
        else if (!await ReadAsync(question)) return;
        isRead = true;
        await ReadBesideAsync(question);
    }

    /// <summary>
    /// Of another question nothing stays while it is read: its name stands over the page already. The same one, read again or in another
    /// order, keeps what is there until the new is.
    /// </summary>
    private void Forget(bool isHandedOver)
    {
        var asked = (VersusHref(Versus), reading!.Period);
        if (shownOf == asked) return;
        (shownOf, isRead) = (asked, isHandedOver);
        if (isHandedOver) return;
        (figure, Rows, parts, span, followUp, restated) = (default, null, [], null, null, null);
    }

    private async Task ReadBesideAsync(int question)
    {
        var slice = reading is null ? null : Slice(reading);
        var unreached = slice is not null && metric is RateMetric { Reached: { } reached }
            ? UnreachedSpan.Of(figure, await Queries.ReadAsync(reached, slice, Leaving)) : null;
        (Metric, MetricValue)? later = slice is not null && metric is not null && CompetingDefinitions.FollowedUpBy(metric.Key) is { } key
            ? (Catalogue[key], await Queries.ReadAsync(Catalogue[key], slice with { Part = null }, Leaving)) : null;
        if (!IsOvertaken(question)) (span, followUp) = (unreached, later);
    }

    /// <returns>False when something else was asked meanwhile.</returns>
    private async Task<bool> ReadAsync(int question)
    {
        if (metric is null || reading is null || names is null) return true;
        var slice = Slice(reading);
        if (metric.Parts.Count > 0)
        {
            var (whole, values) = (metric, new List<(Metric, double?)>());
            foreach (var part in whole.Parts) values.Add((part, (await Queries.ReadAsync(part, slice, Leaving)).Value));
            var sum = await Queries.ReadAsync(whole, slice, Leaving);
            if (IsOvertaken(question)) return false;
            (parts, figure) = (values, sum);
            return true;
        }

        if (versus is not null)
        {
            var compared = await Queries.ReadAsync(metric, slice, Leaving);
            if (IsOvertaken(question)) return false;
            // What is listed then are the records between the two.
            (figure, Rows) = (compared, null);
            return true;
        }

        var read = await Queries.ReadRowsAsync(metric, slice, new LedgerRequest(sort, isDescending, page, PageSize), Leaving);
        if (IsOvertaken(question)) return false;
        // A list that has become shorter, or an address typed by hand: the last page instead of an empty one.
        var last = (int)Math.Max(1, (read.Total + PageSize - 1) / PageSize);
        if (page > last)
        {
            problems.Add(new("page", page.ToString(CultureInfo.InvariantCulture), "Problem.Page"));
            page = last;
            read = await Queries.ReadRowsAsync(metric, slice, new LedgerRequest(sort, isDescending, page, PageSize), Leaving);
            if (IsOvertaken(question)) return false;
        }

        figure = read.Figure;
        Rows = RowsView.Of(read, names);
        return true;
    }

    private MetricSlice Slice(SliceReading read) =>
        new(read.Period, seenOn, read.CommunityIds, programmes.Count == 0 ? null : programmes, part?.Part);

    private void ReadPage()
    {
        page = 1;
        if (string.IsNullOrEmpty(PageNumber)) return;
        if (int.TryParse(PageNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1) page = number;
        else problems.Add(new("page", PageNumber, "Problem.Page"));
    }

    /// <summary>The same records with or without another definition beside them.</summary>
    private string VersusHref(string? key) => SliceAddress.Query(
        $"/records/{MetricKey}", ("period", PeriodName), ("from", From), ("to", To), ("communities", Communities),
        ("programmes", Programmes), ("part", Part), ("on", On), ("versus", key));

    private string PageHref(int number) => Href(Sort, number);

    private string SortHref(string column) => Href(sort == column && !isDescending ? "-" + column : column, 1);

    private string Href(string? sorted, int number) => SliceAddress.Query(
        $"/records/{MetricKey}", ("period", PeriodName), ("from", From), ("to", To), ("communities", Communities),
        ("programmes", Programmes), ("part", Part), ("on", On), ("versus", Versus), ("sort", sorted),
        ("page", number == 1 ? null : number.ToString(CultureInfo.InvariantCulture)));
}
